"""Why not X? The threshold or rule that ruled a criterion out, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonweal.design.candidates import Additional, Candidate, decision_on
from commonweal.design.fit import Factor, Fit, verification_needed
from commonweal.design.groundwork import Groundwork, insisted_codes
from commonweal.design.outcomes import OutcomeChoice
from commonweal.design.problem import Placement, Relaxed
from commonweal.design.settings import Settings
from commonweal.procurement.case import Case, DecisionKind
from commonweal.record.finding import Finding, Severity
from commonweal.record.source import Source
from commonweal.record.text import inside_sentence


class Ruling(StrEnum):
    """What ruled a criterion out at one stage."""

    UNRELATED = "unrelated"
    TOO_EARLY = "too early"
    LITTLE_CONTROL = "little control"
    REQUIREMENT = "a requirement, not a criterion"
    OTHER_EVIDENCE = "needs other evidence"
    EDITION = "the edition"
    OUTCOME = "one outcome"
    DELIVERABLE = "it is what the contract buys"
    OUTSIDE = "outside the contract"
    EXCLUDED = "excluded by a person"
    OUTWEIGHED = "adds less than it asks"
    LATER = "placed at another stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why a criterion is not scored, or not there at all, at one stage; and what would mend it."""

    code: str
    title: str
    stage: str
    ruling: Ruling
    because: str
    mend: str
    fit: Fit
    sources: tuple[Source, ...] = ()


def explain_all(
    ground: Groundwork, placements: tuple[Placement, ...], outcomes: tuple[OutcomeChoice, ...]
) -> tuple[WhyNot, ...]:
    """Why each criterion that is nowhere at a stage is not there. Criteria placed at the stage are left out."""
    placed = {(placement.code, placement.stage) for placement in placements}
    titles = {stage.id: stage.title for stage in ground.case.procurement.stages}
    order = [stage.id for stage in ground.case.procurement.contract_stages]
    chosen = {choice.decision: choice.outcome for choice in outcomes}
    found = []
    for candidate in ground.candidates:
        if (candidate.code, candidate.stage.id) in placed:
            continue
        elsewhere = [stage for code, stage in placed if code == candidate.code]
        later = min(elsewhere, key=order.index) if elsewhere else ""
        found.append(
            explain_rejection(
                candidate,
                case=ground.case,
                settings=ground.settings,
                chosen_outcome=chosen.get(candidate.decision.id, ""),
                edition_title=ground.edition_title if ground.edition_applies else "",
                later=titles.get(later, ""),
            )
        )
    return tuple(found)


def explain_rejection(
    candidate: Candidate,
    *,
    case: Case,
    settings: Settings,
    chosen_outcome: str,
    edition_title: str,
    later: str,
) -> WhyNot:
    """The first thing that rules a candidate out, in the order in which a person would ask.

    `later` names the stage where it is placed instead, if any.
    """
    ruling, because, mend = _rule(
        candidate,
        case=case,
        settings=settings,
        chosen_outcome=chosen_outcome,
        edition_title=edition_title,
        later=later,
    )
    measure = candidate.pack.measures[candidate.condition.measure]
    return WhyNot(
        code=candidate.code,
        title=candidate.criterion.title,
        stage=candidate.stage.id,
        ruling=ruling,
        because=because,
        mend=mend,
        fit=candidate.condition,
        sources=(measure.fit.source,),
    )


def _rule(
    candidate: Candidate,
    *,
    case: Case,
    settings: Settings,
    chosen_outcome: str,
    edition_title: str,
    later: str,
) -> tuple[Ruling, str, str]:
    excluded = decision_on(case, DecisionKind.EXCLUDE, candidate.code)
    if excluded is not None:
        return Ruling.EXCLUDED, f"Excluded by {excluded.by}: {excluded.reason}", "Withdraw the decision."
    relevance = candidate.condition.reading(Factor.RELEVANCE)
    if not relevance.passes:
        mend = (
            "State the link, and the limb of s.23(5) on which it hangs, if there is one. Without a link it stays out."
        )
        return Ruling.UNRELATED, relevance.because, mend
    if candidate.criterion.outside_contract:
        because = "It happens after this contract, usually by another procurement, so no bidder can promise it."
        return Ruling.OUTSIDE, because, "Keep it as a branch of the forecast."
    if candidate.additional is Additional.DELIVERABLE:
        because = "It is what the contract buys, so it is scored as quality; only what spills over is social value."
        return Ruling.DELIVERABLE, because, "Say what goes beyond the contract, if anything does."
    if not candidate.condition.passes:
        return _failing(candidate, settings, later)
    if later:
        return Ruling.LATER, f"Placed at {later} instead, where it fits better.", "Insist on it here if you must."
    if not candidate.scored.passes:
        return _only_as_condition(candidate)
    if edition_title and not candidate.fills:
        because = f"It fits, but has no home in {edition_title}, whose criteria alone may fill the least weighting."
        return Ruling.EDITION, because, "Give social value more than the least weighting, or ask for it as a KPI."
    if chosen_outcome and candidate.fills and candidate.fills_outcome != chosen_outcome:
        because = f"It fits, but belongs to another outcome; {edition_title} steers to one."
        return Ruling.OUTCOME, because, "Choose that outcome instead, or record why more than one is needed."
    because = "It fits, but beside what is chosen it would add less than what it asks of bidders and evaluators."
    return Ruling.OUTWEIGHED, because, "Insist on it, or raise its importance; the fuller option may hold it."


