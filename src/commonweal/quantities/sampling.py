"""Draws of beliefs: the same bytes for the same beliefs, seed and number of draws, wherever they are made.

Each belief is one coordinate of a scrambled Sobol point, in the order of the mapping that names them. So a changed
belief changes its own column and no other, and a belief added or taken away changes them all. What was drawn last is
kept, within a limit, so that a forecast made again after one change draws that one column anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.belief import Belief
from commonweal.quantities.copula import NO_RANKS, Ranks, make_copula
from commonweal.quantities.kept_arrays import KeptArrays
from commonweal.quantities.quantile_table import draw_from
from commonweal.quantities.sobol import BITS, scrambled_points
from commonweal.record.errors import MisuseError

REPLICATES = 8
MOST_DIMENSIONS = 21_201  # of the direction numbers
KEPT_BYTES = 64 * 1024**2

_points = KeptArrays(limit_bytes=KEPT_BYTES)
_columns = KeptArrays(limit_bytes=KEPT_BYTES)


def stream(seed: int, block: int, *, lane: int = 0) -> np.random.Generator:
    """A stream of random numbers of its own for every seed, block and lane (Philox 4x64; Salmon and others 2011).

    The seed gives the key; the block and the lane stand in the upper words of the counter. Two lanes of a block start
    2^64 steps apart, two blocks 2^128, and no stream is ever that long: they cannot overlap. Raises MisuseError for
    what is no whole number from zero up, or a block or lane of 2^64 and more.
    """
    refuse_unless_whole(seed, "seed")
    for number, what in ((block, "block"), (lane, "lane")):
        refuse_unless_whole(number, what)
        if number >= 2**64:
            raise MisuseError(f"The {what} of a stream is below 2^64, not {number}.")
    counter = np.array([0, lane, block, 0], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=_key(seed), counter=counter))


@lru_cache(maxsize=64)
def _key(seed: int) -> NDArray[np.uint64]:
    return np.asarray(np.random.SeedSequence(seed).generate_state(2, np.uint64), dtype=np.uint64)


def sobol_points(dimensions: int, draws: int, *, seed: int, replicate: int) -> Numbers:
    """An array (draws, dimensions) of points inside (0, 1), not to be written to: one scramble of Sobol's sequence.

    Replicates of a seed are independent scrambles; their spread is the honest error of what is computed from each.
    Raises MisuseError where draws are no power of two, and for dimensions beyond 21,201.
    """
    return _rows(dimensions, draws, seed, replicate).T


def draw_beliefs(
    beliefs: Mapping[str, Belief],
    *,
    draws: int,
    seed: int,
    replicate: int = 0,
    ranks: Ranks = NO_RANKS,
    only: Collection[str] | None = None,
) -> dict[str, Numbers]:
    """Each belief's draws, an array (draws,) in its own unit, not to be written to.

    `ranks` holds rank correlations by pair of names; a Gaussian copula carries them (see `copula`). `only` names the
    beliefs whose draws are wanted, the same as among all. Raises MisuseError for bad draws, and for ranks that cannot
    be together.
    """
    if not beliefs:
        return {}
    rows = _correlated_rows(tuple(beliefs), draws, seed, replicate, ranks)
    wanted = beliefs if only is None else {name: beliefs[name] for name in only}
    return {name: _column(belief, *rows(name)) for name, belief in wanted.items()}


def _column(belief: Belief, key: Hashable, shares: Numbers) -> Numbers:
    return _columns.get((belief, key), lambda: draw_from(belief, shares))


def _correlated_rows(
    names: tuple[str, ...], draws: int, seed: int, replicate: int, ranks: Ranks
) -> Callable[[str], tuple[Hashable, Numbers]]:
    """Each name's shares, with the key that they are a pure function of: carried by the copula where it has ranks."""
    rows = _rows(len(names), draws, seed, replicate)
    place = {name: number for number, name in enumerate(names)}
    plain = (len(names), draws, seed, replicate)
    if not ranks:
        return lambda name: ((place[name], plain), rows[place[name]])
    copula = make_copula(names, ranks)
    kept = (tuple(place[name] for name in copula.names), copula.factor.tobytes(), plain)
    carried = _points.get(kept, lambda: copula.carry(rows[list(kept[0])]))
    within = {name: number for number, name in enumerate(copula.names)}
    return lambda name: (
        ((within[name], kept), carried[within[name]]) if name in within else ((place[name], plain), rows[place[name]])
    )


def _rows(dimensions: int, draws: int, seed: int, replicate: int) -> Numbers:
    """The points, a row each coordinate."""
    exponent = _exponent(draws)
    if not 1 <= dimensions <= MOST_DIMENSIONS:
        raise MisuseError(f"Sobol points have from 1 to {MOST_DIMENSIONS} dimensions, not {dimensions}.")
    refuse_unless_whole(seed, "seed")
    refuse_unless_whole(replicate, "replicate")
    return _points.get(
        (dimensions, draws, seed, replicate),
        lambda: scrambled_points(dimensions, exponent, generator=_scrambling(seed, replicate)),
    )


def _scrambling(seed: int, replicate: int) -> np.random.Generator:
    """What scrambles one replicate: keyed apart from every stream of the same seed."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence(seed, spawn_key=(replicate,))))


def _exponent(draws: int) -> int:
    refuse_unless_whole(draws, "number of draws")
    exponent = draws.bit_length() - 1
    if draws != 1 << max(exponent, 0) or exponent > BITS:
        below = 1 << max(min(exponent, BITS), 0)
        remedy = f"Take {below} or {2 * below}." if exponent < BITS else f"Take {below} at most."
        raise MisuseError(f"Sobol points come in powers of two, and {draws} is none that can be had.", remedy=remedy)
    return exponent


def refuse_unless_whole(number: int, what: str) -> None:
    """Raise MisuseError for what is no whole number from zero up."""
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise MisuseError(f"The {what} is a whole number, zero or more, not {number!r}.")
