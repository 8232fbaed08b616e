"""Separate values with a probability each: Bernoulli, discrete, and what data show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.distribution import Distribution


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Atoms(Distribution):
    """`values`, rising, with their `chances`; `reached` is the probability of each value or less."""

    values: Numbers
    chances: Numbers
    reached: Numbers

    @classmethod
    def of(cls, values: Sequence[float], weights: Sequence[float]) -> Atoms:
        """From values in any order, equal ones together, each as likely as its weight says; a weight 0: none."""
        kept = [(value, weight) for value, weight in zip(values, weights, strict=True) if weight > 0]
        rising, where = np.unique([value for value, _ in kept], return_inverse=True)
        mass = np.bincount(where, weights=[weight for _, weight in kept])
        total = np.cumsum(mass)
        return cls(values=rising, chances=mass / total[-1], reached=total / total[-1])

    @property
    def discrete(self) -> bool:
        return True

    @property
    def mean(self) -> float:
        return float(self.chances @ self.values)

    @property
    def variance(self) -> float:
        return float(self.chances @ (self.values - self.mean) ** 2)

    @property
    def support(self) -> tuple[float, float]:
        return float(self.values[0]), float(self.values[-1])

    @property
    def atoms(self) -> Numbers:
        return self.values

    def inverse(self, shares: Numbers) -> Numbers:
        return np.asarray(self.values[np.searchsorted(self.reached, shares, side="left")])

    def below(self, points: Numbers) -> Numbers:
        padded = np.concatenate(([0.0], self.reached))
        return np.asarray(padded[np.searchsorted(self.values, points, side="right")])
