"""Families with a least and a greatest value and straight sides: fixed, uniform, triangular."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.distribution import Distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(Distribution):
    """One value, for certain."""

    value: float

    @property
    def discrete(self) -> bool:
        return True

    @property
    def mean(self) -> float:
        return self.value

    @property
    def variance(self) -> float:
        return 0.0

    @property
    def support(self) -> tuple[float, float]:
        return self.value, self.value

    @property
    def atoms(self) -> Numbers:
        return np.array([self.value])

    def inverse(self, shares: Numbers) -> Numbers:
        return np.full_like(shares, self.value)

    def below(self, points: Numbers) -> Numbers:
        return np.asarray(points >= self.value, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uniform(Distribution):
    """Every value from `low` to `high` as likely."""

    low: float
    high: float

    @property
    def mean(self) -> float:
        return self.low / 2 + self.high / 2

    @property
    def variance(self) -> float:
        return (self.high - self.low) ** 2 / 12

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def inverse(self, shares: Numbers) -> Numbers:
        return np.asarray(np.minimum(self.low + shares * (self.high - self.low), self.high))

    def below(self, points: Numbers) -> Numbers:
        return np.asarray(np.clip((points - self.low) / (self.high - self.low), 0.0, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangular(Distribution):
    """Likeliest at `mode`, falling in straight lines to nothing at `low` and `high`."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    @property
    def variance(self) -> float:
        width, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        return (width**2 - left * right) / 18

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def inverse(self, shares: Numbers) -> Numbers:
        width, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        rising = self.low + np.sqrt(shares * width * left)
        falling = self.high - np.sqrt((1 - shares) * width * right)
        return np.where(shares * width <= left, rising, falling)

    def below(self, points: Numbers) -> Numbers:
        width, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        inside = np.clip(points, self.low, self.high)
        rising = (inside - self.low) ** 2 / (width * left) if left else np.zeros_like(inside)
        falling = 1 - (self.high - inside) ** 2 / (width * right) if right else np.ones_like(inside)
        return np.where(inside < self.mode, rising, falling)
