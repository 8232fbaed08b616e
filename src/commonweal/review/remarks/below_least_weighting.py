"""Social value below the least weighting of the edition that binds."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.frameworks.applicability import Standing
from commonweal.record.finding import Severity
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.remarks.floor import floor_of, is_bare_split, own_social_value
from commonweal.review.wording import plain


def remark(context: Context) -> Iterator[Noted]:
    """At each lot whose weightings are all told."""
    applies = context.applicability
    if applies is None or applies.pack is None or applies.standing is not Standing.BINDS or not context.asks:
        return
    except_for = ", unless market engagement supports less" if applies.rules and applies.rules.exception else ""
    sources = (applies.floor_source,) if applies.floor_source else ()
    for lot in context.lots:
        given, least = own_social_value(lot), floor_of(applies, lot)
        asks = f"{applies.pack.head.title} asks for at least {plain(least)}% here{except_for}"
        where = lot.criteria[0].where
        if is_bare_split(lot) and least:
            inside = "The notice weighs price and the rest and names no social value, which may stand inside quality"
            yield Noted(message=f"{inside}; {asks}.", where=where, severity=Severity.INFORMATION, sources=sources)
        elif given is not None and given < least:
            said = (
                f"gives social value {plain(given)}%" if lot.names_social_value else "names no marks for social value"
            )
            yield Noted(message=f"The notice {said}, and {asks}.", where=where, sources=sources)
