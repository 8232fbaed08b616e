"""A value that changes on known dates: thresholds, rates, tables."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from commonweal.record.errors import MisuseError
from commonweal.record.source import Source

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[Value]):
    """One value, the day from which it applies, and who says so."""

    applies_from: date
    value: Value
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule(Generic[Value]):
    """Dated values in order of date. `unit` says what a value is.

    `applies_until` is the last day of the last value, where a change is known to come; `until_source` says who says so.
    """

    label: str
    unit: str
    values: tuple[Dated[Value], ...]
    applies_until: date | None = None
    until_source: Source | None = None

    def __post_init__(self) -> None:
        days = [dated.applies_from for dated in self.values]
        if not days or any(later <= earlier for earlier, later in itertools.pairwise(days)):
            raise MisuseError(f"The schedule '{self.label}' needs values in order of date, one a day at most.")
        if self.applies_until is not None and self.applies_until < days[-1]:
            raise MisuseError(f"The schedule '{self.label}' ends before its last value begins.")

    def at(self, on: date) -> Dated[Value] | None:
        """The value in force on a day; None before the first one, and after the last one's end."""
        if self.applies_until is not None and on > self.applies_until:
            return None
        known = [dated for dated in self.values if dated.applies_from <= on]
        return known[-1] if known else None
