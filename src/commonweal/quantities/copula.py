"""Quantities that move together: a Gaussian copula on rank correlations.

A rank correlation ρ (Spearman's) of two continuous quantities comes from a correlation 2 sin(πρ/6) of the normal
quantities behind them (Pearson 1907). Where a quantity takes few values, the rank correlation of its draws is nearer
zero than the one asked for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.families.from_normal import normal_below, normal_inverse
from commonweal.record.errors import MisuseError

Ranks = Mapping[tuple[str, str], float]
NO_RANKS: Ranks = MappingProxyType({})
# How far below zero an eigenvalue may lie by rounding alone.
SLACK = 1e-10
# Shares stay this far inside (0, 1).
EDGE = 2.0**-53


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Copula:
    """`names` of the quantities that have ranks, and the lower triangular factor of their normal correlations."""

    names: tuple[str, ...]
    factor: Numbers

    def carry(self, shares: Numbers) -> Numbers:
        """Independent shares, an array (names, draws) inside (0, 1), made to move together; the same shape."""
        moved = normal_below(np.asarray(self.factor @ normal_inverse(shares)))
        return np.clip(moved, EDGE, 1 - EDGE)


def make_copula(names: Sequence[str], ranks: Ranks) -> Copula:
    """The copula of some of the named quantities, those that have ranks, in the order of `names`.

    Raises MisuseError for a rank beyond -1 to 1, an unknown name, a pair stated twice, and for ranks that no quantities
    can have together, naming the pair to blame and how far it can go.
    """
    stated = _refuse_bad_ranks(names, ranks)
    found = tuple(name for name in names if any(name in pair for pair in stated))
    matrix = np.eye(len(found))
    for one, other in stated:
        i, j = found.index(one), found.index(other)
        matrix[i, j] = matrix[j, i] = normal_correlation(stated[one, other])
    if _least_eigenvalue(matrix) < -SLACK:
        raise _impossible(found, stated, matrix)
    return Copula(names=found, factor=_factor(matrix))


def normal_correlation(rank: float) -> float:
    """The correlation of two normal quantities whose rank correlation is `rank`."""
    return 2 * math.sin(math.pi * rank / 6)


def rank_correlation(correlation: float) -> float:
    """The rank correlation of two normal quantities: the inverse of `normal_correlation`."""
    return 6 / math.pi * math.asin(correlation / 2)


def _refuse_bad_ranks(names: Sequence[str], ranks: Ranks) -> dict[tuple[str, str], float]:
    stated: dict[tuple[str, str], float] = {}
    for (one, other), rank in ranks.items():
        for name in (one, other):
            if name not in names:
                raise MisuseError(f"A rank correlation names '{name}', which is no belief at hand.")
        if one == other:
            raise MisuseError(f"A rank correlation pairs '{one}' with itself.")
        if not -1 <= rank <= 1:
            raise MisuseError(f"The rank correlation of '{one}' and '{other}' is from -1 to 1, not {rank:g}.")
        if (other, one) in stated:
            raise MisuseError(f"The rank correlation of '{one}' and '{other}' is stated twice.")
        stated[one, other] = float(rank)
    return stated


def _least_eigenvalue(matrix: Numbers) -> float:
    return float(np.linalg.eigvalsh(matrix)[0])


def _factor(matrix: Numbers) -> Numbers:
    """Cholesky's factor of a matrix that may be singular: a quantity that others determine has no part of its own."""
    size = len(matrix)
    factor = np.zeros_like(matrix)
    for j in range(size):
        left = matrix[j, j] - factor[j, :j] @ factor[j, :j]
        if left > SLACK:
            factor[j, j] = math.sqrt(left)
            factor[j + 1 :, j] = (matrix[j + 1 :, j] - factor[j + 1 :, :j] @ factor[j, :j]) / factor[j, j]
    return np.asarray(factor / np.linalg.norm(factor, axis=1, keepdims=True))


def _impossible(names: Sequence[str], stated: Ranks, matrix: Numbers) -> MisuseError:
    """The pair whose smallest change mends the matrix; where none mends it alone, the one that helps it most."""
    reaches = {pair: _reach(matrix, names.index(pair[0]), names.index(pair[1])) for pair in stated}
    mending = {pair: reach for pair, reach in reaches.items() if reach.mends}
    if mending:
        one, other = min(mending, key=lambda pair: abs(mending[pair].rank - stated[pair]))
        reach, asked = mending[one, other], stated[one, other]
        way = "at most" if reach.rank < asked else "at least"
        entry = (names.index(one), names.index(other))
        remedy = f"Beside the others it can be {way} {_as_written(reach.rank, asked, matrix, entry)}."
    else:
        one, other = max(reaches, key=lambda pair: reaches[pair].least)
        remedy = "No one pair alone is at fault: bring this one nearer to what the others say, then look again."
    return MisuseError(
        f"The rank correlation of '{one}' and '{other}', {stated[one, other]:g}, cannot be together with the others.",
        remedy=remedy,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """The nearest rank of one pair at which the matrix is possible, or the best there is: its least eigenvalue."""

    rank: float
    least: float

    @property
    def mends(self) -> bool:
        return self.least >= -SLACK


def _reach(matrix: Numbers, i: int, j: int) -> _Reach:
    """The least eigenvalue is concave in one entry: climb to its greatest, then come back as near as can be."""
    low, high = -1.0, 1.0
    for _ in range(40):
        third = (high - low) / 3
        rising = _least_with(matrix, (i, j), low + third) < _least_with(matrix, (i, j), high - third)
        low, high = (low + third, high) if rising else (low, high - third)
    good, bad = (low + high) / 2, float(matrix[i, j])
    if _least_with(matrix, (i, j), good) >= -SLACK:
        for _ in range(40):
            middle = (bad + good) / 2
            possible = _least_with(matrix, (i, j), middle) >= -SLACK
            bad, good = (bad, middle) if possible else (middle, good)
    return _Reach(rank=rank_correlation(good), least=_least_with(matrix, (i, j), good))


def _least_with(matrix: Numbers, entry: tuple[int, int], correlation: float) -> float:
    """The least eigenvalue with one entry, and its mirror image, changed."""
    changed = matrix.copy()
    changed[entry] = changed[entry[::-1]] = correlation
    return _least_eigenvalue(changed)


def _as_written(nearest: float, asked: float, matrix: Numbers, entry: tuple[int, int]) -> str:
    """The nearest rank with as few places as leave it possible, rounded away from the one asked."""
    for places in range(2, 9):
        scaled = nearest * 10**places
        rounded = (math.floor(scaled) if nearest < asked else math.ceil(scaled)) / 10**places
        if _least_with(matrix, entry, normal_correlation(rounded)) >= -SLACK:
            return f"{rounded:.{places}f}"
    return f"{nearest:.12f}"
