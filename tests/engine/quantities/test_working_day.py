"""Days as the law counts them: the day of the event is the first, and a day off in any part of the kingdom is off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.frameworks import load_packs
from commonweal.quantities.working_day import Calendar, DayOff, last_day_of, years_later
from commonweal.record.errors import MisuseError
from commonweal.record.source import judged

CALENDAR = load_packs().get("procurement-act-2023").calendars["bank-holidays"]
KNOWN = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 11, 1))


def calendar(*days: date) -> Calendar:
    """A calendar of March 2026 with these days off."""
    off = tuple(DayOff(on=day, what="a day off", where="here") for day in days)
    return Calendar(
        label="March", known_from=date(2026, 3, 1), known_until=date(2026, 3, 31), days=off, source=judged("test")
    )


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(begins=KNOWN, count=st.integers(1, 20))
def test_a_period_of_working_days_holds_exactly_so_many_and_ends_with_one(begins: date, count: int) -> None:
    """Counted one by one from its first day to its last."""
    last = CALENDAR.last_working_day(begins, count=count)
    assert last is not None
    days = [begins + timedelta(days=each) for each in range((last - begins).days + 1)]
    assert CALENDAR.is_working(last)
    assert sum(map(CALENDAR.is_working, days)) == count


@pytest.mark.parametrize(
    ("begins", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 11)),  # no day off in the way
        (date(2026, 3, 12), date(2026, 3, 24)),  # 17 March, Northern Ireland
        (date(2026, 3, 30), date(2026, 4, 10)),  # Good Friday and Easter Monday
        (date(2026, 6, 11), date(2026, 6, 23)),  # 15 June 2026, Scotland, once
        (date(2026, 7, 9), date(2026, 7, 21)),  # 13 July, Northern Ireland, for the 12th, a Sunday
        (date(2026, 12, 21), date(2027, 1, 5)),  # Christmas, Boxing Day's substitute, New Year, 2 January's substitute
        (date(2027, 12, 20), date(2027, 12, 31)),  # Christmas and Boxing Day both at a weekend
    ],
)
def test_a_standstill_ends_as_counted_by_hand(begins: date, last: date) -> None:
    """Eight working days; each counted on paper with the bank holidays of all four parts of the kingdom."""
    assert CALENDAR.last_working_day(begins, count=8) == last


def test_bank_holidays_of_the_pack_are_weekdays_and_as_many_as_the_law_gives() -> None:
    """Eight that England has, three more in Scotland (once four), two more in Northern Ireland."""
    assert all(day.on.weekday() < 5 for day in CALENDAR.days)
    counts = {year: sum(day.on.year == year for day in CALENDAR.days) for year in range(2025, 2029)}
    assert counts == {2025: 13, 2026: 14, 2027: 13, 2028: 13}


def test_nothing_is_counted_where_days_off_are_not_known() -> None:
    march = calendar(date(2026, 3, 17))
    assert march.last_working_day(date(2026, 3, 27), count=3) == date(2026, 3, 31)
    assert march.last_working_day(date(2026, 3, 27), count=4) is None
    assert march.last_working_day(date(2026, 2, 27), count=1) is None


def test_a_period_begins_with_its_first_day() -> None:
    """Thirty days beginning with 30 September end with 29 October."""
    assert last_day_of(begins_with=date(2026, 9, 30), days=30) == date(2026, 10, 29)
    assert last_day_of(begins_with=date(2026, 9, 30), days=1) == date(2026, 9, 30)


def test_a_leap_day_has_its_anniversary_at_the_end_of_february() -> None:
    assert years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)


@pytest.mark.parametrize("days", [(date(2026, 3, 17), date(2026, 3, 16)), (date(2026, 4, 3),)])
def test_a_calendar_out_of_order_or_bounds_is_refused(days: tuple[date, ...]) -> None:
    with pytest.raises(MisuseError):
        calendar(*days)
