"""Social value under one weighting with something else."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.criteria_reading import Share
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import plain


def remark(context: Context) -> Iterator[Noted]:
    """Each such criterion, once by its name."""
    if not context.asks:
        return
    found = {each.label: each for lot in context.lots for each in lot.criteria if each.share is Share.MERGED}
    for each in found.values():
        weighs = f" under one weighting of {plain(each.weighting)}%" if each.weighting is not None else ""
        yield Noted(
            message=f"‘{each.label}’ holds social value and something else{weighs}: how much social value counts "
            "cannot be told.",
            where=each.where,
        )
