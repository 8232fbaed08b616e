"""Days as the law counts them: periods that begin with the day of an event, working days, anniversaries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from commonweal.record.errors import MisuseError
from commonweal.record.source import Source

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day that is no working day although it is neither Saturday nor Sunday, and where."""

    on: date
    what: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days off between two days. Outside them nothing is known, and nothing is answered."""

    label: str
    known_from: date
    known_until: date
    days: tuple[DayOff, ...]
    source: Source

    def __post_init__(self) -> None:
        days = [each.on for each in self.days]
        if days != sorted(set(days)):
            raise MisuseError(f"The calendar '{self.label}' needs its days in order, each once.")
        if days and not self.known_from <= days[0] <= days[-1] <= self.known_until:
            raise MisuseError(f"The calendar '{self.label}' has a day outside the time it is known for.")

    def knows(self, day: date) -> bool:
        return self.known_from <= day <= self.known_until

    def is_working(self, day: date) -> bool:
        """Neither Saturday, Sunday nor a day off."""
        return day.weekday() < 5 and all(each.on != day for each in self.days)

    def last_working_day(self, begins_with: date, *, count: int) -> date | None:
        """The last of so many working days beginning with a day, that day the first if it is one; None if unknown."""
        day, left = begins_with, count
        while self.knows(day):
            left -= self.is_working(day)
            if not left:
                return day
            day += ONE_DAY
        return None


def last_day_of(*, begins_with: date, days: int) -> date:
    """The last day of a period of so many days beginning with a day: that day is the first."""
    return begins_with + timedelta(days=days - 1)


def years_later(day: date, years: int) -> date:
    """The same day of the year; 28 February for 29 February where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
