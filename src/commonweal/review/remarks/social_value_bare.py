"""Social value with marks, and nothing on what would earn them."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.criteria_reading import Share
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import plain


def remark(context: Context) -> Iterator[Noted]:
    """Once a notice, where no criterion of social value says more than its name."""
    if not context.asks:
        return
    own = [each for lot in context.lots for each in lot.criteria if each.share is Share.SOCIAL_VALUE]
    if not own or any(each.explained for each in own):
        return
    weighs = f" has {plain(own[0].weighting)}% and" if own[0].weighting is not None else ""
    yield Noted(
        message=f"‘{own[0].label}’{weighs} says no more than its name: what would earn the marks is not in the notice.",
        where=own[0].where,
    )
