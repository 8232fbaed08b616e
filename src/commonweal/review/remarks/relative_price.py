"""A price formula in which other bids' prices set the marks."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.criteria_reading import Share
from commonweal.review.inference import Passage
from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """Once, from the price criterion's words or the prose on criteria."""
    if not context.asks:
        return
    priced = [each.assigned.criterion for lot in context.lots for each in lot.criteria if each.share is Share.PRICE]
    passages = [Passage(text=f"{each.name}. {each.description}", where=each.where) for each in priced]
    passages += [Passage(text=said.value, where=said.where) for said in context.notice.criteria_text]
    found = context.told("price-formula", passages)
    if found is not None:
        yield Noted(
            message=f"Price is scored against other bids (‘{found.text}’): a bid that cannot win may change who does.",
            where=found.where,
        )
