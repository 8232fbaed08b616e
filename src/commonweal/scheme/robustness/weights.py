"""Weights that might have been: uniform over the simplex, within bounds and orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError

# Single precision: its rounding is far below what any number of draws leaves open.
Weights = NDArray[np.float32]

# Sweeps of a walk before its first weights are taken, and between the weights that are: each moves every pair once.
SETTLING, APART = 30, 4
WALKERS = 8192
# Share of plain draws that must fall inside the bounds for plain draws to be used.
WORTH_REJECTING = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSpace:
    """Weights of `size` criteria, each at least 0, together 1.

    `least` and `most` bound each weight (shares of 1); `order` holds pairs (a, b) of places: a weighs no less than b.
    Raises MisuseError where no weights are inside.
    """

    size: int
    least: tuple[float, ...] = ()
    most: tuple[float, ...] = ()
    order: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if self.size < 1:
            raise MisuseError("Weights are of one criterion or more.")
        for bounds in (self.least, self.most):
            if bounds and (len(bounds) != self.size or not all(0 <= each <= 1 for each in bounds)):
                raise MisuseError(f"Bounds are {self.size} shares between 0 and 1.")
        for pair in self.order:
            if len(set(pair)) != 2 or not all(0 <= place < self.size for place in pair):
                raise MisuseError(f"The order {pair} does not name two of the {self.size} criteria.")
        self.start()

    @property
    def bounds(self) -> tuple[Numbers, Numbers]:
        least = np.array(self.least or (0.0,) * self.size)
        most = np.array(self.most or (1.0,) * self.size)
        return least, most

    def start(self) -> Numbers:
        """One vector of weights inside, in the middle of what the bounds and the order leave."""
        least, most = self._tightened()
        room = most - least
        spare = 1 - least.sum()
        if (room < -1e-12).any() or spare < -1e-12 or spare > room.sum() + 1e-12:
            raise MisuseError(
                "No weights keep these bounds and this order together.",
                remedy="Widen a bound or drop a pair of the order.",
            )
        return least + room * (spare / room.sum() if room.sum() else 0.0)

    def _tightened(self) -> tuple[Numbers, Numbers]:
        """Bounds that the order implies; a mix of them in one proportion keeps the order."""
        least, most = self.bounds
        for _round in range(self.size + 1):
            for above, below in self.order:
                least[above] = max(least[above], least[below])
                most[below] = min(most[below], most[above])
        return least, most


def draw_weights(space: WeightSpace, draws: int, generator: np.random.Generator) -> Weights:
    """An array (size, draws) of weights, uniform over what the bounds and the order leave.

    Plain draws where enough of them fall inside (gaps of exponentials: Devroye 1986, chapter V), else the walk of
    `walk_weights`. Raises nothing: the space has been checked.
    """
    if not (space.least or space.most or space.order):
        return _simplex(space.size, draws, generator)
    tried = _inside(space, _simplex(space.size, 4096, generator))
    if tried.shape[1] >= WORTH_REJECTING * 4096:
        return _rejected(space, draws, generator)
    return walk_weights(space, draws, generator)


def _simplex(size: int, draws: int, generator: np.random.Generator) -> Weights:
    gaps = generator.standard_exponential((size, draws), dtype=np.float32)
    gaps /= gaps.sum(axis=0)
    return gaps


def _inside(space: WeightSpace, weights: Weights) -> Weights:
    least, most = space.bounds
    good = (weights >= least[:, None]).all(axis=0) & (weights <= most[:, None]).all(axis=0)
    for above, below in space.order:
        good &= weights[above] >= weights[below]
    return weights[:, good]


def _rejected(space: WeightSpace, draws: int, generator: np.random.Generator) -> Weights:
    kept: list[Weights] = []
    while sum(each.shape[1] for each in kept) < draws:
        kept.append(_inside(space, _simplex(space.size, draws, generator)))
    return np.concatenate(kept, axis=1)[:, :draws]


def walk_weights(space: WeightSpace, draws: int, generator: np.random.Generator) -> Weights:
    """The same by thousands of walks side by side (Gibbs sampling over pairs; Gelfand and Smith 1990).

    In turn for each pair of weights, their sum is kept and one of them is drawn uniformly from what the bounds and the
    order leave; the uniform distribution stays as it is under each such step, and the steps reach every corner.
    """
    weights = np.repeat(space.start()[:, None], min(draws, WALKERS), axis=1)
    _sweep(space, weights, generator, times=SETTLING)
    taken = [weights.astype(np.float32)]
    while sum(each.shape[1] for each in taken) < draws:
        _sweep(space, weights, generator, times=APART)
        taken.append(weights.astype(np.float32))
    return np.concatenate(taken, axis=1)[:, :draws]


def _sweep(space: WeightSpace, weights: Numbers, generator: np.random.Generator, *, times: int) -> None:
    pairs = [(one, other) for one in range(space.size) for other in range(one)]
    for _time in range(times):
        for number in generator.permutation(len(pairs)):
            _move(space, weights, pairs[number], generator)


def _move(space: WeightSpace, weights: Numbers, pair: tuple[int, int], generator: np.random.Generator) -> None:
    one, other = pair
    least, most = space.bounds
    together = weights[one] + weights[other]
    low = np.maximum(least[one], together - most[other])
    high = np.minimum(most[one], together - least[other])
    for above, below in space.order:
        if (above, below) == (one, other):
            low = np.maximum(low, together / 2)
        elif (above, below) == (other, one):
            high = np.minimum(high, together / 2)
        elif above == one:
            low = np.maximum(low, weights[below])
        elif below == one:
            high = np.minimum(high, weights[above])
        elif above == other:
            high = np.minimum(high, together - weights[below])
        elif below == other:
            low = np.maximum(low, together - weights[above])
    weights[one] = low + np.maximum(high - low, 0) * generator.random(len(together))
    weights[other] = together - weights[one]
