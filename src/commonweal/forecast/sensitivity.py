"""Which beliefs matter: how far each swings net value, and how far it must move to change the best decision.

Each belief in turn is held at a value while the others are drawn as they are, and net value is averaged. A correlation
with others is then set aside, because holding a belief says nothing of why it should have that value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from commonweal.forecast.capability_value import staged_net
from commonweal.forecast.course import Course, best_course, describe_course, leg_means
from commonweal.forecast.estimate import Estimate, Floats, Method, estimate_mean, stated
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.legs import Leg, cut_legs
from commonweal.forecast.simulation import Simulation
from commonweal.quantities.distribution import Distribution, distribution_of

LOW_SHARE, HIGH_SHARE = 0.1, 0.9
FARTHEST = 100.0  # multiples of the mean, and standard deviations from it, that a switching value is looked for in
SCAN, HALVINGS = 16, 40
ELSEWHERE = "Held at its mean, it already leads to another course: what matters is how it varies with others."


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Mean net value of the staged course with one belief held at its P10 and at its P90, in pounds."""

    belief: str
    title: str
    unit: str
    p10: Decimal
    p90: Decimal
    at_p10: Estimate
    at_p90: Estimate
    swing: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """How far one belief, held for certain, must move from its mean until another course is best.

    `value` is that point, `multiple` how many times the mean it is, `becomes` the course beyond it in words, and
    `beyond_share` the probability, as believed now, of lying beyond it.
    """

    value: Decimal
    multiple: Decimal | None
    becomes: str
    beyond_share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Switching:
    """The switching values of one belief, downwards and upwards from its mean; None where nothing changes."""

    belief: str
    title: str
    unit: str
    mean: Decimal
    below: Switch | None
    above: Switch | None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The tornado, widest first; switching values, nearest first; and the course that is best now, in words."""

    best_now: str
    swings: tuple[Swing, ...]
    switching: tuple[Switching, ...]


def find_sensitivity(simulation: Simulation, *, stages: int) -> Sensitivity:
    """Swings and switching values of every belief that is uncertain and named, over the first so many stages."""
    legs = cut_legs(simulation, stages=stages)
    names = uncertain_names(simulation)
    swings = [_swing(simulation, name) for name in names]
    switching = [_switching(simulation, legs, name) for name in names]
    now, _ = best_course(legs, leg_means(simulation, legs))
    return Sensitivity(
        best_now=describe_course(now, legs, titles=_titles(simulation)),
        swings=tuple(sorted(swings, key=lambda each: (-abs(each.swing), each.belief))),
        switching=tuple(sorted(switching, key=lambda each: (-_nearness(each), each.belief))),
    )


def uncertain_names(simulation: Simulation) -> list[str]:
    """The beliefs that are uncertain and act on the totals, by name."""
    columns = simulation.draws.beliefs
    return [name for name, column in columns.items() if np.ndim(column) and _acts(simulation, name)]


def _acts(simulation: Simulation, name: str) -> bool:
    """Whether the belief can differ, and a priced effect or a gate names it: nothing else changes a total."""
    gates = simulation.model.inputs.gates.values()
    named = name in gates or any(name in part.effect.names for part in simulation.parts if part.worth is not None)
    return named and _distribution(simulation.model.inputs, name).variance > 0


def _swing(simulation: Simulation, name: str) -> Swing:
    distribution = _distribution(simulation.model.inputs, name)
    ends = [float(distribution.quantile(share)) for share in (LOW_SHARE, HIGH_SHARE)]
    low, high = (_mean_net(simulation.holding(name, np.array(end))) for end in ends)
    said = simulation.model.inputs.beliefs[name]
    return Swing(
        belief=name,
        title=said.title or name,
        unit=said.unit,
        p10=stated(ends[0]),
        p90=stated(ends[1]),
        at_p10=low,
        at_p90=high,
        swing=stated(float(high) - float(low)),
    )


def _mean_net(simulation: Simulation) -> Estimate:
    net = staged_net(simulation)
    if np.ndim(net):
        net = np.broadcast_to(net, (simulation.draws.count,))
    return estimate_mean(net, method=Method.CONDITIONAL)


def _switching(simulation: Simulation, legs: tuple[Leg, ...], name: str) -> Switching:
    said, distribution = simulation.model.inputs.beliefs[name], _distribution(simulation.model.inputs, name)
    told = Switching(
        belief=name,
        title=said.title or name,
        unit=said.unit,
        mean=stated(distribution.mean),
        below=None,
        above=None,
    )
    course_at = _course_finder(simulation, legs, name, distribution)
    now, _ = best_course(legs, leg_means(simulation, legs))
    if course_at(distribution.mean) != now:
        return replace(told, refused=ELSEWHERE)

    def words(course: Course) -> str:
        return describe_course(course, legs, titles=_titles(simulation))

    low, high = _reach_of_search(simulation, name, distribution)
    return replace(
        told,
        below=_switch(course_at, distribution, now, low, words),
        above=_switch(course_at, distribution, now, high, words),
    )


def _course_finder(
    simulation: Simulation, legs: tuple[Leg, ...], name: str, distribution: Distribution
) -> Callable[[float], Course]:
    """The best course as a function of where the belief is held; two runs suffice where net value is linear in it."""

    def means_at(value: float) -> list[Floats]:
        return leg_means(simulation.holding(name, np.array(value)), legs)

    if not is_linear(simulation, name):
        return lambda value: best_course(legs, means_at(value))[0]
    first, second = distribution.mean, float(distribution.quantile(HIGH_SHARE))
    second = second if second != first else float(distribution.quantile(LOW_SHARE))
    at_first, at_second = means_at(first), means_at(second)

    def course_at(value: float) -> Course:
        share = (value - first) / (second - first)
        between = [one + share * (other - one) for one, other in zip(at_first, at_second, strict=True)]
        return best_course(legs, between)[0]

    return course_at


def is_linear(simulation: Simulation, name: str) -> bool:
    """Whether every course's expected value is linear in where the belief is held: named once in what it acts on."""
    gates = list(simulation.model.inputs.gates.values()).count(name)
    effects = [part.effect for part in simulation.parts if name in part.effect.names]
    once = all(effect.factors.count(name) == 1 and effect.lag != name for effect in effects)
    return once and (not effects or not gates) and gates <= 1


