"""The best fixed course: which action at each gate, decided now, gives the greatest expected net value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.forecast.estimate import Floats
from commonweal.forecast.legs import PROCEED, Leg, chance_of_leg, gain_of_leg
from commonweal.forecast.simulation import ONE, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The action at each decision that is taken, in order; after the last of them it stops. None taken: no start."""

    actions: tuple[str, ...]


def leg_means(simulation: Simulation, legs: tuple[Leg, ...]) -> list[Floats]:
    """For each leg the expected net value of each way to undertake it, counting the odds of reaching it, in pounds.

    Arrays of shape (actions,), proceed first and then the adaptations. No way changes the odds of what follows, so a
    fixed course is worth the sum of its own.
    """
    reach, means = ONE, []
    for leg in legs:
        options = [None, *leg.adaptations]
        means.append(np.array([float(np.mean(reach * gain_of_leg(simulation, leg, option))) for option in options]))
        reach = np.asarray(reach * chance_of_leg(simulation, leg))
    return means


def best_course(legs: tuple[Leg, ...], means: list[Floats]) -> tuple[Course, float]:
    """The course of greatest value and that value; of equal ones the shortest."""
    totals = np.cumsum([0.0, *(each.max() for each in means)])
    length = int(totals.argmax())
    names = [[PROCEED, *(option.id for option in leg.adaptations)] for leg in legs]
    actions = tuple(names[place][int(means[place].argmax())] for place in range(length))
    return Course(actions=actions), float(totals[length])


def describe_course(course: Course, legs: tuple[Leg, ...], *, titles: dict[str, str]) -> str:
    """The course in words: 'do not start', 'start, and stop after the pilot', 'go through all stages'."""
    changed = [
        f"{next(option.title for option in leg.adaptations if option.id == action)}"
        for leg, action in zip(legs, course.actions, strict=False)
        if action != PROCEED
    ]
    if not course.actions:
        return "do not start"
    whole = len(course.actions) == len(legs)
    words = "go through all stages" if whole else f"stop after '{titles[legs[len(course.actions)].after]}'"
    return f"{words}, with {' and '.join(changed)}" if changed else words
