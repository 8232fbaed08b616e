"""How net value is spread under each policy: with coins for gates, on the same draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.forecast.estimate import Floats, Summary, summarise
from commonweal.forecast.inputs import Adaptation
from commonweal.forecast.learning.induction import EvidenceValue, GateRows
from commonweal.forecast.legs import PROCEED, STOP, Leg, gain_of_stage
from commonweal.forecast.simulation import Coins, Simulation

Actions = Sequence[NDArray[np.intp]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySpread:
    """Net value under one policy, in pounds at present value; its mean has the noise of coins, unlike the policies'."""

    policy: str
    net: Summary


def spread_policies(
    simulation: Simulation, legs: tuple[Leg, ...], rows: list[GateRows], worth: EvidenceValue
) -> tuple[PolicySpread, ...]:
    """The spread of net value under each of the five policies, over the legs' stages."""
    coins = simulation.coins()
    outcomes = [_leg_outcomes(simulation, leg, coins) for leg in legs]
    names = [[action.name for action in row.actions] for row in rows]
    proceed = [np.array(each.index(PROCEED)) for each in names]
    fixed = [np.array(each.index(action)) for each, action in zip(names, worth.plan, strict=True)]
    taken = [each.reshape(-1) for each in worth.taken]
    staged = _net(simulation, outcomes, names, proceed)
    return (
        PolicySpread(policy="committed", net=summarise(staged - _unspent(simulation, legs, coins))),
        PolicySpread(policy="staged", net=summarise(staged)),
        PolicySpread(policy="decided_now", net=summarise(_net(simulation, outcomes, names, fixed))),
        PolicySpread(policy="with_evidence", net=summarise(_net(simulation, outcomes, names, taken))),
        PolicySpread(policy="clairvoyant", net=summarise(_net(simulation, outcomes, names, _known(rows)))),
    )


def _leg_outcomes(simulation: Simulation, leg: Leg, coins: Coins) -> list[Floats]:
    """What a leg brings in each draw with its coins, nothing where it is not reached: stop, proceed, adaptations."""
    options: list[Adaptation | None] = [None, *leg.adaptations]
    return [np.zeros(simulation.draws.count), *(_drawn_gain(simulation, leg, each, coins) for each in options)]


def _drawn_gain(simulation: Simulation, leg: Leg, adaptation: Adaptation | None, coins: Coins) -> Floats:
    reached, succeeded = coins
    total = np.zeros(simulation.draws.count)
    for number, place in enumerate(leg.places):
        gains = gain_of_stage(simulation, place, factors=adaptation.effect_factors if adaptation else {})
        dearer = float(adaptation.funding_factor) if adaptation and number == 0 else 1.0
        total += reached[place] * (gains[0] - dearer * simulation.costs[place]) + succeeded[place] * gains[1]
    return total


def _net(simulation: Simulation, outcomes: list[list[Floats]], names: list[list[str]], actions: Actions) -> Floats:
    """Net value in each draw where these actions are taken, until one is to stop."""
    going = np.ones(simulation.draws.count, dtype=bool)
    total = np.zeros(simulation.draws.count)
    for leg, known, action in zip(outcomes, names, actions, strict=True):
        for place, name in enumerate(known):
            if name != STOP:
                total += (going & (action == place)) * leg[place]
        going = going & (action != known.index(STOP))
    return total


def _unspent(simulation: Simulation, legs: tuple[Leg, ...], coins: Coins) -> Floats:
    """What the committed policy pays for stages of the contract that are not reached."""
    reached, _ = coins
    total = np.zeros(simulation.draws.count)
    for leg in legs:
        for place in leg.places:
            if simulation.model.stages[place].under_contract:
                total += ~reached[place] * simulation.costs[place]
    return total


def _known(rows: list[GateRows]) -> list[NDArray[np.intp]]:
    """What each draw's own beliefs would have done at each gate."""
    follows = np.zeros(rows[0].actions[0].value.shape)
    actions: list[NDArray[np.intp]] = []
    for row in reversed(rows):
        onward = follows * (1.0 if row.passes is None else row.passes)
        values = np.stack([each.value + (onward if each.continues else 0.0) for each in row.actions])
        actions.append(values.argmax(axis=0).reshape(-1))
        follows = values.max(axis=0)
    return list(reversed(actions))