def _reach_of_search(simulation: Simulation, name: str, distribution: Distribution) -> tuple[float, float]:
    """From where to where the belief may sensibly be held: a share from 0 to 1, a lag up to the horizon."""
    inputs, mean, reach = simulation.model.inputs, distribution.mean, FARTHEST * distribution.sd
    shares = {name for each in inputs.effects for name in each.additionality.values()} | set(inputs.gates.values())
    if name in shares:
        return 0.0, 1.0
    if any(each.lag == name for each in inputs.effects):
        return 0.0, max(simulation.model.horizon, 2 * mean)
    low = 0.0 if distribution.support[0] >= 0 else mean - reach
    high = 0.0 if distribution.support[1] <= 0 else max(FARTHEST * abs(mean), mean + reach)
    return low, high


def _switch(
    course_at: Callable[[float], Course],
    distribution: Distribution,
    now: Course,
    end: float,
    words: Callable[[Course], str],
) -> Switch | None:
    """The first point on the way from the mean to `end` where the course changes, by a scan and then by halving."""
    mean = distribution.mean
    inside = mean
    for step in np.geomspace(1.0, 2.0**SCAN, SCAN + 1) / 2.0**SCAN:
        outside = mean + (end - mean) * float(step)
        if course_at(outside) != now:
            break
        inside = outside
    else:
        return None
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if course_at(middle) == now else (inside, middle)
    beyond = distribution.cdf(outside) if end < mean else 1.0 - distribution.cdf(outside)
    return Switch(
        value=stated(outside),
        multiple=stated(outside / mean) if mean else None,
        becomes=words(course_at(outside)),
        beyond_share=stated(beyond),
    )


def _nearness(each: Switching) -> float:
    """How likely it is that the belief lies where another course is best."""
    return sum(float(switch.beyond_share) for switch in (each.below, each.above) if switch)


def _titles(simulation: Simulation) -> dict[str, str]:
    return {stage.id: stage.title for stage in simulation.model.stages}


def _distribution(inputs: ForecastInputs, name: str) -> Distribution:
    return distribution_of(inputs.beliefs[name].belief)
