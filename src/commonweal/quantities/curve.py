"""The shape of a belief as points to draw: how likely each part of its range is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.distribution import Distribution

SHOWN = 0.995  # of all cases; the rest lies beyond the ends of the drawing
STRIPS = 120
FEW_STRIPS = 30
MOST_ATOMS = 60  # separate values that are shown one by one; more of them run together


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A drawing of a distribution, from `low` to `high` in the quantity's unit.

    Of a continuous one each point is the middle of a strip and the mean density over it, which is finite even where
    the density is not. Of a `discrete` one each point is a value and its probability.
    """

    low: float
    high: float
    points: tuple[tuple[float, float], ...]
    discrete: bool


def curve_of(distribution: Distribution, *, strips: int = STRIPS) -> Curve:
    """The points of a distribution over the range that holds 99.5% of it, to its ends where they are near.

    Density is the probability of a strip over its width, by the distribution itself: no derivative is needed. A
    quantity of one value has one point, in the middle of a range of its own size.
    """
    low, high = _range(distribution)
    values = _separate(distribution, low, high)
    if values is not None:
        chances = distribution.below(values) - distribution.below(np.nextafter(values, -np.inf))
        return Curve(low=low, high=high, points=_paired(values, chances), discrete=True)
    edges = _edges(distribution, low, high, strips)
    density = np.diff(distribution.below(edges)) / np.diff(edges)
    return Curve(
        low=float(edges[0]),
        high=float(edges[-1]),
        points=_paired((edges[:-1] + edges[1:]) / 2, density),
        discrete=False,
    )


def _range(distribution: Distribution) -> tuple[float, float]:
    tail = (1 - SHOWN) / 2
    low, high = distribution.quantile(tail), distribution.quantile(1 - tail)
    if low == high:
        width = abs(low) or 1.0
        return low - width / 2, high + width / 2
    least, most = distribution.support
    near = (high - low) / 4
    low, high = (least if low - least <= near else low), (most if most - high <= near else high)
    if not distribution.discrete:
        return low, high
    return low - (high - low) / 20, high + (high - low) / 20  # so that its first and last value stand inside


def _separate(distribution: Distribution, low: float, high: float) -> Numbers | None:
    """The separate values in the range, where there are few enough to be told apart."""
    if not distribution.discrete:
        return None
    atoms = distribution.atoms
    values = np.arange(np.ceil(low), np.floor(high) + 1) if atoms is None and high - low <= MOST_ATOMS else atoms
    if values is None:
        return None
    inside = values[(values >= low) & (values <= high)]
    return inside if 0 < len(inside) <= MOST_ATOMS else None


def _edges(distribution: Distribution, low: float, high: float, strips: int) -> Numbers:
    """The edges of strips: of counts each holds as many of them, and of what else is listed there are fewer strips."""
    if not distribution.discrete:
        return np.linspace(low, high, strips + 1)
    atoms = distribution.atoms
    if atoms is not None and (atoms != np.round(atoms)).any():
        return np.linspace(low, high, FEW_STRIPS + 1)
    width = np.ceil((high - low) / strips)
    return np.asarray(np.floor(low) - 0.5 + width * np.arange(np.ceil((high - low) / width) + 2))


def _paired(values: Numbers, heights: Numbers) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in zip(values, heights, strict=True))
