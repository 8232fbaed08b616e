"""The normal family, and the lognormal, whose logarithm is normal.

A single number goes through the standard library, which is there already; only arrays load SciPy. Both are good to
the last digits (Wichura 1988, algorithm AS 241, and the error function).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.distribution import Distribution

_STANDARD = NormalDist()


def normal_below(z: Numbers) -> Numbers:
    """Φ(z): the share of a standard normal quantity at or under z, for finite or infinite z."""
    if z.ndim == 0:
        return np.asarray(0.5 * math.erfc(-float(z) / math.sqrt(2)))
    from scipy.special import ndtr

    return np.asarray(ndtr(z))


def normal_inverse(shares: Numbers) -> Numbers:
    """Φ⁻¹ of shares inside (0, 1)."""
    if shares.ndim == 0:
        return np.asarray(_STANDARD.inv_cdf(float(shares)))
    from scipy.special import ndtri

    return np.asarray(ndtri(shares))


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal(Distribution):
    """The normal distribution by its mean and standard deviation."""

    centre: float
    spread: float

    @property
    def mean(self) -> float:
        return self.centre

    @property
    def variance(self) -> float:
        return self.spread**2

    @property
    def support(self) -> tuple[float, float]:
        return -math.inf, math.inf

    def inverse(self, shares: Numbers) -> Numbers:
        return np.asarray(self.centre + self.spread * normal_inverse(shares))

    def below(self, points: Numbers) -> Numbers:
        return normal_below(np.asarray((points - self.centre) / self.spread))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lognormal(Distribution):
    """`low` plus a quantity whose logarithm is normal, with mean `location` and standard deviation `spread`."""

    location: float
    spread: float
    low: float = 0.0

    @classmethod
    def with_moments(cls, *, mean: float, sd: float, low: float = 0.0) -> Lognormal:
        """By the mean and standard deviation of the quantity itself."""
        spread = math.sqrt(math.log1p((sd / (mean - low)) ** 2))
        return cls(location=math.log(mean - low) - spread**2 / 2, spread=spread, low=low)

    @classmethod
    def through(cls, quantiles: Mapping[float, float], *, low: float = 0.0) -> Lognormal:
        """By two quantiles, each a share with its value: exactly."""
        (one, first), (other, second) = sorted(quantiles.items())
        start, end = _STANDARD.inv_cdf(one), _STANDARD.inv_cdf(other)
        spread = (math.log(second - low) - math.log(first - low)) / (end - start)
        return cls(location=math.log(first - low) - spread * start, spread=spread, low=low)

    @property
    def mean(self) -> float:
        return self.low + math.exp(self.location + self.spread**2 / 2)

    @property
    def variance(self) -> float:
        return math.expm1(self.spread**2) * math.exp(2 * self.location + self.spread**2)

    @property
    def support(self) -> tuple[float, float]:
        return self.low, math.inf

    def inverse(self, shares: Numbers) -> Numbers:
        return np.asarray(self.low + np.exp(self.location + self.spread * normal_inverse(shares)))

    def below(self, points: Numbers) -> Numbers:
        above = np.maximum(points - self.low, 0.0)
        with np.errstate(divide="ignore"):
            return normal_below(np.asarray((np.log(above) - self.location) / self.spread))
