"""Weightings that stand only in words."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.procurement.notice import NoticeSource
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import shorten

_WORDS_BY_FORM = {NoticeSource.PUBLIC_CONTRACTS_SCOTLAND, NoticeSource.SELL2WALES, NoticeSource.CONTRACTS_FINDER}


def remark(context: Context) -> Iterator[Noted]:
    """Once a notice; not where the portal's form, or the earlier form on Find a Tender, has no field for it."""
    if not context.asks or context.notice.source in _WORDS_BY_FORM or not context.notice.kind.startswith("UK"):
        return
    every = [each.assigned.criterion for lot in context.lots for each in lot.criteria]
    textual = next((each for each in every if each.weighting_words), None)
    if textual is not None:
        yield Noted(
            message=f"Weightings stand in words (‘{shorten(textual.weighting_words)}’), not in the field for them.",
            where=textual.where,
        )
