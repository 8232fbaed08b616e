"""Mean and variance of social value and net value without draws: the second oracle (method, section 1).

Both are sums of monomials: a constant, times the odds of some gates in a row, times one function of each belief that
an effect names. Beliefs are independent, so the mean of a product of monomials is a product over beliefs of means in
one dimension: closed forms in a belief's mean and variance, quadrature for random lags and third powers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.effect import Trigger
from commonweal.forecast.effect_plan import PlannedEffect
from commonweal.forecast.estimate import Floats
from commonweal.forecast.model import ImpactModel
from commonweal.quantities.distribution import Distribution, distribution_of
from commonweal.record.errors import RefusedError

POINTS = 2**16
Lagged = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Mean, in pounds, and variance, in square pounds."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Monomial:
    """A constant, the number of stages that must have succeeded, and by belief X the powers of X and of 1 - X.

    `lagged` are functions of a belief that is a lag.
    """

    constant: float
    passed: int
    powers: Mapping[str, tuple[int, int]]
    lagged: tuple[tuple[str, Lagged], ...] = ()


def find_moments(model: ImpactModel, *, costs: bool = True) -> Moments:
    """Mean and variance of net value over all stages (of social value without costs), at present value.

    Raises RefusedError where named beliefs are correlated.
    """
    for each in model.inputs.correlations:
        if each.rank:
            raise RefusedError(f"'{each.one}' and '{each.other}' are correlated, so moments do not multiply.")
    distributions = {name: distribution_of(said.belief) for name, said in model.inputs.beliefs.items()}
    monomials = [_of_effect(model, effect) for effect in model.effects if effect.value]
    if costs:
        monomials += [_of_cost(model, place) for place in range(len(model.stages))]
    means = [_expect(model, [each], distributions) for each in monomials]
    mean = float(np.sum(means))
    pairs = [
        (1.0 if one == other else 2.0)
        * (_expect(model, [monomials[one], monomials[other]], distributions) - means[one] * means[other])
        for one in range(len(monomials))
        for other in range(one + 1)
    ]
    return Moments(mean=mean, variance=max(float(np.sum(pairs)), 0.0))


def _of_effect(model: ImpactModel, effect: PlannedEffect) -> Monomial:
    stage, waits = model.stages[effect.place], effect.trigger is Trigger.PASSED
    triggered = stage.end if waits else stage.start
    powers: dict[str, tuple[int, int]] = {}
    for name in (effect.quantity, effect.value, effect.attribution):
        if name:
            kept, left = powers.get(name, (0, 0))
            powers[name] = (kept + 1, left)
    for name in effect.taken:
        kept, left = powers.get(name, (0, 0))
        powers[name] = (kept, left + 1)
    present = effect.timing.present
    lagged = ((effect.lag, lambda lag: present(triggered + lag)),) if effect.lag else ()
    worth = 1.0 if effect.lag else float(present(np.array(triggered)))
    return Monomial(constant=effect.factor * worth, passed=effect.place + waits, powers=powers, lagged=lagged)


def _of_cost(model: ImpactModel, place: int) -> Monomial:
    stage = model.stages[place]
    present = float(model.spending.present(np.array(stage.start), np.array(stage.months)))
    return Monomial(constant=-stage.cost * present, passed=place, powers={})


def _expect(model: ImpactModel, monomials: list[Monomial], distributions: Mapping[str, Distribution]) -> float:
    """The mean of a product of monomials: having passed the farther of their gates, both have."""
    product = float(np.prod([each.constant for each in monomials]))
    powers: dict[str, tuple[int, int]] = {}
    functions: dict[str, list[Lagged]] = {}
    for each in monomials:
        for name, (kept, left) in each.powers.items():
            before = powers.get(name, (0, 0))
            powers[name] = (before[0] + kept, before[1] + left)
        for name, function in each.lagged:
            functions.setdefault(name, []).append(function)
    for stage in model.stages[: max(each.passed for each in monomials)]:
        if not stage.chance:
            product *= stage.share
            continue
        kept, left = powers.get(stage.chance, (0, 0))
        powers[stage.chance] = (kept + 1, left)
    for name in {**powers, **functions}:
        product *= _mean_of(distributions[name], powers.get(name, (0, 0)), functions.get(name, []))
    return product


def _mean_of(distribution: Distribution, powers: tuple[int, int], functions: list[Lagged]) -> float:
    """E X^a (1 - X)^b times functions of X."""
    mean, square = distribution.mean, distribution.variance + distribution.mean**2
    closed = {
        (0, 0): 1.0,
        (1, 0): mean,
        (0, 1): 1.0 - mean,
        (2, 0): square,
        (1, 1): mean - square,
        (0, 2): 1.0 - 2.0 * mean + square,
    }
    if not functions and powers in closed:
        return closed[powers]
    points = distribution.quantile((np.arange(POINTS) + 0.5) / POINTS)
    values = points ** powers[0] * (1.0 - points) ** powers[1]
    for function in functions:
        values = values * function(points)
    return float(values.mean())
