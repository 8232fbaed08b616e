"""Weightings of a lot that come to something other than 100."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import plain, say_lots


def remark(context: Context) -> Iterator[Noted]:
    """Each shape of lot whose every criterion has a weighting."""
    if not context.asks:
        return
    for lot in context.lots:
        if len(lot.criteria) > 1 and lot.all_weighted and lot.total != 100:
            yield Noted(
                message=f"The weightings{say_lots(lot, context)} come to {plain(lot.total)}%, not 100%.",
                where=lot.criteria[0].where,
            )
