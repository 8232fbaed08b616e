"""The least squares behind elicitation.

Most families are one curve of a single shape, stretched and moved: for each shape the best stretch and start are
linear, which leaves one number to look for. It is looked for on a grid first, so that no start has to be guessed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.quantities.belief import Belief
from commonweal.quantities.belief_rules import bounds_of
from commonweal.quantities.distribution import Distribution
from commonweal.quantities.families.between_bounds import Triangular, Uniform
from commonweal.quantities.families.counts import Counts, NegativeBinomial, Poisson
from commonweal.quantities.families.from_normal import Lognormal, Normal, normal_inverse
from commonweal.quantities.families.incomplete import Beta, Gamma
from commonweal.quantities.family import Family

_FINEST = 1e-15  # how far the search is driven, relative


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A family as start + stretch × unit(shape, shares). `grid` holds the shapes to try, in its own scale."""

    unit: Callable[[float, Numbers], Numbers]
    make: Callable[[float, float, float], Distribution]
    grid: Numbers


def fit_quantiles(belief: Belief, asked: Mapping[float, float]) -> Distribution:
    """The distribution of the belief's family, within its bounds, with the least sum of squared misses."""
    levels, values = np.array(list(asked)), np.array(list(asked.values()))
    if belief.family is Family.BETA:
        return _fit_beta(levels, values, *bounds_of(belief))
    if belief.family in {Family.POISSON, Family.NEGATIVE_BINOMIAL}:
        return _fit_counts(belief.family, levels, values)
    return _fit_curve(_CURVES[belief.family], levels, values, *bounds_of(belief))


def _fit_curve(curve: Curve, levels: Numbers, values: Numbers, low: float, high: float) -> Distribution:
    def stretched(shape: float) -> tuple[float, float]:
        return _best_stretch(curve.unit(shape, levels), values, low, high)

    def misses(shape: float) -> Numbers:
        start, stretch = stretched(shape)
        return np.asarray((start + stretch * curve.unit(shape, levels) - values) / np.ptp(values))

    shape = _least_miss(misses, curve.grid)
    return curve.make(shape, *stretched(shape))


def _best_stretch(unit: Numbers, values: Numbers, low: float, high: float) -> tuple[float, float]:
    """Start and stretch for one shape, by linear least squares beside what the bounds fix."""
    if math.isfinite(low) and math.isfinite(high):
        return low, high - low
    if math.isfinite(low):
        return low, float(unit @ (values - low) / (unit @ unit))
    if math.isfinite(high):
        left = 1 - unit
        stretch = float(left @ (high - values) / (left @ left))
        return high - stretch, stretch
    from_middle = unit - unit.mean()
    stretch = float(from_middle @ values / (from_middle @ from_middle))
    return float(values.mean() - stretch * unit.mean()), stretch


def _least_miss(misses: Callable[[float], Numbers], grid: Numbers) -> float:
    """The shape of the least squared misses: the best of the grid, then between its neighbours."""
    if len(grid) == 1:
        return float(grid[0])
    from scipy.optimize import least_squares

    with np.errstate(all="ignore"):
        costs = [float(np.sum(misses(shape) ** 2)) for shape in grid]
        best = int(np.argmin(np.nan_to_num(costs, nan=math.inf)))
        around = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, len(grid) - 1)])
        inside = min(max(float(grid[best]), around[0] + 1e-9), around[1] - 1e-9)
        found = least_squares(
            lambda x: misses(float(x[0])), [inside], bounds=around, xtol=_FINEST, ftol=_FINEST, gtol=_FINEST
        )
    return min((float(found.x[0]), *around), key=lambda shape: float(np.sum(misses(shape) ** 2)))


def _gamma_unit(shape: float, levels: Numbers) -> Numbers:
    return Gamma(shape=math.exp(shape), scale=math.exp(-shape)).inverse(levels)


_CURVES: Mapping[Family, Curve] = {
    Family.UNIFORM: Curve(
        unit=lambda _, levels: levels,
        make=lambda _, start, stretch: Uniform(low=start, high=start + stretch),
        grid=np.zeros(1),
    ),
    Family.NORMAL: Curve(
        unit=lambda _, levels: normal_inverse(levels),
        make=lambda _, start, stretch: Normal(centre=start, spread=stretch),
        grid=np.zeros(1),
    ),
    Family.LOGNORMAL: Curve(
        unit=lambda spread, levels: np.exp(math.exp(spread) * normal_inverse(levels)),
        make=lambda spread, start, stretch: Lognormal(location=math.log(stretch), spread=math.exp(spread), low=start),
        grid=np.linspace(-14, 4, 73),
    ),
    # The scale is per mean here, so that the stretch stays of the size of the quantity whatever the shape.
    Family.GAMMA: Curve(
        unit=_gamma_unit,
        make=lambda shape, start, stretch: Gamma(shape=math.exp(shape), scale=stretch * math.exp(-shape), low=start),
        grid=np.linspace(-4.6, 20.7, 102),
    ),
    Family.TRIANGULAR: Curve(
        unit=lambda mode, levels: Triangular(low=0, mode=mode, high=1).inverse(levels),
        make=lambda mode, start, stretch: Triangular(low=start, mode=start + mode * stretch, high=start + stretch),
        grid=np.linspace(0, 1, 41),
    ),
    Family.PERT: Curve(
        unit=lambda mode, levels: Beta.with_mode(low=0, mode=mode, high=1).inverse(levels),
        make=lambda mode, start, stretch: Beta.with_mode(low=start, mode=start + mode * stretch, high=start + stretch),
        grid=np.linspace(0, 1, 41),
    ),
}


