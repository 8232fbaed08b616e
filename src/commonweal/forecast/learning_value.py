"""What better knowledge is worth, belief by belief, and how big each study should be (method, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from commonweal.forecast.estimate import Estimate, Floats, stated
from commonweal.forecast.learning.enbs import StudySize, charge_study, size_study
from commonweal.forecast.learning.estimate import Estimate as Learnt
from commonweal.forecast.learning.evppi import estimate_evppis
from commonweal.forecast.learning.evsi import estimate_evsi_curve
from commonweal.forecast.learning.induction import GateRows
from commonweal.forecast.legs import STOP, cut_legs
from commonweal.forecast.policies import lay_rows, study_price
from commonweal.forecast.sensitivity import uncertain_names
from commonweal.forecast.simulation import Simulation
from commonweal.forecast.spread_shares import SpreadShare, share_out_spread
from commonweal.forecast.study import Study
from commonweal.quantities.sampling import REPLICATES

SIZES = 12  # how many sizes are compared where none are stated
WIDER = 4  # up to so many times the stated size


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefWorth:
    """What it is worth to know one belief before the start (EVPPI), in pounds at present value."""

    belief: str
    title: str
    unit: str
    worth: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeWorth:
    """One size of a study: what it is worth (EVSI), what it is expected to cost, and the difference (ENBS)."""

    size: int
    worth: Estimate
    cost: Decimal
    net: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyForecast:
    """How big a study should be. Pounds at present value, counting the odds that its gate is reached.

    `best_size` is 0 where no size repays its cost; `least_size` to `most_size` lie within 5% of the best. `refused`
    says why there is no answer: nothing is decided after its stage, say.
    """

    id: str
    title: str
    stage: str
    belief: str
    size: int
    sizes: tuple[SizeWorth, ...]
    best_size: int
    best_net: Decimal
    least_size: int | None
    most_size: int | None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningForecast:
    """Beliefs, the most worth knowing first; those that make the effects most unsure; and the studies."""

    beliefs: tuple[BeliefWorth, ...]
    spread: tuple[SpreadShare, ...]
    studies: tuple[StudyForecast, ...]


def value_learning(simulation: Simulation, *, stages: int) -> LearningForecast:
    """The EVPPI of every uncertain belief that acts on the totals, and every study by size."""
    rows = lay_rows(simulation, cut_legs(simulation, stages=stages))
    studies = sorted(simulation.model.inputs.studies, key=lambda each: each.id)
    return LearningForecast(
        beliefs=_value_beliefs(simulation, rows),
        spread=share_out_spread(simulation),
        studies=tuple(_size(simulation, rows, study, stages=stages) for study in studies),
    )


def _value_beliefs(simulation: Simulation, rows: list[GateRows]) -> tuple[BeliefWorth, ...]:
    beliefs, stated_beliefs = simulation.draws.beliefs, simulation.model.inputs.beliefs
    names = uncertain_names(simulation)
    worth = estimate_evppis(_courses(rows), {name: beliefs[name].reshape(REPLICATES, -1) for name in names})
    found = [
        BeliefWorth(
            belief=name, title=stated_beliefs[name].title or name, unit=stated_beliefs[name].unit, worth=tell(each)
        )
        for name, each in worth.items()
    ]
    return tuple(sorted(found, key=lambda each: (-(each.worth.value or Decimal(0)), each.belief)))


def _courses(rows: list[GateRows]) -> Floats:
    """Net value by draw of stopping after no leg, one leg, and so on: shape (replicates, draws, legs + 1)."""
    reach = np.ones(rows[0].actions[0].value.shape)
    courses = [np.zeros(reach.shape)]
    for row in rows:
        courses.append(courses[-1] + reach * row.actions[_best_going_on(row, reach)].value)
        reach = reach if row.passes is None else reach * row.passes
    return np.stack(courses, axis=-1)


def _best_going_on(row: GateRows, reach: Floats) -> int:
    means = [-np.inf if each.name == STOP else float((reach * each.value).mean()) for each in row.actions]
    return int(np.argmax(means))


def _size(simulation: Simulation, rows: list[GateRows], study: Study, *, stages: int) -> StudyForecast:
    gate = _gate_after(simulation, study, stages=stages)
    if gate is None:
        return _refused(study, "Nothing is decided after its stage, so it can change nothing here.")
    theta = np.broadcast_to(simulation.draws.beliefs[study.about], (simulation.draws.count,)).reshape(REPLICATES, -1)
    sizes = _sizes_of(study)
    if not sizes:
        return _refused(study, "No size is stated, so there is nothing to compare.")
    values = estimate_evsi_curve(
        _options(rows, gate),
        theta,
        likelihood=study.likelihood,
        sizes=sizes,
        sd=None if study.sd is None else float(study.sd),
    )
    price = study_price(simulation, study)
    costs = charge_study(sizes, fixed=float(study.cost) * price, each=float(study.cost_each) * price)
    if all(each.value is None for each in values):
        return _refused(study, values[0].refusal)
    return _told(study, values, costs, size_study(sizes, values, costs=list(costs)))


def _options(rows: list[GateRows], gate: int) -> Floats:
    """Net value by draw of each action at a gate, the best fixed course following, weighed by the odds of reaching it.

    Shape (replicates, draws, actions). Weighing by the odds makes reaching the gate the evidence that it is.
    """
    reach = [np.ones(rows[0].actions[0].value.shape)]
    for row in rows[:-1]:
        reach.append(reach[-1] * (1.0 if row.passes is None else row.passes))
    follows = np.zeros(reach[0].shape)
    for number in range(len(rows) - 1, gate - 1, -1):
        row = rows[number]
        onward = follows * (1.0 if row.passes is None else row.passes)
        outcomes = [each.value + (onward if each.continues else 0.0) for each in row.actions]
        follows = outcomes[int(np.argmax([(each * reach[number]).mean() for each in outcomes]))]
    return np.stack([each * reach[gate] for each in outcomes], axis=-1)


def _gate_after(simulation: Simulation, study: Study, *, stages: int) -> int | None:
    """The number of the first decision after the study's stage."""
    legs = cut_legs(simulation, stages=stages)
    for number, leg in enumerate(legs[:-1]):
        if study.stage in {simulation.model.stages[place].id for place in leg.places}:
            return number + 1
    return None


