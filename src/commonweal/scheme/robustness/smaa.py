"""SMAA-2: how often each bid would come where, over all weights that might have been chosen.

Lahdelma and Salminen (2001), Operations Research 49: rank acceptability, central weights, confidence factors; for use
before publication and for advice afterwards. The published weighting alone decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.sampling import stream
from commonweal.record.errors import MisuseError
from commonweal.scheme.robustness.weights import Weights, WeightSpace, draw_weights

# Draws of one stream, and as many of them at a time as the processor's cache holds.
BLOCK, SLICE = 131_072, 8192
MOST_BIDS = 255
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptability:
    """Shares of all draws. Arrays are not to be written to.

    `ranks` (bids, bids): bid by place, the share of weights that put it there. `beats` (bids, bids): row before
    column. `central` (bids, criteria): the mean of the weights that put the bid first, zeros where none does.
    `confidence` (bids,): the share of first places at a bid's own central weights, scores drawn anew.
    """

    ranks: Numbers
    beats: Numbers
    central: Numbers
    confidence: Numbers
    draws: int
    seed: int

    @property
    def first(self) -> Numbers:
        return self.ranks[:, 0]

    @property
    def standard_errors(self) -> Numbers:
        """Of `ranks`: binomial, since draws are independent (nearly so where weights are walked)."""
        return np.sqrt(self.ranks * (1 - self.ranks) / self.draws)

    @property
    def entropy(self) -> float:
        """Of first places, in bits: 0 where one bid is first whatever the weights."""
        shares = self.first[self.first > 0]
        return float(-(shares * np.log2(shares)).sum())


def weigh_all_ways(
    values: Numbers,
    space: WeightSpace,
    *,
    draws: int = 1_000_000,
    seed: int = 0,
    spread: Numbers | None = None,
) -> Acceptability:
    """Rank bids under every weighting of a space.

    `values` (bids, criteria): shares of full marks, higher is better, price as a column of its own where it counts.
    `spread` (same shape): standard deviation of each score, from the evaluators' own disagreement; drawn normally in
    the same pass. Bids of equal values share their places evenly. Same seed, same bytes. Raises MisuseError for shapes
    that do not fit, for values that are no numbers, and for more than 255 bids.
    """
    _check(values, space, spread, draws)
    first, members = _grouped(values, spread)
    tally = _Tally(values=values[first], copies=np.bincount(members), spread=None if spread is None else spread[first])
    for block in _blocks(space, draws, seed):
        tally.add(*block)
    return tally.spread_out(members, draws, seed)


def _check(values: Numbers, space: WeightSpace, spread: Numbers | None, draws: int) -> None:
    if values.ndim != 2 or not values.shape[0] or values.shape[1] != space.size:
        raise MisuseError(f"Values are an array of bids by {space.size} criteria, not {values.shape}.")
    if values.shape[0] > MOST_BIDS:
        raise MisuseError(f"{values.shape[0]} bids are more than the {MOST_BIDS} that are ranked at a time.")
    if not np.isfinite(values).all():
        raise MisuseError("A value is no finite number.")
    if spread is not None and (spread.shape != values.shape or not (np.isfinite(spread) & (spread >= 0)).all()):
        raise MisuseError("The spread of scores has the shape of the values, each zero or more.")
    if draws < 1:
        raise MisuseError("One draw or more is needed.")


def _grouped(values: Numbers, spread: Numbers | None) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first bid of each group of equals, and each bid's group. A bid whose scores are drawn has no equal.

    Equal is what is equal in the single precision that is counted in.
    """
    drawn = np.zeros(len(values)) if spread is None else spread.any(axis=1) * np.arange(1, len(values) + 1)
    keys = np.column_stack([values.astype(np.float32), drawn])
    _groups, first, members = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return first, members.reshape(-1)


def _blocks(space: WeightSpace, draws: int, seed: int) -> Iterator[tuple[Weights, np.random.Generator]]:
    for block, start in enumerate(range(0, draws, BLOCK)):
        weights = draw_weights(space, min(BLOCK, draws - start), stream(seed, block))
        noise = stream(seed, block, lane=1)
        for begin in range(0, weights.shape[1], SLICE):
            yield weights[:, begin : begin + SLICE], noise


