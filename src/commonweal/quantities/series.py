"""A figure year by year, such as a carbon value or a deflator, with its range and its price base."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.quantities.money import Money
from commonweal.quantities.span import Span
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class YearValue:
    year: int
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSeries:
    """Values by year, one a year, rising years. `price_base`: the year of their prices, where they are money.

    `low_factor` and `high_factor` times the value are its range, where one is published.
    """

    title: str
    unit: str
    values: tuple[YearValue, ...]
    source: Source
    price_base: int | None = None
    low_factor: Decimal | None = None
    high_factor: Decimal | None = None

    def __post_init__(self) -> None:
        years = [each.year for each in self.values]
        if not years or any(later != earlier + 1 for earlier, later in itertools.pairwise(years)):
            raise MisuseError(f"The series '{self.title}' needs one value for every year from its first to its last.")
        if (self.low_factor is None) != (self.high_factor is None):
            raise MisuseError(f"The series '{self.title}' has both a low and a high factor, or neither.")
        if (
            self.low_factor is not None
            and self.high_factor is not None
            and not self.low_factor <= 1 <= self.high_factor
        ):
            raise MisuseError(f"The factors of '{self.title}' lie around 1.")

    @property
    def first_year(self) -> int:
        return self.values[0].year

    @property
    def last_year(self) -> int:
        return self.values[-1].year

    def by_year(self) -> Mapping[int, Decimal]:
        return {each.year: each.value for each in self.values}

    def at(self, year: int) -> Span:
        """The value of a year with its range. A year outside the series is refused, never extrapolated."""
        value = self.by_year().get(year)
        if value is None:
            raise MisuseError(
                f"'{self.title}' has no value for {year}; it is held for {self.first_year} to {self.last_year}."
            )
        if self.low_factor is None or self.high_factor is None:
            return Span(central=value)
        return Span(low=value * self.low_factor, central=value, high=value * self.high_factor)


def change_price_base(money: Money, *, to_year: int, deflator: YearSeries) -> Money:
    """Real money of one year's prices in another's, by a deflator. Cash has no price base, and is refused."""
    if money.price_base is None:
        raise MisuseError(f"{money} is cash: its prices have no base year to change.")
    before, after = deflator.at(money.price_base).likeliest, deflator.at(to_year).likeliest
    return replace(money, amount=money.amount * after / before, price_base=to_year)
