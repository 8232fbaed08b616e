"""An inverse distribution from a table, where the function itself is slow: beta, gamma, pools.

The table runs over the normal scale z = Φ⁻¹(share), on which these inverses are smooth, from -6 to 6; a cubic through
two neighbouring knots with their slopes (Fritsch and Carlson 1980, so that it never falls) gives what lies between.
Where a cell cannot be trusted, and beyond the table's ends, the function itself is asked: the tails are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.belief import Belief
from commonweal.quantities.distribution import Distribution, distribution_of
from commonweal.quantities.families.from_normal import normal_below, normal_inverse

CELLS = 384
REACH = 6.0
# The greatest error of a trusted cell, in standard deviations, at the three points inside it that are compared.
WIDEST_MISS = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuantileTable:
    """Cubics by cell, lowest cell first; the first and last are what lies beyond, and never trusted."""

    distribution: Distribution
    cubics: Numbers
    trusted: NDArray[np.bool_]

    def inverse(self, shares: Numbers) -> Numbers:
        """The quantiles of shares inside (0, 1)."""
        place = (normal_inverse(shares) + REACH) * (CELLS / (2 * REACH))
        cell = np.clip(np.floor(place), -1, CELLS).astype(np.intp)
        within = place - cell
        value, slope, square, cube = self.cubics[cell + 1].T
        found = value + within * (slope + within * (square + within * cube))
        asked = np.flatnonzero(~self.trusted[cell + 1])
        found[asked] = self.distribution.inverse(shares[asked])
        return np.asarray(found)


def make_table(distribution: Distribution) -> QuantileTable:
    """The table of a distribution's inverse."""
    quarters = normal_below(np.linspace(-REACH, REACH, 4 * CELLS + 1))
    exact = distribution.inverse(quarters)
    knots = exact[::4]
    slopes = _rising_slopes(knots)
    rise = np.diff(knots)
    first, last = slopes[:-1], slopes[1:]
    cubics = np.stack([knots[:-1], first, 3 * rise - 2 * first - last, first + last - 2 * rise], axis=1)
    inside = np.array([0.25, 0.5, 0.75])
    tried = cubics @ np.stack([inside**power for power in range(4)])
    misses = np.abs(tried - np.stack([exact[place::4][:CELLS] for place in (1, 2, 3)], axis=1)).max(axis=1)
    trusted = misses <= WIDEST_MISS * distribution.sd
    if distribution.discrete:
        trusted = rise == 0  # a step lies in every other cell
    return QuantileTable(
        distribution=distribution,
        cubics=np.pad(cubics, ((1, 1), (0, 0))),
        trusted=np.pad(trusted, 1),
    )


def _rising_slopes(knots: Numbers) -> Numbers:
    """Slopes per cell by fourth-order differences, kept within three times the rise to either neighbour."""
    slopes = np.gradient(knots)
    slopes[2:-2] = (8 * (knots[3:-1] - knots[1:-3]) - (knots[4:] - knots[:-4])) / 12
    rise = np.diff(knots)
    least = np.minimum(np.append(rise[:1], rise), np.append(rise, rise[-1:]))
    return np.clip(slopes, 0.0, 3 * least)


@lru_cache(maxsize=256)
def _table_of(belief: Belief) -> QuantileTable:
    return make_table(distribution_of(belief))


def draw_from(belief: Belief, shares: Numbers) -> Numbers:
    """A belief's values at an array of shares inside (0, 1): by its own inverse, or by its table where that is slow."""
    distribution = distribution_of(belief)
    return _table_of(belief).inverse(shares) if distribution.slow else distribution.inverse(shares)
