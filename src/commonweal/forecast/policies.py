"""Gates are options, and learning is what they are worth: five policies on the same draws (method, section 3).

Committed pays for every stage of the contract; staged stops spending after a failed stage; decided now is the best
fixed course, not starting included; with evidence decides at each gate on the signals seen so far; clairvoyant knows
the beliefs' true values, not what gates bring. Gates are taken in expectation given each draw's chances.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.estimate import Estimate, Floats, Method, certain, estimate, estimate_ratio
from commonweal.forecast.learning.induction import EvidenceValue, GateAction, GateRows, decide_with_evidence
from commonweal.forecast.learning.signals import simulate_signal
from commonweal.forecast.legs import PROCEED, START, STOP, Leg, chance_of_leg, cut_legs, gain_of_leg
from commonweal.forecast.policy_spread import PolicySpread, spread_policies
from commonweal.forecast.simulation import Simulation
from commonweal.forecast.study import Study
from commonweal.quantities.sampling import REPLICATES


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionValue:
    """One action at a gate: its net value from there on, once the gate is reached, the best fixed course following.

    Present value at contract start, in pounds. `taken_share` says how often the policy with evidence reaches the gate
    and takes it.
    """

    action: str
    title: str
    value: Estimate
    taken_share: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class GateOutlook:
    """What may be done at a gate, and what is best as things are known now.

    `gate` is the stage that it comes after, or 'the start'.
    """

    gate: str
    best: str
    actions: tuple[ActionValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyValues:
    """The five policies and their four differences, in pounds at present value, each with its standard error.

    `learning` counts no cost of studies; `study_cost` is what they are expected to cost beyond the stages' funding
    under the policy with evidence. `spreads` are the distributions of net value. `poor_fits` are gates at which the
    regression on the signals missed the shape of what they tell: there the policy with evidence is worth at least what
    is shown.
    """

    committed: Estimate
    staged: Estimate
    decided_now: Estimate
    with_evidence: Estimate
    clairvoyant: Estimate
    staging: Estimate
    right_to_stop: Estimate
    learning: Estimate
    perfect_information: Estimate
    study_cost: Estimate
    gates: tuple[GateOutlook, ...]
    spreads: tuple[PolicySpread, ...]
    poor_fits: tuple[str, ...]


def value_policies(simulation: Simulation, *, stages: int) -> PolicyValues:
    """Value the policies over the first so many stages: those of the contract, or its branches too.

    A branch is never a commitment: the committed policy pays for it only where it is reached.
    """
    legs = cut_legs(simulation, stages=stages)
    rows = lay_rows(simulation, legs)
    worth = decide_with_evidence(rows)
    by_replicate = {**worth.by_replicate, **_unlearnt(simulation, rows, stages=stages)}
    return PolicyValues(
        **_values(by_replicate),
        study_cost=_study_cost(simulation, legs, worth),
        gates=_outlooks(legs, rows, worth),
        spreads=spread_policies(simulation, legs, rows, worth),
        poor_fits=worth.poor_fits,
    )


def lay_rows(simulation: Simulation, legs: tuple[Leg, ...]) -> list[GateRows]:
    """The decisions as the learning room takes them: the start, then each gate with what is seen there first."""
    rows = []
    for number, leg in enumerate(legs):
        more = number < len(legs) - 1
        options = [None, *leg.adaptations]
        actions = [
            GateAction(
                name=each.id if each else PROCEED,
                value=_by_replicate(simulation, gain_of_leg(simulation, leg, each)),
                continues=more,
            )
            for each in options
        ]
        stop = GateAction(name=STOP, value=_by_replicate(simulation, np.array(0.0)))
        rows.append(
            GateRows(
                name=leg.after,
                actions=(stop, *actions),
                signals=_signals(simulation, legs[number - 1]) if number else None,
                passes=_by_replicate(simulation, chance_of_leg(simulation, leg)) if more else None,
            )
        )
    return rows


def _signals(simulation: Simulation, leg: Leg) -> Floats | None:
    """What the studies of a leg report at the gate after it: shape (replicates, draws, studies), or nothing."""
    ids = {simulation.model.stages[place].id for place in leg.places}
    studies = sorted((each for each in simulation.model.inputs.studies if each.stage in ids), key=lambda each: each.id)
    told = [_report(simulation, study) for study in studies if study.size]
    return np.stack(told, axis=-1) if told else None


def _report(simulation: Simulation, study: Study) -> Floats:
    """What a study reports in each draw, from the draw's true value: shape (replicates, draws)."""
    draws = simulation.draws
    signal = simulate_signal(
        np.broadcast_to(draws.beliefs[study.about], (draws.count,)),
        draws.noise[study.id],
        likelihood=study.likelihood,
        size=study.size,
        sd=None if study.sd is None else float(study.sd),
    )
    return _by_replicate(simulation, signal)


