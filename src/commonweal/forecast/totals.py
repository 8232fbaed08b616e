"""Social value, public cost and net value on draws, for a choice of stages and effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.effect import Trigger
from commonweal.forecast.effect_draws import EffectDraws
from commonweal.forecast.estimate import Floats, summarise
from commonweal.forecast.result import Totals
from commonweal.forecast.simulation import Simulation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ledger:
    """Every effect's worth and every stage's cost, in each draw: once with coins for gates, once in expectation.

    Effects come as rows of shape (effects, draws), stages as rows of shape (stages, draws), in pounds at present value.
    """

    simulation: Simulation
    drawn: Floats
    expected: Floats
    drawn_costs: Floats
    expected_costs: Floats
    triggered: Floats

    def whole(self, column: Floats) -> Floats:
        """A column in its full length, shape (draws,)."""
        return np.broadcast_to(column, (self.simulation.draws.count,))


def keep_ledger(simulation: Simulation) -> Ledger:
    """Fill the ledger of a simulation."""
    count = simulation.draws.count
    reached, succeeded = simulation.coins()
    parts = simulation.parts
    triggered = np.empty((len(parts), count))
    drawn, expected = np.empty((len(parts), count)), np.empty((len(parts), count))
    for row, part in enumerate(parts):
        coins = succeeded if part.effect.trigger is Trigger.PASSED else reached
        triggered[row] = coins[part.effect.place]
        np.multiply(triggered[row], part.gain, out=drawn[row])
        np.multiply(simulation.odds(part), part.gain, out=expected[row])
    stages = range(len(simulation.costs))
    drawn_costs, expected_costs = np.empty((len(stages), count)), np.empty((len(stages), count))
    for place in stages:
        np.multiply(reached[place], simulation.costs[place], out=drawn_costs[place])
        np.multiply(simulation.reach[place], simulation.costs[place], out=expected_costs[place])
    return Ledger(
        simulation=simulation,
        drawn=drawn,
        expected=expected,
        drawn_costs=drawn_costs,
        expected_costs=expected_costs,
        triggered=triggered,
    )


def total_up(ledger: Ledger, *, places: range) -> Totals:
    """The totals of some stages and of their effects."""
    rows = rows_of(ledger.simulation.parts, places=places)
    drawn, expected = ledger.drawn[rows].sum(axis=0), ledger.expected[rows].sum(axis=0)
    stages = slice(places.start, places.stop)
    drawn_cost, expected_cost = ledger.drawn_costs[stages].sum(axis=0), ledger.expected_costs[stages].sum(axis=0)
    return Totals(
        social_value=summarise(drawn, expected=expected),
        public_cost=summarise(drawn_cost, expected=expected_cost),
        net=summarise(drawn - drawn_cost, expected=expected - expected_cost),
    )


def drawn_net(ledger: Ledger) -> Floats:
    """Net value of everything in each draw, with coins for gates: shape (draws,)."""
    return np.asarray(ledger.drawn.sum(axis=0) - ledger.drawn_costs.sum(axis=0))


def expected_net(ledger: Ledger) -> Floats:
    """Net value of everything in each draw, gates in expectation: shape (draws,)."""
    return np.asarray(ledger.expected.sum(axis=0) - ledger.expected_costs.sum(axis=0))


def rows_of(parts: Sequence[EffectDraws], *, places: range) -> list[int]:
    """The rows of the effects of some stages."""
    return [row for row, part in enumerate(parts) if part.effect.place in places]


def shares_of(parts: Sequence[EffectDraws], *, by_mission: bool) -> Mapping[str, Floats]:
    """By mission or kind, the share of each effect that belongs to it: shape (effects,). What no mission has is ''."""
    named: dict[str, Floats] = {}
    for row, part in enumerate(parts):
        missions = {**part.effect.missions, "": 1.0 - sum(part.effect.missions.values())}
        shares = missions if by_mission else {part.effect.kind.value: 1.0}
        for name, share in shares.items():
            if share > 1e-9 and part.worth is not None:
                named.setdefault(name, np.zeros(len(parts)))[row] = share
    return dict(sorted(named.items(), key=lambda item: (item[0] == "", item[0])))
