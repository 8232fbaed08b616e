"""Discounting: what a pound of a later year is worth now, by a schedule of rates that fall with the years."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


class VintageUse(StrEnum):
    """What a discount schedule is for: the one to use, one for a special kind of effect, or a test of sensitivity."""

    STANDARD = "standard"
    SPECIAL = "special"
    SENSITIVITY = "sensitivity"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateBand:
    """One rate a year (a share, in real terms) from one year to another, both included; without `to_year`, for good."""

    from_year: int
    rate: Decimal
    to_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountSchedule:
    """One vintage: a schedule of rates that somebody published. Its bands follow each other without a gap.

    `for_what` says when it is used. A vintage that is not adopted is for sensitivity alone.
    """

    title: str
    bands: tuple[RateBand, ...]
    use: VintageUse
    for_what: str
    source: Source

    def __post_init__(self) -> None:
        starts = [band.from_year for band in self.bands]
        ends = [band.to_year for band in self.bands]
        follow = all(end is not None and end + 1 == start for end, start in zip(ends, starts[1:], strict=False))
        if not starts or starts[0] != 0 or not follow:
            raise MisuseError(f"The bands of '{self.title}' begin with year 0 and follow each other without a gap.")
        if any(not 0 <= band.rate < 1 for band in self.bands):
            raise MisuseError(f"A rate of '{self.title}' is a share from 0 to below 1.")

    def rate(self, year: int) -> Decimal:
        """The rate of a year. Year 0 is not discounted, whatever its band says."""
        for band in self.bands:
            if band.from_year <= year and (band.to_year is None or year <= band.to_year):
                return band.rate
        last = self.bands[-1].to_year if year > 0 else 0
        raise MisuseError(f"'{self.title}' has no rate for year {year}; it runs from year 0 to {last}.")


def discount_factors(schedule: DiscountSchedule, years: int) -> tuple[Decimal, ...]:
    """D(0), D(1) … D(years - 1): each the one before divided by one plus that year's rate."""
    if years < 1:
        raise MisuseError(f"Factors are asked for at least one year, not {years}.")
    rates = (schedule.rate(year) for year in range(1, years))
    return tuple(itertools.accumulate(rates, lambda factor, rate: factor / (1 + rate), initial=Decimal(1)))


def discount_factor(schedule: DiscountSchedule, year: int) -> Decimal:
    """D(year) of a vintage: 1 in year 0."""
    if year < 0:
        raise MisuseError(f"Years count from 0, so there is no factor for {year}.")
    return discount_factors(schedule, year + 1)[-1]
