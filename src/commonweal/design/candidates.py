"""Candidates: every criterion at every stage and place, with its fit, its worth and what rules it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from commonweal.design.burden import condition_load, field_minutes, scored_load
from commonweal.design.fit import Fit, measure_fit
from commonweal.design.relevance import judge_relevance
from commonweal.design.selection import MICRO, Placement, Pool
from commonweal.design.settings import Settings
from commonweal.frameworks.applicability import Applicability
from commonweal.frameworks.definitions import Criterion
from commonweal.frameworks.pack import Pack, PackKind, Packs
from commonweal.procurement.award_decision import AwardDecision
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.procurement.stage import Stage
from commonweal.procurement.valuation import reach_shares
from commonweal.record.errors import MisuseError


class Additional(StrEnum):
    """What a person has said of a criterion whose subject may itself be contracted."""

    DELIVERABLE = "deliverable"
    SPILLOVER = "spillover"
    UNSAID = "unsaid"
    NO_QUESTION = "no-question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One criterion at one stage: its fit if scored and as a condition, each by the measure that fits best there.

    `fills` is the official criterion whose marks it may take under the edition at hand (its own code or its home).
    """

    code: str
    criterion: Criterion
    pack: Pack
    stage: Stage
    decision: AwardDecision
    scored: Fit
    condition: Fit
    fills: str
    fills_outcome: str
    additional: Additional
    reach: float
    importance: float

    @property
    def excluded(self) -> bool:
        return self.additional is Additional.DELIVERABLE or self.criterion.outside_contract


def menu_pack(case: Case, applicability: Applicability, packs: Packs) -> Pack | None:
    """The social value model whose criteria are on the menu: the one that applies, else the one of the day.

    Where no edition applies its criteria may still be used, by choice; with no day known, the newest in force.
    """
    if applicability.pack is not None:
        return applicability.pack
    models = packs.of_kind(PackKind.SOCIAL_VALUE_MODEL)
    started = [pack for pack in models if pack.head.applies is not None]
    day = case.procurement.commencement.on if case.procurement.commencement else None
    if day is not None:
        in_time = [pack for pack in started if pack.head.applies and pack.head.applies.mandatory_from <= day]
        if in_time:
            return max(in_time, key=lambda pack: (pack.head.applies and pack.head.applies.mandatory_from) or day)
    return max(started, key=lambda pack: pack.head.status == "in-force") if started else None


def offered_packs(case: Case, applicability: Applicability, packs: Packs) -> tuple[Pack, ...]:
    """What is on the menu: one social value model, and every pack of criteria."""
    menu = menu_pack(case, applicability, packs)
    return ((menu,) if menu else ()) + packs.of_kind(PackKind.CRITERIA)


def find_candidates(
    case: Case,
    *,
    menu: tuple[Pack, ...],
    applicability: Applicability,
    decisions: tuple[AwardDecision, ...],
    settings: Settings,
) -> tuple[Candidate, ...]:
    """Every criterion on the menu, at every stage of every award decision."""
    reach = reach_shares(case.procurement.contract_stages)
    found = []
    for pack in menu:
        for criterion_id, criterion in sorted(pack.criteria.items()):
            code = f"{pack.id}/{criterion_id}"
            for decision in decisions:
                for stage_id in decision.stages:
                    stage = case.procurement.stage(stage_id)
                    alone = len(decision.stages) == 1
                    found.append(
                        _candidate(
                            code,
                            criterion,
                            pack,
                            stage,
                            decision,
                            case=case,
                            applicability=applicability,
                            settings=settings,
                            reach=1.0 if alone else float(reach[stage_id]),
                        )
                    )
    return tuple(found)


def _candidate(
    code: str,
    criterion: Criterion,
    pack: Pack,
    stage: Stage,
    decision: AwardDecision,
    *,
    case: Case,
    applicability: Applicability,
    settings: Settings,
    reach: float,
) -> Candidate:
    fills, outcome = _fills(code, criterion, applicability)
    return Candidate(
        code=code,
        criterion=criterion,
        pack=pack,
        stage=stage,
        decision=decision,
        scored=best_fit(code, criterion, pack, stage, scored=True, case=case, settings=settings),
        condition=best_fit(code, criterion, pack, stage, scored=False, case=case, settings=settings),
        fills=fills,
        fills_outcome=outcome,
        additional=additionality_of(code, criterion, case),
        reach=reach,
        importance=importance_of(criterion, case, settings),
    )


def best_fit(
    code: str, criterion: Criterion, pack: Pack, stage: Stage, *, scored: bool, case: Case, settings: Settings
) -> Fit:
    """The fit by the measure that fits best: one that passes every threshold before one that does not."""
    relevance = judge_relevance(criterion, code, case=case, stage=stage)
    fits = [
        measure_fit(
            pack.measures[measure],
            code=code,
            measure_id=measure,
            stage=stage,
            scored=scored,
            relevance=relevance,
            settings=settings,
            case=case,
        )
        for measure in criterion.measures
    ]
    return max(fits, key=lambda fit: (fit.passes, fit.value))


def _fills(code: str, criterion: Criterion, applicability: Applicability) -> tuple[str, str]:
    """The official criterion whose marks it may take, and that criterion's outcome."""
    edition = applicability.pack
    if edition is None:
        return "", ""
    if code.startswith(f"{edition.id}/"):
        return code, criterion.outcome
    home = next((home for home in criterion.homes if home.pack == edition.id), None)
    if home is None or home.criterion not in edition.criteria:
        return "", ""
    return f"{edition.id}/{home.criterion}", edition.criteria[home.criterion].outcome


def additionality_of(code: str, criterion: Criterion, case: Case) -> Additional:
    """Deliverable or spillover, as a person has said."""
    if criterion.additionality is None:
        return Additional.NO_QUESTION
    said = decision_on(case, DecisionKind.ADDITIONALITY, code)
    return Additional(said.value) if said else Additional.UNSAID


def importance_of(criterion: Criterion, case: Case, settings: Settings) -> float:
    """Importance 0–5: the greatest of what was said of its outcome and of the missions it serves; unsaid is 3.

    A mission served in part pulls in part: 3 + share × (importance - 3).
    """
    usual = settings.default_importance
    said = (
        [Decimal(case.importance.outcomes[criterion.outcome])] if criterion.outcome in case.importance.outcomes else []
    )
    said += [
        usual + share.share * (case.importance.missions[share.mission] - usual)
        for share in criterion.missions
        if share.mission in case.importance.missions
    ]
    return float(max(said)) if said else float(usual)


def decision_on(case: Case, kind: DecisionKind, code: str) -> Decision | None:
    """The last decision of a kind on a criterion."""
    found = [decision for decision in case.decided(kind) if decision.subject == code]
    return found[-1] if found else None


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


def own_weighting(case: Case, code: str, decision: str) -> Decimal | None:
    """The weighting that a person has set, if any. Raises MisuseError for one that is no percentage."""
    said = decision_on(case, DecisionKind.WEIGHTING, code)
    if said is None or said.stage not in {"", decision}:
        return None
    try:
        value = Decimal(said.value)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 < value <= 100:
        raise MisuseError(
            f"The decision on the weighting of {code} needs a percentage, not '{said.value}'.", where="decisions"
        )
    return value


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
