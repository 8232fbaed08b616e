"""Rounds in words, without how many go on."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.inference import Passage, passages_of
from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """Where rounds are read from words, and neither a lot nor the words say how many go on."""
    told = context.assumed("rounds")
    lots = context.notice.lots
    if told is None or not context.is_tender or any(lot.most_candidates or lot.fewest_candidates for lot in lots):
        return
    if context.told("go-on", [*passages_of(context.notice), *_selection(context)]):
        return
    yield Noted(
        message=f"Rounds stand only in prose (‘{told.words}’), and how many suppliers go on is not told.",
        where=told.where,
    )


def _selection(context: Context) -> list[Passage]:
    return [Passage(text=said.value, where=said.where) for said in context.notice.legal_text]
