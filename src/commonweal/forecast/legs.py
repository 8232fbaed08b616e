"""The stages between one decision and the next, and what they bring: the common ground of every policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from commonweal.forecast.effect import Trigger
from commonweal.forecast.estimate import Floats
from commonweal.forecast.inputs import Adaptation
from commonweal.forecast.simulation import ONE, Simulation
from commonweal.record.errors import MisuseError

START = "the start"  # no stage has such an id
STOP = "stop"
PROCEED = "proceed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """Stages that are undertaken together, because no decision stands between them.

    `after` is the stage whose gate comes before them, or `start`. `adaptations` are other ways of undertaking them.
    """

    after: str
    places: tuple[int, ...]
    adaptations: tuple[Adaptation, ...] = ()


def cut_legs(simulation: Simulation, *, stages: int) -> tuple[Leg, ...]:
    """The first so many stages, cut after each gate that another stage follows."""
    planned = simulation.model.stages
    legs: list[Leg] = []
    places: list[int] = []
    after = START
    for place in range(stages):
        places.append(place)
        if planned[place].decides or place == stages - 1:
            legs.append(Leg(after=after, places=tuple(places), adaptations=_adaptations(simulation, after)))
            after, places = planned[place].id, []
    return tuple(legs)


def gain_of_leg(simulation: Simulation, leg: Leg, adaptation: Adaptation | None = None) -> Floats:
    """Net value of undertaking the leg once it is reached, gates within it in expectation; present value in pounds."""
    factors = adaptation.effect_factors if adaptation else {}
    dearer = float(adaptation.funding_factor) if adaptation else 1.0
    reach, total = ONE, np.array(0.0)
    for number, place in enumerate(leg.places):
        chance = simulation.schedule.chances[place]
        gains = gain_of_stage(simulation, place, factors=factors)
        cost = simulation.costs[place] * (dearer if number == 0 else 1.0)
        total = total + reach * (gains[0] + chance * gains[1] - cost)
        reach = np.asarray(reach * chance)
    return np.asarray(total)


def chance_of_leg(simulation: Simulation, leg: Leg) -> Floats:
    """The odds that all of the leg's stages succeed, given each draw's beliefs."""
    chance = ONE
    for place in leg.places:
        chance = np.asarray(chance * simulation.schedule.chances[place])
    return chance


def gain_of_stage(
    simulation: Simulation, place: int, *, factors: Mapping[str, Decimal] | None = None
) -> tuple[Floats, Floats]:
    """What a stage's effects are worth: those that come once it is reached, and those once it has succeeded."""
    reached, passed = np.array(0.0), np.array(0.0)
    for part in simulation.parts:
        if part.effect.place != place:
            continue
        worth = part.gain * float((factors or {}).get(part.effect.id, 1))
        if part.effect.trigger is Trigger.PASSED:
            passed = passed + worth
        else:
            reached = reached + worth
    return np.asarray(reached), np.asarray(passed)


def check_adaptations(simulation: Simulation, legs: tuple[Leg, ...]) -> None:
    """Refuse an adaptation at a gate where nothing is decided, or of effects beyond the next decision."""
    model = simulation.model
    at = {leg.after: leg for leg in legs}
    effects = {part.effect.id: part.effect for part in simulation.parts}
    ids = [STOP, PROCEED, *(each.id for each in model.inputs.adaptations)]
    for each in model.inputs.adaptations:
        if ids.count(each.id) > 1:
            raise MisuseError(
                f"The action '{each.title}' has the id '{each.id}', which another has.", remedy="Give it its own."
            )
        leg = at.get(each.gate)
        if leg is None or each.gate == START:
            raise MisuseError(
                f"'{each.title}' is an action at the gate of '{each.gate}', where nothing is decided.",
                remedy="Name a stage with a gate and a stage after it.",
            )
        for name in each.effect_factors:
            if name not in effects or effects[name].place not in leg.places:
                raise MisuseError(
                    f"'{each.title}' scales '{name}', which is no effect of the stage that it changes.",
                    remedy="Name effects between this gate and the next.",
                )


def _adaptations(simulation: Simulation, after: str) -> tuple[Adaptation, ...]:
    stated = simulation.model.inputs.adaptations
    return tuple(sorted((each for each in stated if each.gate == after), key=lambda each: each.id))
