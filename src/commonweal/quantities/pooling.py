"""Several experts' beliefs as one: the linear opinion pool (Stone 1961), a weighted mean of their distributions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.distribution import Distribution
from commonweal.quantities.families.halving import halve


class Pool(Distribution):
    """Parts with weights. Weights count against each other, whatever they add up to.

    Where the parts' values can be listed, the inverse looks into the list. Else it is found by halving between the
    least and the greatest of the parts' own quantiles, until no number lies between, and draws are made from a table.
    """

    def __init__(self, parts: Sequence[tuple[Distribution, float]]) -> None:
        total = sum(weight for _, weight in parts)
        self.parts = tuple(part for part, _ in parts)
        self.weights = tuple(weight / total for _, weight in parts)

    @property
    def discrete(self) -> bool:
        return all(part.discrete for part in self.parts)

    @property
    def mean(self) -> float:
        return float(sum(weight * part.mean for part, weight in self._weighted()))

    @property
    def variance(self) -> float:
        """The mean of the parts' variances, and the variance of their means."""
        mean = self.mean
        return float(sum(weight * (part.variance + (part.mean - mean) ** 2) for part, weight in self._weighted()))

    @property
    def support(self) -> tuple[float, float]:
        return min(part.support[0] for part in self.parts), max(part.support[1] for part in self.parts)

    def below(self, points: Numbers) -> Numbers:
        return np.asarray(sum(weight * part.below(points) for part, weight in self._weighted()))

    def inverse(self, shares: Numbers) -> Numbers:
        if self.atoms is not None:
            place = np.searchsorted(self._reached, shares, side="left")
            return np.asarray(self.atoms[np.minimum(place, len(self.atoms) - 1)])
        own = np.stack([part.inverse(shares) for part in self.parts])
        return halve(self.below, shares, least=own.min(axis=0), greatest=own.max(axis=0))

    @cached_property
    def atoms(self) -> Numbers | None:
        lists = [part.atoms for part in self.parts]
        known = [each for each in lists if each is not None]
        return np.unique(np.concatenate(known)) if len(known) == len(lists) else None

    @property
    def slow(self) -> bool:
        return self.atoms is None

    @cached_property
    def _reached(self) -> Numbers:
        assert self.atoms is not None
        return self.below(self.atoms)

    def _weighted(self) -> list[tuple[Distribution, float]]:
        return list(zip(self.parts, self.weights, strict=True))
