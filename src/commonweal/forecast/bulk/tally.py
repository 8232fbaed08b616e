"""What is kept of millions of trials: moments, extremes, and counts in cells of one width, which merge exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from commonweal.forecast.estimate import Estimate, Floats, certain, stated

CELLS = 1 << 16
FAR_SHARE = 0.002  # the cells span what lies between these shares of the first block, beyond all percentiles told
ROOM = 0.25  # and so much of that on both sides
REACH = 1.959963984540054  # Student's for millions: the normal's, at 95%
SHARES = (0.01, 0.05, 0.25, 0.50, 0.75, 0.95, 0.99)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Cells of one width from `low` up, in pounds; what lies beyond is counted in the first and the last."""

    low: float
    width: float


def lay_ruler(first: Floats) -> Ruler:
    """A ruler for values like these, shape (trials,), with some room on both sides."""
    least, most = (float(each) for each in np.quantile(first, (FAR_SHARE, 1 - FAR_SHARE)))
    room = ROOM * (most - least)
    return Ruler(low=least - room, width=(most - least + 2 * room) / CELLS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """So many values: their mean, the sum of squares about it, least, most, how many lie above zero, and the cells.

    `cells` counts values by cell and `sums` adds them up, shape (CELLS,). A value that fills a cell is told as it is.
    """

    count: int
    mean: float
    squares: float
    least: float
    most: float
    above_zero: int
    cells: NDArray[np.int64]
    sums: Floats


def tally_values(values: Floats, ruler: Ruler) -> Tally:
    """Count one block, shape (trials,), in the cells of a ruler."""
    mean = float(values.mean())
    if ruler.width > 0:
        places = np.clip((values - ruler.low) * (1 / ruler.width), 0, CELLS - 1).astype(np.intp)
    else:
        places = np.zeros(len(values), dtype=np.intp)
    return Tally(
        count=len(values),
        mean=mean,
        squares=float(np.square(values - mean).sum()),
        least=float(values.min()),
        most=float(values.max()),
        above_zero=int(np.count_nonzero(values > 0)),
        cells=np.bincount(places, minlength=CELLS),
        sums=np.asarray(np.bincount(places, values, minlength=CELLS), dtype=np.float64),
    )


def merge_tallies(one: Tally, other: Tally) -> Tally:
    """Both together (Chan, Golub and LeVeque 1983 for the squares). Merged in one order they are the same bytes."""
    count = one.count + other.count
    apart = other.mean - one.mean
    return Tally(
        count=count,
        mean=one.mean + apart * other.count / count,
        squares=one.squares + other.squares + apart**2 * one.count * other.count / count,
        least=min(one.least, other.least),
        most=max(one.most, other.most),
        above_zero=one.above_zero + other.above_zero,
        cells=one.cells + other.cells,
        sums=one.sums + other.sums,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkSpread:
    """A distribution from independent trials, in pounds at present value.

    Estimates have the standard error and the 95% interval of independent trials; `least` and `most` are the most
    extreme of these trials, which more would exceed. `cell` is the width of the cells in which trials were counted: no
    percentile is off by more than that because of them, and intervals count it in.
    """

    mean: Estimate
    sd: Decimal
    p1: Estimate
    p5: Estimate
    p25: Estimate
    p50: Estimate
    p75: Estimate
    p95: Estimate
    p99: Estimate
    positive_share: Estimate
    least: Decimal
    most: Decimal
    cell: Decimal


METHOD = "independent trials, from tables of the inverse distributions"


def tell_spread(tally: Tally, ruler: Ruler) -> BulkSpread:
    """What a tally says of the distribution."""
    sd = math.sqrt(tally.squares / (tally.count - 1))
    share = tally.above_zero / tally.count
    percentiles = [_percentile(tally, ruler, each) for each in SHARES]
    return BulkSpread(
        mean=_around(tally.mean, sd / math.sqrt(tally.count)),
        sd=stated(sd),
        p1=percentiles[0],
        p5=percentiles[1],
        p25=percentiles[2],
        p50=percentiles[3],
        p75=percentiles[4],
        p95=percentiles[5],
        p99=percentiles[6],
        positive_share=_around(share, math.sqrt(share * (1 - share) / tally.count), bounds=(0.0, 1.0)),
        least=stated(tally.least),
        most=stated(tally.most),
        cell=stated(ruler.width),
    )


def _percentile(tally: Tally, ruler: Ruler, share: float) -> Estimate:
    """The value at a share; its interval from the ranks that an independent sample puts around it, and a cell more."""
    spread = math.sqrt(share * (1 - share) / tally.count)
    totals = np.cumsum(tally.cells)
    value, low, high = (
        _value_at(tally, totals, min(max(share + by * spread, 0.0), 1.0)) for by in (0.0, -REACH, REACH)
    )
    if ruler.width == 0:
        return certain(value, method=METHOD)
    low, high = low - ruler.width, high + ruler.width
    error = (high - low) / (2 * REACH)
    return Estimate(
        value=stated(value), standard_error=stated(error), low=stated(low), high=stated(high), method=METHOD
    )


def _value_at(tally: Tally, totals: NDArray[np.int64], share: float) -> float:
    """The mean of the cell in which a share of the trials is reached."""
    cell = int(np.searchsorted(totals, share * tally.count, side="left"))
    return float(tally.sums[cell] / tally.cells[cell])


def _around(value: float, error: float, *, bounds: tuple[float, float] = (-math.inf, math.inf)) -> Estimate:
    if error == 0:
        return certain(value, method=METHOD)
    low, high = max(value - REACH * error, bounds[0]), min(value + REACH * error, bounds[1])
    return Estimate(
        value=stated(value), standard_error=stated(error), low=stated(low), high=stated(high), method=METHOD
    )