class _Tally:
    """Counts over slices. A bid's rank is the number of bids before it, from comparisons of pairs: no sorting."""

    def __init__(self, *, values: Numbers, copies: Counts, spread: Numbers | None) -> None:
        count = len(values)
        self.values = values.astype(np.float32)
        self.variances = None if spread is None else (spread**2).astype(np.float32)
        self.copies = copies.astype(np.uint8)
        self.ranks = np.zeros((count, int(copies.sum())), dtype=np.int64)
        self.beats = np.zeros((count, count), dtype=np.int64)
        self.central = np.zeros((count, values.shape[1]))

    def add(self, weights: Weights, noise: np.random.Generator) -> None:
        worth = _products(self.values, weights)
        if self.variances is not None:
            deviations = np.sqrt(_products(self.variances, weights**2))
            worth += deviations * noise.standard_normal(worth.shape, dtype=np.float32)
        ranks = self._compare(worth)
        count, places = self.ranks.shape
        cells = ranks + (np.arange(count, dtype=np.uint16) * places)[:, None]
        self.ranks += np.bincount(cells.ravel(), minlength=count * places).reshape(count, places)
        self.central += np.einsum("bn,cn->bc", (ranks == 0).astype(np.float32), weights)

    def _compare(self, worth: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Each bid's rank in each draw, (bids, draws); and who beats whom."""
        ranks = np.zeros(worth.shape, dtype=np.uint8)
        before = np.empty(worth.shape[1], dtype=np.bool_)
        for one in range(len(worth)):
            ranks[one] = self.copies[:one].sum()
            for other in range(one):
                np.greater(worth[one], worth[other], out=before)
                times = np.count_nonzero(before)
                self.beats[one, other] += times
                self.beats[other, one] += len(before) - times
                ranks[other] += self._times(before, self.copies[one])
                ranks[one] -= self._times(before, self.copies[other])
        return ranks

    @staticmethod
    def _times(before: NDArray[np.bool_], copies: np.uint8) -> NDArray[np.uint8]:
        steps = before.view(np.uint8)
        return steps if copies == 1 else steps * copies

    def spread_out(self, members: NDArray[np.intp], draws: int, seed: int) -> Acceptability:
        """From groups to bids: equal bids share the places of their group evenly, and beat each other half the time."""
        shared = np.zeros_like(self.ranks, dtype=float)
        for group, copies in enumerate(self.copies):
            for step in range(int(copies)):
                shared[group] += np.roll(self.ranks[group], step) / copies
        firsts = self.ranks[:, 0]
        central = self.central / np.maximum(firsts, 1)[:, None]
        beats = self.beats / draws + np.diag(np.full(len(self.ranks), 0.5))
        beats = beats[np.ix_(members, members)]
        np.fill_diagonal(beats, 0.0)
        return Acceptability(
            ranks=shared[members] / draws,
            beats=beats,
            central=central[members],
            confidence=self._confidence(central, seed)[members],
            draws=draws,
            seed=seed,
        )

    def _confidence(self, central: Numbers, seed: int) -> Numbers:
        """First places of each group at its own central weights. Without spread: 1 or, where never first, 0."""
        ever = self.ranks[:, 0] > 0
        if self.variances is None:
            return ever.astype(float)
        found = np.zeros(len(self.values))
        for group in np.flatnonzero(ever):
            weights = central[group].astype(np.float32)
            normal = stream(seed, int(group), lane=2).standard_normal((len(self.values), BLOCK), dtype=np.float32)
            worth = (self.values @ weights)[:, None] + np.sqrt(self.variances @ weights**2)[:, None] * normal
            found[group] = np.mean(worth.argmax(axis=0) == group)
        return found


def _products(one: NDArray[np.float32], weights: Weights) -> NDArray[np.float32]:
    """(bids, criteria) by (criteria, draws). Not by BLAS: its threads wait for each other over arrays this small."""
    product: NDArray[np.float32] = np.einsum("bc,cn->bn", one, weights)
    return product
