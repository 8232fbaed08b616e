"""Placements: what the program may choose from, made of the candidates that pass and of what a person forces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.design.burden import condition_load, field_minutes, scored_load
from commonweal.design.candidates import Candidate, own_weighting
from commonweal.design.problem import MICRO, Demand, Placement, Pool
from commonweal.design.settings import Settings
from commonweal.procurement.case import Case, Decision, DecisionKind

SCORED, CONDITION = "scored", "condition"  # the values of a decision of kind force


def make_placements(
    candidates: tuple[Candidate, ...], *, case: Case, settings: Settings, pools: PoolRule
) -> tuple[Placement, ...]:
    """The placements that the program may choose from: those that pass, and those that a person forces."""
    open_to = [each for each in candidates if not each.excluded and not is_excluded(each, case)]
    best: dict[str, float] = {}
    for candidate in open_to:
        for fit in (candidate.scored, candidate.condition):
            if fit.passes:
                at = candidate.decision.id if fit.scored else candidate.stage.id
                best[f"{fit.scored} {at}"] = max(best.get(f"{fit.scored} {at}", 0.0), fit.value * candidate.reach)
    placements = []
    for candidate in open_to:
        pool = pools.pool_of(candidate)
        if pool is not None and (candidate.scored.passes or forces_on(candidate, case, scored=True)):
            entry = float(settings.entry_share) * best.get(f"True {candidate.decision.id}", 0.0)
            one = bool(pools.outcomes.get(candidate.decision.id))
            placements.append(_placement(candidate, pool, entry, case=case, settings=settings, one_outcome=one))
        if candidate.condition.passes or forces_on(candidate, case, scored=False):
            entry = float(settings.entry_share * settings.condition_worth) * best.get(
                f"False {candidate.stage.id}", 0.0
            )
            placements.append(_placement(candidate, Pool.CONDITION, entry, case=case, settings=settings))
    return tuple(placements)


def make_protections(placements: tuple[Placement, ...], candidates: tuple[Candidate, ...]) -> tuple[Demand, ...]:
    """What protects people is asked for wherever they are exposed and it fits, however likely the stage is reached:
    whoever is exposed is so only where it is. What a person has excluded there has no placement, and is no demand."""
    found = []
    for each in candidates:
        if each.protects and (each.condition.passes or each.scored.passes):
            keys = frozenset(p.key for p in placements if (p.code, p.stage) == (each.code, each.stage.id))
            found += [Demand(keys=keys, firm=False, protects=True)] if keys else []
    return tuple(found)


def make_demands(placements: tuple[Placement, ...], case: Case, decisions: tuple[str, ...]) -> tuple[Demand, ...]:
    """What a person wants somewhere: forced without a stage, at one stage of every award decision; given a weighting,
    scored there; insisted on, anywhere. What has no placement is no demand here, and is reported (see `wishes`)."""
    found = []
    for wish in case.decisions:
        mine = [each for each in placements if each.code == wish.subject]
        if wish.kind is DecisionKind.FORCE and not wish.stage:
            mine = [each for each in mine if each.scored == (wish.value == SCORED)]
            groups = [[each for each in mine if each.decision == decision] for decision in decisions]
            # Where it fits some stage it goes to one of those: what fits nothing earns nothing.
            groups = [[each for each in group if each.worth > 0] or group for group in groups]
        elif wish.kind is DecisionKind.WEIGHTING:
            groups = [
                [each for each in mine if each.scored and each.decision == decision]
                for decision in decisions
                if wish.stage in {"", decision}
            ]
        elif wish.kind is DecisionKind.INSIST:
            groups = [[each for each in mine if wish.stage in {"", each.stage}]]
        else:
            continue
        firm = wish.kind is DecisionKind.FORCE
        found += [Demand(keys=frozenset(each.key for each in group), firm=firm) for group in groups if group]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRule:
    """Who may take scored marks: anyone where no edition applies; else what fills it, of one outcome where so ruled.

    `above` holds the award decisions that have weight above the floor; `closed` those where nothing may be scored.
    `framework` holds the criteria that bound a call-off's; empty where none do.
    """

    edition: bool
    outcomes: Mapping[str, str]
    above: frozenset[str]
    closed: frozenset[str]
    framework: frozenset[str] = frozenset()

    def pool_of(self, candidate: Candidate) -> Pool | None:
        decision = candidate.decision.id
        if decision in self.closed:
            return None
        if self.framework and not {candidate.code, candidate.fills} & self.framework:
            return None
        if not self.edition:
            return Pool.FREE
        if candidate.fills:
            outcome = self.outcomes.get(decision, "")
            return Pool.EDITION if outcome in {"", candidate.fills_outcome} else None
        return Pool.ABOVE if decision in self.above else None


def is_excluded(candidate: Candidate, case: Case) -> bool:
    """Whether a person has excluded it, everywhere or at this stage."""
    return exclusion_of(candidate, case) is not None


def exclusion_of(candidate: Candidate, case: Case) -> Decision | None:
    """The last decision that excludes it, everywhere or at this stage."""
    found = [each for each in case.decided(DecisionKind.EXCLUDE) if _is_on(each, candidate)]
    return found[-1] if found else None


def forces_on(candidate: Candidate, case: Case, *, scored: bool) -> list[Decision]:
    """What forces it in at this stage and place; nothing without a link can be."""
    if candidate.scored.readings[0].value <= 0:
        return []
    wanted = SCORED if scored else CONDITION
    return [each for each in case.decided(DecisionKind.FORCE) if _is_on(each, candidate) and each.value == wanted]


def _is_on(decision: Decision, candidate: Candidate) -> bool:
    return decision.subject == candidate.code and decision.stage in {"", candidate.stage.id}


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
    forces = forces_on(candidate, case, scored=scored)
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
        forced=bool(forces),
        fixed=any(each.stage for each in forces),
        points=int(100 * (own_weighting(case, candidate.code, candidate.decision.id) or settings.least_weighting)),
        reports=candidate.fills_outcome if scored else "",
        kpi=bool(candidate.fills) and candidate.criterion.kpi is not None and not candidate.stage.kind.is_early,
    )
