"""What social value asks for that shows in time, and still hardly tells one bid from another."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.frameworks.measures import MeasureKind
from commonweal.record.text import say_list
from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """One remark for all such measures, with the reason of the first."""
    if context.case is None or not context.asks:
        return
    found = [
        (criterion, measure, context.survivals[measure.code])
        for criterion, measure in context.scored_measures()
        if measure.kind is not MeasureKind.EFFORT
    ]
    weak = [each for each in found if not each[2].survives and each[2].observable.passes]
    if not weak:
        return
    criterion, first, survival = weak[0]
    names = say_list([f"‘{measure.words}’" for _, measure, _ in weak[:4]])
    yield Noted(
        message=f"The notice gives marks for {names}, which would hardly tell bids apart here. Of ‘{first.title}’: "
        f"{survival.because}",
        where=criterion.where,
    )
