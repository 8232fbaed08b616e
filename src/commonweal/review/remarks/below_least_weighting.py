"""Social value below the least weighting of the edition that binds."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.frameworks.applicability import Standing
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.remarks.floor import floor_of, own_social_value
from commonweal.review.wording import plain


def remark(context: Context) -> Iterator[Noted]:
    """At each lot whose weightings are all told."""
    applies = context.applicability
    if applies is None or applies.pack is None or applies.standing is not Standing.BINDS or not context.asks:
        return
    for lot in context.lots:
        given = own_social_value(lot)
        least = floor_of(applies, lot)
        if given is None or given >= least:
            continue
        said = f"gives social value {plain(given)}%" if lot.names_social_value else "names no weighting of social value"
        yield Noted(
            message=f"The notice {said}, and {applies.pack.head.title} asks for at least {plain(least)}% here"
            + (", unless market engagement supports less." if applies.rules and applies.rules.exception else "."),
            where=lot.criteria[0].where,
        )
