"""Dated schedules: the value in force on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from commonweal.quantities import Dated, Schedule, describe_months
from commonweal.record import MisuseError
from commonweal.record.source import judged

SOURCE = judged("test")


def schedule(*days: str) -> Schedule[Decimal]:
    values = tuple(
        Dated(applies_from=date.fromisoformat(day), value=Decimal(index), source=SOURCE)
        for index, day in enumerate(days)
    )
    return Schedule(label="thing", unit="pounds", values=values)


def test_at_takes_the_newest_value_that_has_begun() -> None:
    """The day a value applies from is its first."""
    threshold = schedule("2025-02-24", "2026-01-01")
    assert threshold.at(date(2025, 2, 23)) is None
    assert [threshold.at(date(2025, 12, 31)).value, threshold.at(date(2026, 1, 1)).value] == [0, 1]  # type: ignore[union-attr]


def test_after_its_end_a_schedule_says_nothing() -> None:
    """The last day counts; on the next no value is known."""
    ending = replace(schedule("2026-01-01"), applies_until=date(2027, 12, 31), until_source=SOURCE)
    assert ending.at(date(2027, 12, 31)) is not None
    assert ending.at(date(2028, 1, 1)) is None


def test_a_schedule_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(MisuseError, match="ends before"):
        replace(schedule("2026-01-01"), applies_until=date(2025, 12, 31))


@pytest.mark.parametrize("days", [(), ("2026-01-01", "2025-01-01"), ("2026-01-01", "2026-01-01")])
def test_schedule_refuses_disorder(days: tuple[str, ...]) -> None:
    """Values stand in order of date, one a day."""
    with pytest.raises(MisuseError, match="in order of date"):
        schedule(*days)


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ("1.4", "6 weeks"),
        ("4", "4 months"),
        ("1", "1 month"),
        ("60", "5 years"),
        ("18", "18 months"),
        ("0.25", "1 week"),
    ],
)
def test_months_are_said_as_people_say_them(months: str, words: str) -> None:
    """Weeks when short, years when long and whole."""
    assert describe_months(Decimal(months)) == words
