"""Marks for hours, events and other effort counted."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.frameworks.measures import MeasureKind
from commonweal.record.text import say_list
from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """One remark for all counts of effort."""
    if not context.asks:
        return
    counts = [each for each in context.scored_measures() if each[1].kind is MeasureKind.EFFORT]
    if not counts:
        return
    criterion, _ = counts[0]
    words = say_list([f"‘{measure.words}’" for _, measure in counts[:4]])
    titles = say_list([f"‘{each}’" for each in dict.fromkeys(measure.title for _, measure in counts)])
    yield Noted(
        message=f"‘{criterion.label}’ pays for effort counted: {words}, read as {titles}. Such counts are cheap to "
        "promise and need change nothing.",
        where=criterion.where,
    )
