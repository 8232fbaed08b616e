"""Candidates: every criterion at every stage and place, with its fit, its worth and what rules it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from commonweal.design.fit import Fit, measure_fit
from commonweal.design.relevance import judge_relevance, protection_at
from commonweal.design.settings import Settings
from commonweal.frameworks.applicability import Applicability
from commonweal.frameworks.definitions import Criterion
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.award_decision import AwardDecision
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.procurement.stage import Stage
from commonweal.procurement.valuation import reach_shares


class Additional(StrEnum):
    """What a person has said of a criterion whose subject may itself be contracted."""

    DELIVERABLE = "deliverable"
    SPILLOVER = "spillover"
    UNSAID = "unsaid"
    NO_QUESTION = "no-question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One criterion at one stage: its fit if scored and as a condition, each by the measure that fits best there.

    `fills` is the official criterion whose marks it may take under the edition at hand (its own code or its home), and
    `fills_title` what that is called.
    `protects` says why people are exposed at the stage, where the criterion is there to protect them; else it is empty.
    """

    code: str
    criterion: Criterion
    pack: Pack
    stage: Stage
    decision: AwardDecision
    scored: Fit
    condition: Fit
    fills: str
    fills_title: str
    fills_outcome: str
    additional: Additional
    reach: float
    importance: float
    protects: str = ""

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
    known: tuple[Candidate, ...] = (),
) -> tuple[Candidate, ...]:
    """Every criterion on the menu, at every stage of every award decision.

    `known` are candidates of a case and settings that differ in no more than stages, importance and packs: where a
    criterion's stage and measures are the very same, so are its fits.
    """
    before = {(each.code, each.stage.id): each for each in known}
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
                            known=before.get((code, stage_id)),
                        )
                    )
    return tuple(found)


def weigh_anew(known: tuple[Candidate, ...], case: Case, settings: Settings) -> tuple[Candidate, ...]:
    """Candidates as they are, but for their importance."""
    return tuple(replace(each, importance=importance_of(each.criterion, case, settings)) for each in known)


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
    known: Candidate | None = None,
) -> Candidate:
    fills, title, outcome = _fills(code, criterion, applicability)
    same = known if known is not None and _fits_alike(known, criterion, pack, stage) else None
    return Candidate(
        code=code,
        criterion=criterion,
        pack=pack,
        stage=stage,
        decision=decision,
        scored=same.scored
        if same
        else best_fit(code, criterion, pack, stage, scored=True, case=case, settings=settings),
        condition=same.condition
        if same
        else best_fit(code, criterion, pack, stage, scored=False, case=case, settings=settings),
        fills=fills,
        fills_title=title,
        fills_outcome=outcome,
        additional=additionality_of(code, criterion, case),
        reach=reach,
        importance=importance_of(criterion, case, settings),
        protects=protection_at(criterion, case=case, stage=stage),
    )


def _fits_alike(known: Candidate, criterion: Criterion, pack: Pack, stage: Stage) -> bool:
    """Whether everything that a criterion's fits hang on, case and settings apart, is the very same."""
    same = known.stage is stage and known.criterion is criterion
    return same and all(known.pack.measures[each] is pack.measures[each] for each in criterion.measures)


def best_fit(
    code: str, criterion: Criterion, pack: Pack, stage: Stage, *, scored: bool, case: Case, settings: Settings
) -> Fit:
    """The fit by the measure that fits best: one that passes every threshold before one that does not.

    The measure is picked as if nobody had set a factor: what a person says of a criterion must not bring in another
    measure of it, such as a count of hours.
    """
    relevance = judge_relevance(criterion, code, case=case, stage=stage)

    def fit_of(measure: str, factors: tuple[Decision, ...]) -> Fit:
        return measure_fit(
            pack.measures[measure],
            code=code,
            measure_id=measure,
            stage=stage,
            scored=scored,
            relevance=relevance,
            settings=settings,
            factors=factors,
        )

    best = max((fit_of(measure, ()) for measure in criterion.measures), key=lambda fit: (fit.passes, fit.value))
    factors = case.decided(DecisionKind.FACTOR)
    return fit_of(best.measure, factors) if factors else best


def _fills(code: str, criterion: Criterion, applicability: Applicability) -> tuple[str, str, str]:
    """The official criterion whose marks it may take: its code, its title, and its outcome."""
    edition = applicability.pack
    if edition is None:
        return "", "", ""
    if code.startswith(f"{edition.id}/"):
        return code, criterion.title, criterion.outcome
    home = next((home for home in criterion.homes if home.pack == edition.id), None)
    if home is None or home.criterion not in edition.criteria:
        return "", "", ""
    official = edition.criteria[home.criterion]
    return f"{edition.id}/{home.criterion}", official.title, official.outcome


def additionality_of(code: str, criterion: Criterion, case: Case) -> Additional:
    """Deliverable or spillover, as a person has said."""
    if criterion.additionality is None:
        return Additional.NO_QUESTION
    said = decision_on(case, DecisionKind.ADDITIONALITY, code)
    return Additional(said.value) if said else Additional.UNSAID


def importance_of(criterion: Criterion, case: Case, settings: Settings) -> float:
    """Importance 0–5: the greatest of what was said of its outcome and of the missions it serves.

    What is unsaid is the usual importance of the settings. A mission served in part pulls in part:
    usual + share × (importance - usual).
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


def title_of(code: str, candidates: Iterable[Candidate]) -> str:
    """What a criterion is called; one that is none of the candidates, by its code."""
    return next((each.criterion.title for each in candidates if each.code == code), code)


def own_weighting(case: Case, code: str, decision: str) -> Decimal | None:
    """The weighting, a percentage of the total mark, that a person has set at an award decision, if any."""
    found = [
        each for each in case.decided(DecisionKind.WEIGHTING) if each.subject == code and each.stage in {"", decision}
    ]
    return Decimal(found[-1].value) if found else None
