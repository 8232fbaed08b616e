"""What every option shares: who may be chosen, what room there is, what limits hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.design.burden import Caps, burden_caps, report_minutes
from commonweal.design.candidates import Candidate, find_candidates, offered_packs, weigh_anew
from commonweal.design.decisions import check_names, idle_findings, settle_decisions
from commonweal.design.placing import PoolRule, make_demands, make_placements, make_protections
from commonweal.design.problem import Counts, Placement, Problem
from commonweal.design.room import Room, make_room
from commonweal.design.settings import Settings, design_settings
from commonweal.frameworks.applicability import Applicability, Standing, applicable_edition
from commonweal.frameworks.measures import Measure
from commonweal.frameworks.pack import Packs
from commonweal.procurement.award_decision import AwardDecision, award_decisions
from commonweal.procurement.case import Case, DecisionKind
from commonweal.procurement.procurement import AwardStructure, Procurement
from commonweal.procurement.valuation import Valuation, value_procurement
from commonweal.record.errors import MisuseError
from commonweal.record.finding import Finding, Severity
from commonweal.record.text import first_upper

# Values by which the reader of a notice marks an assumption as a doubt.
DOUBTS = frozenset({"in doubt", "to be checked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Groundwork:
    """Everything that does not depend on the choice."""

    case: Case
    packs: Packs
    applicability: Applicability
    valuation: Valuation
    decisions: tuple[AwardDecision, ...]
    candidates: tuple[Candidate, ...]
    rooms: Mapping[str, Room]
    caps: Caps
    settings: Settings
    framework: frozenset[str]
    findings: tuple[Finding, ...]

    def decision(self, decision_id: str) -> AwardDecision:
        return next(decision for decision in self.decisions if decision.id == decision_id)

    @property
    def edition_applies(self) -> bool:
        return self.applicability.standing in {Standing.BINDS, Standing.CHOSEN}

    @property
    def edition_title(self) -> str:
        return self.applicability.pack.head.code_label if self.applicability.pack else ""


def lay_ground(
    case: Case, *, packs: Packs, known: tuple[Candidate, ...] | None = None, near: tuple[Candidate, ...] = ()
) -> Groundwork:
    """Work out everything that does not depend on the choice. Raises MisuseError when a stage has no funding.

    `known` are candidates whose fits hold here too, to save working them out again; `near` those whose fits hold
    where stage and measures are the very same.
    """
    procurement = case.procurement
    unfunded = next((stage for stage in procurement.contract_stages if stage.funding is None), None)
    if unfunded is not None:
        raise MisuseError(
            f"The stage '{unfunded.title}' has no funding, so nothing can be weighed against its size.",
            where="stages",
            remedy="State what one contract is paid for each stage, or an estimate.",
        )
    settings = design_settings(packs)
    applicability = applicable_edition(case, packs=packs)
    menu = offered_packs(case, applicability, packs)
    valuation = value_procurement(procurement)
    decisions = award_decisions(procurement)
    check_names(case, packs)
    case = settle_decisions(case, packs, menu, awards=decisions, least_weighting=settings.least_weighting)
    rooms = {
        each.id: make_room(each, case=case, applicability=applicability, valuation=valuation, settings=settings)
        for each in decisions
    }
    _check_weightings(case, rooms, packs)
    rules = applicability.rules
    one = rules is not None and rules.recommended_outcomes == 1
    return Groundwork(
        case=case,
        packs=packs,
        applicability=applicability,
        valuation=valuation,
        decisions=decisions,
        candidates=find_candidates(
            case, menu=menu, applicability=applicability, decisions=decisions, settings=settings, known=near
        )
        if known is None
        else weigh_anew(known, case, settings),
        rooms=rooms,
        caps=burden_caps(procurement, decisions, settings),
        settings=settings,
        framework=bounding_criteria(procurement, packs),
        findings=(
            *idle_findings(case, menu, one_outcome=one),
            *structure_findings(procurement),
            *doubt_findings(case),
        ),
    )


def bounding_criteria(procurement: Procurement, packs: Packs) -> frozenset[str]:
    """The framework's criteria, in full, beyond which a call-off may score nothing (s.46(8)-(9)); empty elsewhere."""
    if procurement.award_structure is not AwardStructure.CALL_OFF:
        return frozenset()
    return frozenset(packs.find_code(each) for each in procurement.framework_criteria)


def structure_findings(procurement: Procurement) -> tuple[Finding, ...]:
    """What the award structure leaves for a person to say or see."""
    found = []
    if procurement.award_structure is AwardStructure.CALL_OFF and not procurement.framework_criteria:
        found.append(
            Finding(
                code="framework-criteria-unsaid",
                severity=Severity.WARNING,
                where="procurement",
                message="Which criteria the framework allows in a call-off has not been said, so none is ruled out.",
                remedy="Write them under framework_criteria, or check that what is scored lies within the framework's.",
            )
        )
    if len(procurement.lots) > 1:
        found.append(
            Finding(
                code="lots-share-a-scheme",
                severity=Severity.WARNING,
                where="lots",
                message=f"The {len(procurement.lots)} lots share one scheme, weighed against the value of the whole.",
                remedy="Where lots differ in size or kind, make a case for each, and publish each scheme with its lot.",
            )
        )
    return tuple(found)