def _unlearnt(simulation: Simulation, rows: list[GateRows], *, stages: int) -> dict[str, Floats]:
    """The committed and the staged policy by replicate."""
    staged = np.array(0.0)
    for row in reversed(rows):
        staged = _proceeding(row).value + (1.0 if row.passes is None else row.passes) * staged
    unspent = np.array(0.0)
    for place in range(stages):
        if simulation.model.stages[place].under_contract:
            unspent = unspent + (1.0 - simulation.reach[place]) * simulation.costs[place]
    committed = staged - _by_replicate(simulation, np.asarray(unspent))
    return {"staged": staged.mean(axis=1), "committed": committed.mean(axis=1)}


def _values(by_replicate: Mapping[str, Floats]) -> dict[str, Estimate]:
    def told(more: str, less: str = "", *, method: Method = Method.ROLL_BACK) -> Estimate:
        values = by_replicate[more] - (by_replicate[less] if less else 0.0)
        return estimate(float(values.mean()), values, method=method)

    return {
        "committed": told("committed", method=Method.EXPECTED),
        "staged": told("staged", method=Method.EXPECTED),
        "decided_now": told("decided_now", method=Method.EXPECTED),
        "with_evidence": told("with_evidence", method=Method.REGRESSION),
        "clairvoyant": told("clairvoyant"),
        "staging": told("staged", "committed", method=Method.EXPECTED),
        "right_to_stop": told("decided_now", "staged", method=Method.EXPECTED),
        "learning": told("with_evidence", "decided_now", method=Method.REGRESSION),
        "perfect_information": told("clairvoyant", "decided_now"),
    }


def _study_cost(simulation: Simulation, legs: tuple[Leg, ...], worth: EvidenceValue) -> Estimate:
    """Studies are paid for where the policy with evidence undertakes their leg."""
    total = 0.0
    for leg, shares, reach in zip(legs, worth.shares, _mean_reach(simulation, legs), strict=True):
        undertaken = sum(share for action, share in shares.items() if action != STOP)
        ids = {simulation.model.stages[place].id for place in leg.places}
        for study in simulation.model.inputs.studies:
            if study.stage in ids and study.size:
                pounds = float(study.cost + study.cost_each * study.size) * study_price(simulation, study)
                total += pounds * undertaken / reach if reach else 0.0
    return certain(total, method=Method.EXPECTED)


def study_price(simulation: Simulation, study: Study) -> float:
    """What a pound of a study costs at present value: spent evenly over its stage, if that is reached."""
    place = next(place for place, stage in enumerate(simulation.model.stages) if stage.id == study.stage)
    start, months = simulation.schedule.starts[place], simulation.schedule.months[place]
    return float(np.mean(simulation.reach[place] * simulation.model.spending.present(start, months)))


def _mean_reach(simulation: Simulation, legs: tuple[Leg, ...]) -> list[float]:
    """The odds that each leg is reached when nobody stops before it."""
    return [float(np.mean(simulation.reach[leg.places[0]])) for leg in legs]


def _outlooks(legs: tuple[Leg, ...], rows: list[GateRows], worth: EvidenceValue) -> tuple[GateOutlook, ...]:
    """At each decision what each action is worth from there on, rolled back from the last."""
    reached = _reach_before(rows)
    outlooks: list[GateOutlook] = []
    follows = np.zeros(reached[0].shape)
    for number in range(len(rows) - 1, -1, -1):
        row, chance = rows[number], reached[number]
        onward = follows * (1.0 if row.passes is None else row.passes)
        outcomes = [each.value + (onward if each.continues else 0.0) for each in row.actions]
        values = [_given_reached(each, chance) for each in outcomes]
        best = int(np.argmax([(each * chance).mean() for each in outcomes]))
        follows = outcomes[best]
        outlooks.append(_outlook(legs[number], row, values, best, worth.shares[number]))
    return tuple(reversed(outlooks))


def _outlook(leg: Leg, row: GateRows, values: list[Estimate], best: int, shares: Mapping[str, float]) -> GateOutlook:
    titles = {
        STOP: "Do not start" if leg.after == START else "Stop",
        PROCEED: "Start" if leg.after == START else "Proceed",
        **{each.id: each.title for each in leg.adaptations},
    }
    return GateOutlook(
        gate=row.name,
        best=row.actions[best].name,
        actions=tuple(
            ActionValue(
                action=action.name,
                title=titles[action.name],
                value=value,
                taken_share=certain(shares[action.name], method=Method.REGRESSION),
            )
            for action, value in zip(row.actions, values, strict=True)
        ),
    )


def _reach_before(rows: list[GateRows]) -> list[Floats]:
    reached = [np.ones(rows[0].actions[0].value.shape)]
    for row in rows[:-1]:
        reached.append(reached[-1] * (1.0 if row.passes is None else row.passes))
    return reached


def _given_reached(values: Floats, chance: Floats) -> Estimate:
    """The mean of values given that the gate is reached: a ratio of means, by replicate too."""
    weighed, weights = (values * chance).mean(axis=1), chance.mean(axis=1)
    return estimate_ratio(weighed, weights, method=Method.EXPECTED)


def _proceeding(row: GateRows) -> GateAction:
    return next(each for each in row.actions if each.name == PROCEED)


def _by_replicate(simulation: Simulation, column: Floats) -> Floats:
    """A column as an array (replicates, draws)."""
    return np.broadcast_to(column, (simulation.draws.count,)).reshape(REPLICATES, -1)
