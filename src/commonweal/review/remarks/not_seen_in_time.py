"""What social value asks for, and is unlikely to be seen by the last moment when it still matters."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.record.text import inside_sentence, say_list
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import say_odds


def remark(context: Context) -> Iterator[Noted]:
    """One remark for all such measures of a notice."""
    if context.case is None or not context.asks:
        return
    late = [
        (criterion, measure, context.survivals[measure.code].observable)
        for criterion, measure in context.scored_measures()
        if not context.survivals[measure.code].observable.passes
    ]
    if not late:
        return
    names = say_list([f"‘{measure.words}’" for _, measure, _ in late[:4]])
    criterion, worst, reading = min(late, key=lambda each: each[2].value)
    odds = say_list([f"{say_odds(seen.value)} for {inside_sentence(each.title)}" for _, each, seen in late[:4]])
    yield Noted(
        message=f"The notice gives marks for {names}, which cannot be expected to show in time. Take "
        f"‘{inside_sentence(worst.title)}’: {inside_sentence(reading.because)} Odds of seeing it while it matters: "
        f"{odds}. Our least is {reading.least:.0%}.",
        where=criterion.where,
    )