def _failing(candidate: Candidate, settings: Settings, later: str) -> tuple[Ruling, str, str]:
    """Too early or out of reach defers; poor meaning or signal asks for other evidence."""
    fit = candidate.condition
    failing = {reading.factor: reading for reading in fit.failing}
    early = candidate.criterion.early_sign
    meanwhile = f" Meanwhile ask for an early sign: {inside_sentence(early)}." if early else ""
    if Factor.MEANING in failing:
        measure = candidate.pack.measures[fit.measure]
        share = verification_needed(measure.fit, least_meaning=float(settings.least_meaning))
        mend = (
            f"Ask for other evidence, or check at least {share:.0%} of the claims: that would cut the pull of padding "
            "enough."
        )
        return (
            Ruling.OTHER_EVIDENCE,
            f"A higher figure need not mean more value. {failing[Factor.MEANING].because}",
            mend,
        )
    if Factor.OBSERVABILITY in failing:
        mend = f"It is placed at {later}.{meanwhile}" if later else f"Ask for it at a later or longer stage.{meanwhile}"
        return Ruling.TOO_EARLY, failing[Factor.OBSERVABILITY].because, mend
    if Factor.INFLUENCE in failing:
        mend = f"It is placed at {later}.{meanwhile}" if later else f"Ask for it at a later stage.{meanwhile}"
        return Ruling.LITTLE_CONTROL, failing[Factor.INFLUENCE].because, mend
    signal = failing[Factor.SIGNAL]
    return (
        Ruling.OTHER_EVIDENCE,
        signal.because,
        "Ask for evidence that tells good from poor at this size, or a larger stage.",
    )


def _only_as_condition(candidate: Candidate) -> tuple[Ruling, str, str]:
    reading = candidate.scored.failing[0]
    if reading.factor is Factor.SIGNAL and candidate.scored.of_bids < candidate.scored.at_delivery:
        because = f"Every competent bidder would say yes, so it is a requirement, not a criterion. {reading.because}"
        return Ruling.REQUIREMENT, because, "Write it into the contract as a condition; the fuller option may hold it."
    because = f"It may be asked for but not scored: {reading.because}"
    return Ruling.REQUIREMENT, because, "Ask for it as a KPI or condition; the fuller option may hold it."


def insistence_findings(ground: Groundwork) -> list[Finding]:
    """What a person insisted on or forced that cannot be had, and why."""
    findings = []
    for code in insisted_codes(ground):
        mine = [candidate for candidate in ground.candidates if candidate.code == code]
        if not any(candidate.scored.passes or candidate.condition.passes for candidate in mine):
            because = mine[0].condition.failing[0].because if mine else "It is in no pack on the menu."
            findings.append(
                Finding(
                    code="insisted-has-no-place",
                    severity=Severity.WARNING,
                    where=code,
                    message=f"‘{code}’ is insisted on, and fits no stage. {because}",
                    remedy="Withdraw it, or record a decision of kind force, which marks it.",
                )
            )
    for decision in ground.case.decided(DecisionKind.FORCE):
        code = decision.subject
        mine = [each for each in ground.candidates if each.code == code and decision.stage in {"", each.stage.id}]
        if not mine or all(each.condition.reading(Factor.RELEVANCE).value <= 0 for each in mine):
            findings.append(
                Finding(
                    code="forced-without-link",
                    severity=Severity.BLOCKING,
                    where=code,
                    message=f"‘{code}’ cannot be forced: it has no link to the subject matter.",
                    remedy="State the link with a decision of kind link, or withdraw it.",
                )
            )
        elif not any(each.scored.passes if decision.value == "scored" else each.condition.passes for each in mine):
            findings.append(
                Finding(
                    code="forced",
                    severity=Severity.WARNING,
                    where=code,
                    message=f"‘{code}’ is forced by {decision.by} against advice: {_first_failing(mine[0])}",
                    remedy=f"The reason recorded is: {decision.reason}",
                )
            )
    return findings


def relaxed_finding(what: Relaxed) -> Finding:
    """Something had to give, because nothing satisfied every rule."""
    return Finding(
        code=f"relaxed-{what.value.replace(' ', '-')}",
        severity=Severity.WARNING,
        where="design",
        message=f"No scheme satisfied every rule, so the {what} had to give.",
        remedy={
            Relaxed.BURDEN: "Ask for less, or accept the hours and record why.",
            Relaxed.COUNT: "Lower the social value weighting, or accept fewer criteria and record why.",
            Relaxed.INSISTENCE: "Withdraw what is insisted on, or force it with a reason.",
        }[what],
    )


def prescribed_finding(ground: Groundwork, stage: str) -> Finding:
    """The edition's own reporting alone is more than our limit; it is not ours to drop."""
    rules = ground.applicability.rules
    return Finding(
        code="prescribed-reporting-over-limit",
        severity=Severity.WARNING,
        where=f"stages/{stage}",
        message=f"The reporting that comes with the chosen outcome passes our limit of hours at the stage ‘{stage}’.",
        remedy="Agree with the supplier how to report it lightly, or choose another outcome.",
        sources=(rules.outcomes_source,) if rules and rules.outcomes_source else (),
    )


def _first_failing(candidate: Candidate) -> str:
    failing = candidate.condition.failing or candidate.scored.failing
    return failing[0].because if failing else ""
