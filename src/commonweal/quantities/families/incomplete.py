"""Families by the incomplete beta and gamma functions: beta, PERT and gamma (DLMF 8.17, 8.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.distribution import Distribution
from commonweal.quantities.families.halving import halve

# How strongly the mode of a PERT distribution draws (Malcolm and others 1959): its mean is (low + 4 mode + high) / 6.
PERT_PULL = 4.0


def _tolerance(shares: Numbers) -> Numbers:
    """How far the distribution at an inverse may be from its share: the library's goes astray for lopsided shapes."""
    return np.asarray(1e-9 * np.minimum(shares, 1 - shares) + 4e-16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beta(Distribution):
    """The beta distribution with shapes `a` and `b`, stretched from `low` to `high`."""

    a: float
    b: float
    low: float = 0.0
    high: float = 1.0

    @classmethod
    def with_mode(cls, *, low: float, mode: float, high: float) -> Beta:
        """PERT: the beta distribution between bounds with a mode."""
        width = high - low
        return cls(a=1 + PERT_PULL * (mode - low) / width, b=1 + PERT_PULL * (high - mode) / width, low=low, high=high)

    @property
    def mean(self) -> float:
        return self.low + (self.high - self.low) * self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        total = self.a + self.b
        return (self.high - self.low) ** 2 * (self.a / total) * (self.b / total) / (total + 1)

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    @property
    def slow(self) -> bool:
        return True

    def inverse(self, shares: Numbers) -> Numbers:
        from scipy.special import betaincinv

        unit = np.asarray(betaincinv(self.a, self.b, shares))
        miss = np.abs(self._unit_below(unit) - shares)
        wrong = ~(miss <= _tolerance(shares))
        if wrong.any():
            sought = shares[wrong]
            halved = halve(self._unit_below, sought, least=np.zeros_like(sought), greatest=np.ones_like(sought))
            better = ~(miss[wrong] <= np.abs(self._unit_below(halved) - sought))
            unit[wrong] = np.where(better, halved, unit[wrong])
        return np.asarray(self.low + (self.high - self.low) * unit)

    def below(self, points: Numbers) -> Numbers:
        return self._unit_below(np.clip((points - self.low) / (self.high - self.low), 0.0, 1.0))

    def _unit_below(self, unit: Numbers) -> Numbers:
        from scipy.special import betainc

        return np.asarray(betainc(self.a, self.b, unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gamma(Distribution):
    """`low` plus a gamma quantity with a shape and a scale: mean shape × scale."""

    shape: float
    scale: float
    low: float = 0.0

    @property
    def mean(self) -> float:
        return self.low + self.shape * self.scale

    @property
    def variance(self) -> float:
        return self.shape * self.scale**2

    @property
    def support(self) -> tuple[float, float]:
        return self.low, math.inf

    @property
    def slow(self) -> bool:
        return True

    def inverse(self, shares: Numbers) -> Numbers:
        from scipy.special import gammaincinv

        return np.asarray(self.low + self.scale * gammaincinv(self.shape, shares))

    def below(self, points: Numbers) -> Numbers:
        from scipy.special import gammainc

        return np.asarray(gammainc(self.shape, np.maximum((points - self.low) / self.scale, 0.0)))