def _fit_beta(levels: Numbers, values: Numbers, low: float, high: float) -> Distribution:
    """Two shapes at once, as a mean on the log-odds scale and the logarithm of a + b."""
    from scipy.optimize import least_squares
    from scipy.special import betaincinv, expit, logit

    unit = (values - low) / (high - low)
    spread = np.ptp(unit)

    def misses(odds: Numbers, total: Numbers) -> Numbers:
        a, b = np.exp(total) * expit(odds), np.exp(total) * expit(-odds)
        return np.asarray((betaincinv(a[..., None], b[..., None], levels) - unit) / spread)

    odds, total = np.meshgrid(logit(unit.mean()) + np.linspace(-4, 4, 17), np.linspace(-3, 20, 24))
    with np.errstate(all="ignore"):
        costs = np.nan_to_num(np.sum(misses(odds, total) ** 2, axis=-1), nan=math.inf)
        starts = [(odds.flat[place], total.flat[place]) for place in np.argsort(costs, axis=None)[:3]]
        found = [
            least_squares(lambda x: misses(x[0], x[1]), start, xtol=_FINEST, ftol=_FINEST, gtol=_FINEST)
            for start in starts
        ]
    best = min(found, key=lambda each: float(each.cost))
    mean, concentration = expit(best.x[0]), math.exp(best.x[1])
    return Beta(a=float(concentration * mean), b=float(concentration * expit(-best.x[0])), low=low, high=high)


def _fit_counts(family: Family, levels: Numbers, values: Numbers) -> Distribution:
    """Counts jump, so that a fit of the distribution drawn through the jumps is mended by trying what lies around."""
    from scipy.optimize import least_squares

    make: Callable[[Numbers], Counts] = _poisson if family is Family.POISSON else _negative_binomial
    spread = max(float(np.ptp(values)), 1.0)
    # A count is the quantile anywhere between its own probability and that of the count before: aim for the middle.
    aim = np.maximum(values - 0.5, 0.0)
    start = [math.log(max(float(values.mean()), 0.1))] + ([-1.0] if family is Family.NEGATIVE_BINOMIAL else [])
    found = least_squares(
        lambda x: (_through_jumps(make(x), levels) - aim) / spread, start, bounds=_COUNT_BOUNDS[family], diff_step=1e-4
    )
    around = [found.x]
    for steps in (np.linspace(-0.5, 0.5, 11), np.linspace(-0.1, 0.1, 11), np.linspace(-0.02, 0.02, 11)):
        best = around[_nearest([make(x) for x in around], levels, values)]
        low, high = (np.array(each) for each in _COUNT_BOUNDS[family])
        tried = np.stack(np.meshgrid(*[steps] * len(best)), axis=-1).reshape(-1, len(best))
        # The one at hand stands first: another must be better, not as good, to take its place.
        around = [best, *np.clip(best + tried, low, high)]
    return make(around[_nearest([make(x) for x in around], levels, values)])


_COUNT_BOUNDS: Mapping[Family, tuple[list[float], list[float]]] = {
    Family.POISSON: ([-10.0], [20.0]),
    Family.NEGATIVE_BINOMIAL: ([-10.0, -12.0], [20.0, 5.0]),
}


def _poisson(x: Numbers) -> Poisson:
    return Poisson(rate=math.exp(x[0]))


def _negative_binomial(x: Numbers) -> NegativeBinomial:
    return NegativeBinomial(expected=math.exp(x[0]), dispersion=math.exp(x[1]))


def _through_jumps(counts: Counts, levels: Numbers) -> Numbers:
    """Where a line through the jumps of the distribution, from each count to the next, meets the shares."""
    found = counts.exact_inverse(levels)
    after, before = counts.below(found), counts.below(found - 1)
    return np.asarray(found - 1 + (levels - before) / (after - before))


def _nearest(tried: Sequence[Counts], levels: Numbers, values: Numbers) -> int:
    return int(np.argmin([float(np.sum((each.exact_inverse(levels) - values) ** 2)) for each in tried]))
