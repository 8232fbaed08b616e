"""A staged model as its bulk draws need it: what is certain gathered in constants, what is uncertain by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.effect import Trigger
from commonweal.forecast.effect_plan import PlannedEffect
from commonweal.forecast.model import ImpactModel
from commonweal.forecast.timing import UnitTiming
from commonweal.quantities.belief import Belief, Family


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkTerm:
    """One effect's worth once it is triggered: `constant` times beliefs kept, times what is left of those taken.

    An uncertain `lag` puts the present value of its start, `triggered` and the lag in months, in place of a constant.
    """

    place: int
    passed: bool
    constant: float
    kept: tuple[str, ...]
    taken: tuple[str, ...]
    lag: str
    timing: UnitTiming
    triggered: float

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.kept, *self.taken, *([self.lag] if self.lag else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkStage:
    """A stage: `cost` in pounds at present value if it is reached; `chance` names a belief, or `share` holds."""

    cost: float
    chance: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPlan:
    """What one block is drawn from: plain values, so that it can be sent to another machine.

    Each uncertain belief has a lane of a block's stream, and each gate one after them, so that a changed belief changes
    its own draws alone. `shared` are beliefs that more than one place names, or that move together by `ranks`.
    """

    beliefs: Mapping[str, Belief]
    lanes: Mapping[str, int]
    ranks: Mapping[tuple[str, str], float]
    shared: frozenset[str]
    stages: tuple[BulkStage, ...]
    terms: tuple[BulkTerm, ...]
    contract_stages: int


def plan_bulk(model: ImpactModel) -> BulkPlan:
    """Plan the draws of a model's social value and public cost; effects without a price are left out."""
    stated = {name: each.belief for name, each in sorted(model.inputs.beliefs.items())}
    known = {
        name: float(belief.value)
        for name, belief in stated.items()
        if belief.family is Family.FIXED and belief.value is not None
    }
    terms = tuple(_term(model, effect, known) for effect in model.effects if effect.value)
    stages = tuple(
        BulkStage(
            cost=stage.cost * float(model.spending.present(np.array(stage.start), np.array(stage.months))),
            chance="" if stage.chance in known else stage.chance,
            share=known.get(stage.chance, stage.share),
        )
        for stage in model.stages
    )
    pairs = [each for each in model.inputs.correlations if not {each.one, each.other} & set(known)]
    ranks = {(each.one, each.other): float(each.rank) for each in pairs}
    chances = [stage.chance for stage in stages if stage.chance]
    named = Counter([*chances, *(name for term in terms for name in term.names)])
    return BulkPlan(
        beliefs={name: belief for name, belief in stated.items() if name not in known},
        lanes={name: lane for lane, name in enumerate(stated)},
        ranks=ranks,
        shared=frozenset(name for name, times in named.items() if times > 1)
        | {name for pair in ranks for name in pair},
        stages=stages,
        terms=terms,
        contract_stages=model.contract_stages,
    )


def _term(model: ImpactModel, effect: PlannedEffect, known: Mapping[str, float]) -> BulkTerm:
    stage, passed = model.stages[effect.place], effect.trigger is Trigger.PASSED
    triggered = stage.end if passed else stage.start
    constant = effect.factor
    kept = [name for name in (effect.quantity, effect.value, effect.attribution) if name]
    for name in kept:
        constant *= known.get(name, 1.0)
    for name in effect.taken:
        constant *= 1.0 - known.get(name, 0.0)
    lag = "" if effect.lag in known else effect.lag
    if not lag:
        constant *= float(effect.timing.present(np.array(triggered + known.get(effect.lag, 0.0))))
    return BulkTerm(
        place=effect.place,
        passed=passed,
        constant=constant,
        kept=tuple(name for name in kept if name not in known),
        taken=tuple(name for name in effect.taken if name not in known),
        lag=lag,
        timing=effect.timing,
        triggered=triggered,
    )
