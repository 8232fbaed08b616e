"""The factors of one effect as distributions: beliefs, what is left after a share is taken, and what a lag leaves."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.effect_plan import PlannedEffect
from commonweal.forecast.estimate import Floats
from commonweal.quantities.distribution import Distribution

TAIL = 1e-7  # what is cut from each end of a factor
LAG_POINTS = 2**14


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Factor:
    """One independent factor: its distribution function, where it lies but for the tails, and what was left aside.

    `low` and `high` are quantiles at the tails (or bounds), `floor` a small quantile above zero where it starts at
    zero. `share_error` is the probability that cutting and tabulating may misplace.
    """

    cdf: Callable[[Floats], Floats]
    low: float
    high: float
    floor: float
    share_error: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Term:
    """One effect's worth as a constant times independent factors; without factors it is certain."""

    place: int
    passed: bool
    constant: float
    factors: tuple[Factor, ...]


def lay_term(
    effect: PlannedEffect,
    distributions: Mapping[str, Distribution],
    known: Mapping[str, float],
    *,
    triggered: float,
    passed: bool,
) -> Term:
    """An effect's worth, with what is `known` for certain gathered in its constant. Each other belief is named once."""
    constant, factors = effect.factor, []
    kept = [name for name in (effect.quantity, effect.value, effect.attribution) if name]
    for name in kept:
        if name in known:
            constant *= known[name]
        else:
            factors.append(_plain(distributions[name]))
    for name in effect.taken:
        if name in known:
            constant *= 1.0 - known[name]
        else:
            factors.append(_left_over(distributions[name]))
    if effect.lag and effect.lag not in known:
        factors.append(_after_lag(effect, distributions[effect.lag], triggered))
    else:
        start = triggered + (known[effect.lag] if effect.lag else 0.0)
        constant *= float(effect.timing.present(np.array(start)))
    return Term(place=effect.place, passed=passed, constant=constant, factors=tuple(factors))


def _plain(distribution: Distribution) -> Factor:
    low, high = _ends(distribution)
    return Factor(
        cdf=lambda x: np.asarray(distribution.cdf(x)),
        low=low,
        high=high,
        floor=_floor(lambda share: float(distribution.quantile(share)), low, zero=float(distribution.cdf(0.0))),
        share_error=2 * TAIL,
    )


def _left_over(distribution: Distribution) -> Factor:
    """1 - X: at most x where X is at least 1 - x."""
    low, high = _ends(distribution)
    zero = 1.0 - float(distribution.cdf(np.nextafter(1.0, 0.0)))
    return Factor(
        cdf=lambda x: 1.0 - np.asarray(distribution.cdf(np.nextafter(1.0 - x, -np.inf))),
        low=1.0 - high,
        high=1.0 - low,
        floor=_floor(lambda share: 1.0 - float(distribution.quantile(1.0 - share)), 1.0 - high, zero=zero),
        share_error=2 * TAIL,
    )


def _after_lag(effect: PlannedEffect, distribution: Distribution, triggered: float) -> Factor:
    """The present value of a unit after a random lag, tabulated at the midpoints of so many equal shares."""
    shares = (np.arange(LAG_POINTS) + 0.5) / LAG_POINTS
    worth = np.sort(effect.timing.present(triggered + distribution.quantile(shares)))
    above = worth[worth > 0]
    return Factor(
        cdf=lambda x: np.searchsorted(worth, x, side="right") / LAG_POINTS,
        low=float(worth[0]),
        high=float(worth[-1]),
        floor=float(above[0]) if len(above) else 1.0,
        share_error=1.0 / LAG_POINTS,
    )


def _ends(distribution: Distribution) -> tuple[float, float]:
    least, most = distribution.support
    low = least if math.isfinite(least) else float(distribution.quantile(TAIL))
    high = most if math.isfinite(most) else float(distribution.quantile(1 - TAIL))
    return low, high


def _floor(quantile: Callable[[float], float], low: float, *, zero: float) -> float:
    """A positive number below which hardly any of the positive part lies; `zero` is the chance of at most 0."""
    if low > 0:
        return low
    for share in (1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.5, 0.9, 0.99):
        inside = zero + (1.0 - zero) * share
        if inside < 1 and (found := quantile(inside)) > 0:
            return found
    return 1e-12
