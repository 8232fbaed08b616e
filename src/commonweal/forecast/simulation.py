"""The staged impact model on draws: stages reached, effects, costs (method, section 2).

Where only a mean is wanted, gates are taken in expectation given the chances drawn, which has far less noise than
coins; where a distribution is wanted, each draw has its coins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from commonweal.forecast.drawing import Draws
from commonweal.forecast.effect import Trigger
from commonweal.forecast.effect_draws import EffectDraws, draw_effect
from commonweal.forecast.effect_plan import PlannedEffect
from commonweal.forecast.estimate import Floats
from commonweal.forecast.model import ImpactModel

ONE = np.array(1.0)
Coins = tuple[tuple[NDArray[np.bool_], ...], tuple[NDArray[np.bool_], ...]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schedule:
    """When each stage starts and how many months it takes, and the chance that it succeeds; columns by place."""

    starts: tuple[Floats, ...]
    months: tuple[Floats, ...]
    chances: tuple[Floats, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulation:
    """One set of draws carried through the model; columns of shape (draws,), or () where all draws agree.

    By stage: `reach` and `succeed` are odds given each draw's beliefs; `reached` and `succeeded` are what its coins
    brought; `costs` are present values in pounds, if the stage is reached.
    """

    model: ImpactModel
    draws: Draws
    schedule: Schedule
    parts: tuple[EffectDraws, ...]
    costs: tuple[Floats, ...]
    reach: tuple[Floats, ...] = field(init=False)
    succeed: tuple[Floats, ...] = field(init=False)

    def __post_init__(self) -> None:
        reach, succeed = _odds(self.schedule.chances)
        object.__setattr__(self, "reach", reach)
        object.__setattr__(self, "succeed", succeed)

    def odds(self, part: EffectDraws) -> Floats:
        """The odds that an effect is triggered, given each draw's beliefs."""
        odds = self.succeed if part.effect.trigger is Trigger.PASSED else self.reach
        return odds[part.effect.place]

    def coins(self) -> Coins:
        """By stage, whether it was reached and whether it succeeded, in each draw."""
        reached, succeeded = [np.ones(self.draws.count, dtype=bool)], []
        for stage, chance in zip(self.model.stages, self.schedule.chances, strict=True):
            succeeded.append(reached[-1] & (self.draws.gates[stage.id] < chance))
            reached.append(succeeded[-1])
        return tuple(reached[:-1]), tuple(succeeded)

    def holding(self, name: str, column: Floats) -> Simulation:
        """The same draws with one belief put at other values; only what names it is computed anew."""
        return self.changing(name, model=self.model, draws=self.draws.holding(name, np.asarray(column)))

    def rescheduled(self, schedule: Schedule) -> Simulation:
        """The same draws on another schedule; a stage whose columns are the very same arrays has not moved."""
        own, beliefs = self.schedule, self.draws.beliefs
        moved = [
            schedule.starts[place] is not own.starts[place] or schedule.months[place] is not own.months[place]
            for place in range(len(self.costs))
        ]
        return replace(
            self,
            schedule=schedule,
            parts=tuple(
                _draw(part.effect, beliefs, schedule) if moved[part.effect.place] else part for part in self.parts
            ),
            costs=tuple(
                _cost(self.model, schedule, place) if moved[place] else cost for place, cost in enumerate(self.costs)
            ),
        )

    def changing(self, name: str, *, model: ImpactModel, draws: Draws) -> Simulation:
        """What `simulate` gives for a model and draws that differ in one belief; only what names it is computed anew.

        It must be on the stages' own schedule.
        """
        gated = name in model.inputs.gates.values()
        chances = _chances(model, draws.beliefs) if gated else self.schedule.chances
        return replace(
            self,
            model=model,
            draws=draws,
            schedule=replace(self.schedule, chances=chances),
            parts=tuple(
                _draw(effect, draws.beliefs, self.schedule) if name in effect.names else part
                for effect, part in zip(model.effects, self.parts, strict=True)
            ),
        )


def simulate(model: ImpactModel, draws: Draws) -> Simulation:
    """Carry draws through the model, its stages as they are planned."""
    schedule = own_schedule(model, draws.beliefs)
    places = range(len(model.stages))
    return Simulation(
        model=model,
        draws=draws,
        schedule=schedule,
        parts=tuple(_draw(effect, draws.beliefs, schedule) for effect in model.effects),
        costs=tuple(_cost(model, schedule, place) for place in places),
    )


def own_schedule(model: ImpactModel, beliefs: Mapping[str, Floats]) -> Schedule:
    """The stages as they are planned."""
    return Schedule(
        starts=tuple(np.array(stage.start) for stage in model.stages),
        months=tuple(np.array(stage.months) for stage in model.stages),
        chances=_chances(model, beliefs),
    )


def _chances(model: ImpactModel, beliefs: Mapping[str, Floats]) -> tuple[Floats, ...]:
    return tuple(beliefs[stage.chance] if stage.chance else np.array(stage.share) for stage in model.stages)


def _draw(effect: PlannedEffect, beliefs: Mapping[str, Floats], schedule: Schedule) -> EffectDraws:
    triggered = schedule.starts[effect.place]
    if effect.trigger is Trigger.PASSED:
        triggered = np.asarray(triggered + schedule.months[effect.place])
    return draw_effect(effect, beliefs, triggered=triggered)


def _cost(model: ImpactModel, schedule: Schedule, place: int) -> Floats:
    present = model.spending.present(schedule.starts[place], schedule.months[place])
    return np.asarray(model.stages[place].cost * present)


def _odds(chances: tuple[Floats, ...]) -> tuple[tuple[Floats, ...], tuple[Floats, ...]]:
    """The odds of reaching and of succeeding at each stage."""
    reach, succeed = [ONE], []
    for chance in chances:
        succeed.append(np.asarray(reach[-1] * chance))
        reach.append(succeed[-1])
    return tuple(reach[:-1]), tuple(succeed)