def _sizes_of(study: Study) -> list[int]:
    stated_sizes = {*study.sizes, study.size} - ({0} if study.size == 0 and not study.sizes else set())
    if study.sizes or not stated_sizes:
        return sorted(stated_sizes)
    spread = np.geomspace(1, WIDER * study.size, SIZES)
    return sorted({0, study.size, *(round(float(each)) for each in spread)})


def _told(study: Study, values: tuple[Learnt, ...], costs: Floats, found: StudySize) -> StudyForecast:
    return StudyForecast(
        id=study.id,
        title=study.title,
        stage=study.stage,
        belief=study.about,
        size=study.size,
        sizes=tuple(
            SizeWorth(
                size=int(size), worth=tell(value), cost=stated(float(cost)), net=None if net is None else stated(net)
            )
            for size, value, cost, net in zip(found.sizes, values, costs, found.net_benefits, strict=True)
        ),
        best_size=int(found.best),
        best_net=stated(found.benefit),
        least_size=None if found.least is None else int(found.least),
        most_size=None if found.most is None else int(found.most),
    )


def _refused(study: Study, reason: str) -> StudyForecast:
    return StudyForecast(
        id=study.id,
        title=study.title,
        stage=study.stage,
        belief=study.about,
        size=study.size,
        sizes=(),
        best_size=0,
        best_net=Decimal(0),
        least_size=None,
        most_size=None,
        refused=reason,
    )


def tell(learnt: Learnt) -> Estimate:
    """An estimate of the learning room as a forecast states it."""
    numbers = (learnt.value, learnt.standard_error, learnt.low, learnt.high)
    value, error, low, high = (None if each is None else stated(each) for each in numbers)
    return Estimate(value=value, standard_error=error, low=low, high=high, method=learnt.method, refused=learnt.refusal)
