"""When an effect falls, and what one unit of it is worth now, as a function of its start (method, section 2).

For A(u) = ∫ from 0 to u of 1[v < P] (1 - r)^floor(v / 12) dv, the amount in year y of an effect of one unit a year
that starts at s is (A(12 (y + 1) - s) - A(12 y - s)) / 12. A is linear between knots, so the present value of a unit
is linear between the starts at which s plus a knot of A meets an edge of a year or the horizon. It is tabulated there
once, and interpolating is exact: a random lag costs one interpolation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from commonweal.quantities.discounting import DiscountSchedule, discount_factors
from commonweal.quantities.period import MONTHS_A_YEAR
from commonweal.record.errors import MisuseError

Floats = NDArray[np.float64]
LONGEST_MONTHS = 12 * 1000


def yearly_factors(schedule: DiscountSchedule, *, months: float) -> Floats:
    """D(0), D(1) … as floats, shape (years,), for every year that begins before so many months."""
    return np.array([float(each) for each in discount_factors(schedule, count_years(months))])


def count_years(months: float) -> int:
    """How many years, the last perhaps begun only, hold so many months; at least one."""
    return max(1, math.ceil(months / MONTHS_A_YEAR))


def year_edges(horizon: float) -> Floats:
    """0, 12, 24 … and the horizon, in months: the last year may be cut. Shape (years + 1,)."""
    edges = np.arange(count_years(horizon) + 1, dtype=float) * MONTHS_A_YEAR
    edges[-1] = horizon
    return edges


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTiming:
    """One unit of an effect, given once or a year, cut at `horizon` months from contract start.

    `factors` are D(y), shape (years up to the horizon or more,). Starts are months from contract start, zero or more.
    """

    yearly: bool
    persistence: float
    drop_off: float
    horizon: float
    factors: Floats
    edges: Floats = field(init=False)
    lived: Floats = field(init=False)
    grown: Floats = field(init=False)
    starts: Floats = field(init=False)
    worth: Floats = field(init=False)

    def __post_init__(self) -> None:
        if not 0 < self.horizon <= LONGEST_MONTHS:
            raise MisuseError(f"A horizon lies above 0 and up to {LONGEST_MONTHS} months, not at {self.horizon:g}.")
        edges = year_edges(self.horizon)
        if len(self.factors) < len(edges) - 1:
            raise MisuseError(f"There are discount factors for {len(self.factors)} years only, short of the horizon.")
        lived, grown = _grown_amount(min(self.persistence, self.horizon), self.drop_off)
        starts = _joints(edges, lived)
        for name, value in (("edges", edges), ("lived", lived), ("grown", grown), ("starts", starts)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "worth", self._spread(starts) @ self.factors[: len(edges) - 1])

    def present(self, start: Floats) -> Floats:
        """The present value of one unit at each start; same shape."""
        if self.yearly:
            return np.interp(start, self.starts, self.worth)
        return np.where(start < self.horizon, self.factors[self._year_of(start)], 0.0)

    def counted(self, start: Floats) -> Floats:
        """How many units fall before the horizon, undiscounted, at each start; same shape."""
        if self.yearly:
            return np.interp(self.horizon - start, self.lived, self.grown) / MONTHS_A_YEAR
        return np.where(start < self.horizon, 1.0, 0.0)

    def by_year(self, start: Floats) -> Floats:
        """The amount in each year, undiscounted: shape (…, years)."""
        if self.yearly:
            return self._spread(start)
        years = np.arange(len(self.edges) - 1)
        here = self._year_of(start)[..., None] == years
        return np.where(here & (start < self.horizon)[..., None], 1.0, 0.0)

    def _spread(self, start: Floats) -> Floats:
        reached = np.interp(self.edges - np.asarray(start)[..., None], self.lived, self.grown)
        return np.diff(reached, axis=-1) / MONTHS_A_YEAR

    def _year_of(self, start: Floats) -> NDArray[np.intp]:
        year = np.floor(np.asarray(start) / MONTHS_A_YEAR)
        return np.minimum(year, len(self.edges) - 2).astype(np.intp)


def _grown_amount(persistence: float, drop_off: float) -> tuple[Floats, Floats]:
    """The knots of A and its values there: 0, 12, 24 … and the persistence."""
    years = max(1, math.ceil(persistence / MONTHS_A_YEAR))
    knots = np.append(np.arange(years, dtype=float) * MONTHS_A_YEAR, persistence)
    rates = (1.0 - drop_off) ** np.arange(years)
    return knots, np.append(0.0, np.cumsum(rates * np.diff(knots)))


def _joints(edges: Floats, knots: Floats) -> Floats:
    """Every start from 0 to the horizon where some knot of A meets an edge."""
    joints = (edges[:, None] - knots[None, :]).ravel()
    return np.unique(np.append(joints[(joints > 0) & (joints < edges[-1])], (0.0, edges[-1])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Present values of pounds that are spent evenly from one month to another. `factors` as in UnitTiming."""

    factors: Floats
    months: Floats = field(init=False)
    totals: Floats = field(init=False)

    def __post_init__(self) -> None:
        months = np.arange(len(self.factors) + 1, dtype=float) * MONTHS_A_YEAR
        object.__setattr__(self, "months", months)
        object.__setattr__(self, "totals", np.append(0.0, np.cumsum(self.factors * MONTHS_A_YEAR)))

    def present(self, start: Floats, lasting: Floats) -> Floats:
        """The present value of one pound spent evenly over `lasting` months from `start`; same shape."""
        end = np.asarray(start) + lasting
        if np.max(end) > self.months[-1] + 1e-9:
            raise MisuseError(f"There are discount factors for {len(self.factors)} years only, short of the spending.")
        spent = np.interp(end, self.months, self.totals) - np.interp(start, self.months, self.totals)
        return np.asarray(spent / lasting)

    def by_year(self, start: float, lasting: float, *, years: int) -> Floats:
        """The share of a pound that is spent in each of so many years, undiscounted: shape (years,)."""
        edges = np.arange(years + 1, dtype=float) * MONTHS_A_YEAR
        return np.asarray(np.diff(np.clip(edges, start, start + lasting)) / lasting)
