"""Counts: Poisson, and the negative binomial, which is a Poisson whose rate is itself a gamma quantity."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.distribution import Distribution

# Counts are looked up in a table of the distribution unless it would be longer than this.
LONGEST_TABLE = 1 << 17
# The table runs from the count at this share to the count at one less it, the largest share that there is.
BEYOND = 2.0**-53


class Counts(Distribution):
    """Whole numbers from zero up. The inverse is the least count whose probability reaches the share, exactly."""

    @property
    def discrete(self) -> bool:
        return True

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    @property
    def atoms(self) -> Numbers | None:
        first, table = self._table
        return None if table is None else np.arange(first, first + len(table))

    @abstractmethod
    def reached(self, counts: Numbers) -> Numbers:
        """The probability of each whole count, zero or more, or less."""

    def below(self, points: Numbers) -> Numbers:
        counts = np.floor(points)
        return np.where(counts < 0, 0.0, self.reached(np.maximum(counts, 0.0)))

    def inverse(self, shares: Numbers) -> Numbers:
        first, table = self._table
        if table is None or shares.min(initial=1.0) < BEYOND:
            return self.exact_inverse(shares)
        return np.asarray(first + np.searchsorted(table, shares, side="left").astype(np.float64))

    def exact_inverse(self, shares: Numbers) -> Numbers:
        """The inverse by search alone: slower for many draws, and with no table to make first."""
        return least_count(self.reached, shares, above=self.mean + 1)

    @cached_property
    def _table(self) -> tuple[float, Numbers | None]:
        """The first count worth listing, and the probabilities from there on; none where the list would be too long."""
        ends = self.exact_inverse(np.array([BEYOND, 1 - BEYOND]))
        if ends[1] - ends[0] >= LONGEST_TABLE:
            return 0.0, None
        return float(ends[0]), self.reached(np.arange(ends[0], ends[1] + 1))


def least_count(reached: Callable[[Numbers], Numbers], shares: Numbers, *, above: float) -> Numbers:
    """The least whole number at which `reached` comes up to each share, by doubling from `above` and halving."""
    low, high = np.full_like(shares, -1.0), np.full_like(shares, math.ceil(above))
    while (short := reached(high) < shares).any():
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    while (high - low).max(initial=0.0) > 1:
        middle = np.floor((low + high) / 2)
        enough = reached(np.maximum(middle, 0.0)) >= shares
        narrowed = high - low > 1
        low, high = np.where(narrowed & ~enough, middle, low), np.where(narrowed & enough, middle, high)
    return high


@dataclass(frozen=True, kw_only=True)
class Poisson(Counts):
    """A count of what happens at random at a steady rate."""

    rate: float

    @property
    def mean(self) -> float:
        return self.rate

    @property
    def variance(self) -> float:
        return self.rate

    def reached(self, counts: Numbers) -> Numbers:
        from scipy.special import pdtr

        return np.asarray(pdtr(counts, self.rate))


@dataclass(frozen=True, kw_only=True)
class NegativeBinomial(Counts):
    """A count whose variance is expected + dispersion × expected²."""

    expected: float
    dispersion: float

    @property
    def mean(self) -> float:
        return self.expected

    @property
    def variance(self) -> float:
        return self.expected + self.dispersion * self.expected**2

    def reached(self, counts: Numbers) -> Numbers:
        from scipy.special import betainc

        return np.asarray(betainc(1 / self.dispersion, counts + 1, 1 / (1 + self.dispersion * self.expected)))
