"""Pseudo-random draws by the million, from tables of the inverse distribution.

Random bits choose one of 16,384 cells of equal probability, four cells to a word of 64 bits, and the cell's
middle is the draw. Where a cell is not narrow, as in the tails, or a step lies in it, the draw is made anew inside the
cell from the inverse itself, so that the tails and the odds of separate values are exact. Draws come in blocks of one
size, each with streams of its own: memory is bounded by a block, and it does not matter who draws which block, or when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.belief import Belief
from commonweal.quantities.copula import NO_RANKS, Copula, Ranks, make_copula
from commonweal.quantities.distribution import distribution_of
from commonweal.quantities.quantile_table import draw_from
from commonweal.quantities.sampling import refuse_unless_whole, stream

BLOCK_DRAWS = 1 << 16
BITS = 14  # of sixteen: so small a table stays near the processor, even where others use it too
CELLS = 1 << BITS
LEAST = 2.0**-37
# Middles are kept in half the memory, where that is finer than this share of the standard deviation.
FINE_SHARE = 1 / 4096
# A cell wider than this share of the standard deviation is drawn anew, inside it.
NARROW_SHARE = 1 / 64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CellTable:
    """The middle of each cell of equal probability, lowest first; not a number where a draw is made anew inside it.

    In single precision where that is fine enough: looking up is bound by memory.
    """

    belief: Belief
    middles: NDArray[np.float32] | NDArray[np.float64]

    def draw(self, draws: int, generator: np.random.Generator) -> NDArray[np.float32] | NDArray[np.float64]:
        """So many draws of the belief, a new array (draws,) in the precision of the table."""
        cells = _draw_cells(generator, draws)
        drawn = np.empty(draws, self.middles.dtype)
        self.middles.take(cells, out=drawn, mode="clip")
        anew = np.flatnonzero(np.isnan(drawn))
        if anew.size:
            drawn[anew] = draw_from(self.belief, _shares_inside(cells[anew], generator))
        return drawn


def draw_blocks(
    beliefs: Mapping[str, Belief], *, draws: int, seed: int, ranks: Ranks = NO_RANKS
) -> Iterator[dict[str, Numbers]]:
    """Draws of every belief, block after block: arrays of at most 65,536, as many as come to `draws` in all.

    Raises MisuseError for what is no number of draws, before the first block.
    """
    refuse_unless_whole(draws, "number of draws")
    return _blocks(beliefs, draws=draws, seed=seed, ranks=ranks)


def _blocks(beliefs: Mapping[str, Belief], *, draws: int, seed: int, ranks: Ranks) -> Iterator[dict[str, Numbers]]:
    for block in range(-(-draws // BLOCK_DRAWS)):
        left = min(BLOCK_DRAWS, draws - block * BLOCK_DRAWS)
        drawn = draw_block(beliefs, seed=seed, block=block, ranks=ranks)
        yield drawn if left == BLOCK_DRAWS else {name: column[:left] for name, column in drawn.items()}


def draw_block(
    beliefs: Mapping[str, Belief],
    *,
    seed: int,
    block: int,
    ranks: Ranks = NO_RANKS,
    lanes: Mapping[str, int] | None = None,
) -> dict[str, Numbers]:
    """One block of independent draws: each belief's, an array (65,536,) in its own unit.

    Each belief has a lane of the block's stream, in the order of the mapping unless `lanes` says which, so that a
    changed belief changes its own draws alone. Rank correlations are carried as in `sampling.draw_beliefs`. Raises
    MisuseError as that does.
    """
    own = lanes or {name: lane for lane, name in enumerate(beliefs)}
    streams = {name: stream(seed, block, lane=own[name]) for name in beliefs}
    copula = make_copula(tuple(beliefs), ranks) if ranks else None
    carried = _carried(copula, streams) if copula else {}
    # One array for all: the memory of many smaller ones would be taken and given back block after block.
    drawn = np.empty((len(beliefs), BLOCK_DRAWS))
    for column, (name, belief) in zip(drawn, beliefs.items(), strict=True):
        if name in carried:
            column[:] = draw_from(belief, carried[name])
        else:
            column[:] = cell_table(belief).draw(BLOCK_DRAWS, streams[name])
    return dict(zip(beliefs, drawn, strict=True))


def _carried(copula: Copula, lanes: Mapping[str, np.random.Generator]) -> dict[str, Numbers]:
    shares = np.stack([_shares_inside(_draw_cells(lanes[name], BLOCK_DRAWS), lanes[name]) for name in copula.names])
    return dict(zip(copula.names, copula.carry(shares), strict=True))


@lru_cache(maxsize=512)
def cell_table(belief: Belief) -> CellTable:
    """The table of a belief, 64 or 128 kilobytes; kept for the beliefs last used."""
    edges = np.arange(1, CELLS) / CELLS
    ends = draw_from(belief, edges)
    middles = draw_from(belief, (np.arange(CELLS) + 0.5) / CELLS)
    distribution = distribution_of(belief)
    width = np.diff(ends, prepend=distribution.support[0], append=distribution.support[1])
    wide = width > (0.0 if distribution.discrete else NARROW_SHARE * distribution.sd)
    coarse = float(np.spacing(np.float32(np.abs(middles).max()))) > FINE_SHARE * distribution.sd
    kept = np.where(wide, np.nan, middles)
    return CellTable(belief=belief, middles=kept if coarse else kept.astype(np.float32))


def _draw_cells(generator: np.random.Generator, draws: int) -> NDArray[np.uint16]:
    words = generator.bit_generator.random_raw(-(-draws // 4))
    sixteen = words.astype("<u8", copy=False).view("<u2")[:draws]
    return np.asarray(np.right_shift(sixteen, 16 - BITS, out=sixteen))


def _shares_inside(cells: NDArray[np.uint16], generator: np.random.Generator) -> Numbers:
    """A share inside each cell, at random: never 0 or 1."""
    finer = np.clip(generator.random(cells.size), LEAST, 1 - LEAST)
    return np.asarray((cells + finer) / CELLS)
