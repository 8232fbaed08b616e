"""Placements: what the program may choose from, made of the candidates that pass and of what a person forces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.design.burden import condition_load, field_minutes, scored_load
from commonweal.design.candidates import Candidate, decision_on, own_weighting
from commonweal.design.problem import MICRO, Placement, Pool
from commonweal.design.settings import Settings
from commonweal.procurement.case import Case, DecisionKind


def make_placements(
    candidates: tuple[Candidate, ...], *, case: Case, settings: Settings, pools: PoolRule
) -> tuple[Placement, ...]:
    """The placements that the program may choose from: those that pass, and those that a person forces."""
    open_to = [candidate for candidate in candidates if not candidate.excluded and not _excluded(candidate, case)]
    best: dict[str, float] = {}
    for candidate in open_to:
        for fit in (candidate.scored, candidate.condition):
            if fit.passes:
                at = candidate.decision.id if fit.scored else candidate.stage.id
                best[f"{fit.scored} {at}"] = max(best.get(f"{fit.scored} {at}", 0.0), fit.value * candidate.reach)
    placements = []
    for candidate in open_to:
        pool = pools.pool_of(candidate)
        if pool is not None and (candidate.scored.passes or _forced(candidate, case, scored=True)):
            entry = float(settings.entry_share) * best.get(f"True {candidate.decision.id}", 0.0)
            one = bool(pools.outcomes.get(candidate.decision.id))
            placements.append(_placement(candidate, pool, entry, case=case, settings=settings, one_outcome=one))
        if candidate.condition.passes or _forced(candidate, case, scored=False):
            entry = float(settings.entry_share * settings.condition_worth) * best.get(
                f"False {candidate.stage.id}", 0.0
            )
            placements.append(_placement(candidate, Pool.CONDITION, entry, case=case, settings=settings))
    return tuple(placements)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRule:
    """Who may take scored marks: anyone where no edition applies; else what fills it, of one outcome where so ruled.

    `above` holds the award decisions that have weight above the floor; `closed` those where nothing may be scored.
    """

    edition: bool
    outcomes: Mapping[str, str]
    above: frozenset[str]
    closed: frozenset[str]

    def pool_of(self, candidate: Candidate) -> Pool | None:
        decision = candidate.decision.id
        if decision in self.closed:
            return None
        if not self.edition:
            return Pool.FREE
        if candidate.fills:
            outcome = self.outcomes.get(decision, "")
            return Pool.EDITION if outcome in {"", candidate.fills_outcome} else None
        return Pool.ABOVE if decision in self.above else None


def _excluded(candidate: Candidate, case: Case) -> bool:
    return decision_on(case, DecisionKind.EXCLUDE, candidate.code) is not None


def _forced(candidate: Candidate, case: Case, *, scored: bool) -> bool:
    """Forced by a person at this stage and place; nothing without a link can be."""
    if candidate.scored.readings[0].value <= 0:
        return False
    wanted = "scored" if scored else "condition"
    return any(
        decision.subject == candidate.code and decision.stage in {"", candidate.stage.id} and decision.value == wanted
        for decision in case.decided(DecisionKind.FORCE)
    )


def _placement(
    candidate: Candidate, pool: Pool, entry: float, *, case: Case, settings: Settings, one_outcome: bool = False
) -> Placement:
    scored = pool is not Pool.CONDITION
    fit = candidate.scored if scored else candidate.condition
    hours = candidate.pack.measures[fit.measure].fit.hours
    load = scored_load(hours, candidate.stage) if scored else condition_load(hours, candidate.stage, settings)
    place = 1.0 if scored else float(settings.condition_worth)
    importance = candidate.importance / float(settings.default_importance)
    earns = importance * fit.value * candidate.reach * place if fit.passes else 0.0
    return Placement(
        code=candidate.code,
        stage=candidate.stage.id,
        decision=candidate.decision.id,
        pool=pool,
        worth=round(earns * MICRO),
        entry=round(entry * MICRO) if fit.passes else 0,
        # Under a one-outcome rule the outcome is given, so scoring two of it is no overlap.
        outcome=candidate.code if one_outcome and scored else f"{candidate.pack.id}/{candidate.criterion.outcome}",
        kind=candidate.pack.measures[fit.measure].kind,
        bid_minutes=load.bid,
        report_minutes=load.report,
        field_minutes=field_minutes(load, candidate.decision, settings),
        forced=_forced(candidate, case, scored=scored),
        points=int(100 * (own_weighting(case, candidate.code, candidate.decision.id) or settings.least_weighting)),
    )
