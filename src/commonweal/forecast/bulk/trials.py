"""One block of trials of a staged model, with coins for gates; what a failed gate stops is not drawn at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.forecast.bulk.plan import BulkPlan, BulkTerm
from commonweal.forecast.estimate import Floats
from commonweal.quantities.bulk import BLOCK_DRAWS, cell_table, draw_block
from commonweal.quantities.sampling import stream

Column = NDArray[np.float32] | NDArray[np.float64]
Places = NDArray[np.intp]


def draw_trials(
    plan: BulkPlan, *, seed: int, block: int, trials: int = BLOCK_DRAWS
) -> dict[str, tuple[Floats, Floats]]:
    """Social value and public cost of the first so many trials of a block, at present value in pounds.

    Two arrays (trials,) for the contract, and two for contract and branches 'together' where there are any. A pure
    function of its arguments, wherever it is run.
    """
    beliefs = _Columns(plan=plan, seed=seed, block=block)
    value, spent = np.zeros(trials), np.zeros(trials)
    told: dict[str, tuple[Floats, Floats]] = {}
    alive = np.arange(trials)
    for place, stage in enumerate(plan.stages):
        if place == plan.contract_stages:
            told["contract"] = value.copy(), spent.copy()
        spent[alive] += stage.cost
        _add_worth(value, beliefs, alive, place, passed=False)
        alive = alive[_passes(beliefs, alive, place)]
        _add_worth(value, beliefs, alive, place, passed=True)
    told["together" if told else "contract"] = value, spent
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The beliefs of one block. One that a single place names is drawn there, for the trials that come so far."""

    plan: BulkPlan
    seed: int
    block: int
    whole: dict[str, Floats] = field(default_factory=dict)

    def of(self, name: str, alive: Places) -> Column:
        """A belief's draws in some trials, an array of the caller's own."""
        if name in self.plan.shared:
            return np.asarray(self._shared()[name][alive])
        generator = stream(self.seed, self.block, lane=self.plan.lanes[name])
        return cell_table(self.plan.beliefs[name]).draw(len(alive), generator)

    def coins(self, place: int, count: int) -> Floats:
        lane = len(self.plan.lanes) + place
        return np.asarray(stream(self.seed, self.block, lane=lane).random(count))

    def _shared(self) -> Mapping[str, Floats]:
        if not self.whole:
            lanes = {name: self.plan.lanes[name] for name in self.plan.beliefs if name in self.plan.shared}
            named = {name: self.plan.beliefs[name] for name in lanes}
            self.whole.update(draw_block(named, seed=self.seed, block=self.block, ranks=self.plan.ranks, lanes=lanes))
        return self.whole


def _passes(beliefs: _Columns, alive: Places, place: int) -> NDArray[np.bool_]:
    stage = beliefs.plan.stages[place]
    if not stage.chance and stage.share >= 1:
        return np.ones(len(alive), dtype=bool)
    chance = beliefs.of(stage.chance, alive) if stage.chance else stage.share
    return np.asarray(beliefs.coins(place, len(alive)) < chance)


def _add_worth(value: Floats, beliefs: _Columns, alive: Places, place: int, *, passed: bool) -> None:
    """Add what the effects of one moment are worth in the trials that come so far."""
    terms = [term for term in beliefs.plan.terms if term.place == place and term.passed is passed]
    if not terms or not len(alive):
        return
    total = _worth(terms[0], beliefs, alive)
    for term in terms[1:]:
        more = _worth(term, beliefs, alive)
        total = np.add(total, more, out=total if total.shape and total.dtype >= more.dtype else None)
    value[alive] += total


def _worth(term: BulkTerm, beliefs: _Columns, alive: Places) -> Column:
    worth: Any = term.constant
    for name in term.kept:
        column = beliefs.of(name, alive)
        worth = np.multiply(column, worth, out=column)
    for name in term.taken:
        column = beliefs.of(name, alive)
        worth = np.multiply(np.subtract(1.0, column, out=column), worth, out=column)
    if term.lag:
        worth = worth * term.timing.present(np.asarray(term.triggered + beliefs.of(term.lag, alive), dtype=np.float64))
    return np.asarray(worth)
