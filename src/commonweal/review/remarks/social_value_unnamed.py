"""No marks for social value, where nothing is known to ask for any."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.frameworks.applicability import Standing
from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """Where weightings make up the whole, and no edition binds."""
    applies = context.applicability
    if not context.lots or not context.asks or (applies and applies.standing is not Standing.NONE):
        return
    whole = all(lot.total == 100 and lot.all_weighted for lot in context.lots)
    if whole and not any(lot.names_social_value for lot in context.lots):
        yield Noted(
            message="No marks are named for social value, and no edition that we hold asks this authority for any.",
            where=context.lots[0].criteria[0].where,
        )