def doubt_findings(case: Case) -> tuple[Finding, ...]:
    """What the reader of a notice could not settle: a doubt is no footnote where sums and regimes hang on it."""
    return tuple(
        Finding(
            code="assumption-in-doubt",
            severity=Severity.WARNING,
            where=assumption.subject,
            message=f"{first_upper(assumption.subject.replace('_', ' '))} {assumption.value}: {assumption.because}",
            remedy="Correct the case, or remove the assumption once it is settled.",
        )
        for assumption in case.assumptions
        if assumption.value in DOUBTS
    )


def _check_weightings(case: Case, rooms: Mapping[str, Room], packs: Packs) -> None:
    for decision in case.decided(DecisionKind.WEIGHTING):
        for room in rooms.values():
            given = Decimal(decision.value)
            if decision.stage in {"", room.decision} and given > room.split.social_value:
                raise MisuseError(
                    f"The weighting {given:f}% for ‘{packs.criterion(decision.subject).title}’ is more than the "
                    f"{room.split.social_value.normalize():f}% that social value has there.",
                    where="decisions",
                    remedy="Lower it, or give social value more in the split.",
                )


def make_problem(
    ground: Groundwork,
    decisions: tuple[str, ...],
    *,
    outcomes: Mapping[str, str],
    closed: frozenset[str] = frozenset(),
    candidates: tuple[Candidate, ...] | None = None,
) -> Problem:
    """The program for some award decisions, their outcomes given; nothing is scored at the closed ones."""
    settings = ground.settings
    # Marks too few for one criterion are none.
    closed |= {each for each in decisions if ground.rooms[each].split.social_value < settings.least_weighting}
    pools = PoolRule(
        edition=ground.edition_applies,
        outcomes=outcomes,
        above=frozenset(each for each in decisions if ground.rooms[each].counts.room_above),
        closed=closed,
        framework=ground.framework,
    )
    everyone = ground.candidates if candidates is None else candidates
    here = tuple(each for each in everyone if each.decision.id in decisions)
    placements = make_placements(here, case=ground.case, settings=settings, pools=pools)
    stages = [stage for each in decisions for stage in ground.decision(each).stages]
    prescribed = {
        stage: prescribed_minutes(ground, (outcomes.get(each, ""),), stage)
        for each in decisions
        for stage in ground.decision(each).stages
    }
    open_outcomes = {(p.decision, p.reports) for p in placements if p.reports and not outcomes.get(p.decision)}
    return Problem(
        placements=placements,
        counts={each: _counts(ground.rooms[each].counts, each, placements, closed) for each in decisions},
        winner_caps={stage: ground.caps.winner[stage] - prescribed[stage] for stage in stages},
        field_caps={each: ground.caps.field[each] for each in decisions},
        first_stage={each: ground.decision(each).stages[0] for each in decisions},
        demands=(*make_demands(placements, ground.case, decisions), *make_protections(placements, here)),
        reporting={
            (each, outcome): {
                stage: prescribed_minutes(ground, (outcome,), stage) for stage in ground.decision(each).stages
            }
            for each, outcome in sorted(open_outcomes)
            if prescribed_measures(ground, outcome)
        },
        overlap_outcome=float(settings.overlap_outcome),
        overlap_kind=float(settings.overlap_kind),
        stages=tuple(stages),
    )


def _counts(counts: Counts, decision: str, placements: tuple[Placement, ...], closed: frozenset[str]) -> Counts:
    """The room's counts; no more KPIs asked for than can be had, which is then a finding."""
    can = len({each.code for each in placements if each.kpi and each.decision == decision})
    kpis = min(counts.kpis_least, can)
    return Counts(least=0, room=0, kpis_least=kpis) if decision in closed else replace(counts, kpis_least=kpis)


def insisted_codes(ground: Groundwork) -> tuple[str, ...]:
    """The criteria that the user insists on, over the life of the procurement."""
    return tuple(dict.fromkeys(decision.subject for decision in ground.case.decided(DecisionKind.INSIST)))


def prescribed_minutes(ground: Groundwork, outcomes: tuple[str, ...], stage: str) -> int:
    """What the reporting that comes with these outcomes asks of a winner over a stage, each measure once."""
    measures = {name: each for outcome in outcomes for name, each in prescribed_measures(ground, outcome).items()}
    at = ground.case.procurement.stage(stage)
    return sum(report_minutes(measure.fit.hours, at) for measure in measures.values())


def prescribed_measures(ground: Groundwork, outcome: str) -> Mapping[str, Measure]:
    """The measures whose reporting comes with an outcome, where the edition says so."""
    edition, rules = ground.applicability.pack, ground.applicability.rules
    if edition is None or rules is None or not rules.prescribed_reporting or not outcome:
        return {}
    names = [
        measure
        for criterion in edition.criteria.values()
        if criterion.outcome == outcome
        for measure in criterion.measures
    ]
    return {name: edition.measures[name] for name in dict.fromkeys(names) if edition.measures[name].prescribed}
