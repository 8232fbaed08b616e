"""What a person asked for, held against what came of it: nothing that somebody decided is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from commonweal.design.candidates import Additional, Candidate, title_of
from commonweal.design.fit import Factor
from commonweal.design.groundwork import Groundwork
from commonweal.design.outcomes import OutcomeChoice, one_outcome_holds, outcome_said
from commonweal.design.placing import SCORED, exclusion_of
from commonweal.design.problem import Placement
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.case import Decision, DecisionKind
from commonweal.record.finding import Finding, Severity
from commonweal.scheme.scheme import Scheme


def wish_findings(
    ground: Groundwork, placements: tuple[Placement, ...], outcomes: tuple[OutcomeChoice, ...], scheme: Scheme
) -> list[Finding]:
    """One finding for each thing forced, insisted on, weighted or chosen that is not so in the scheme, and for what a
    person forced against advice."""
    found: list[Finding] = []
    for decision in ground.case.decisions:
        if decision.kind is DecisionKind.FORCE:
            found += _forced(decision, ground, placements, outcomes)
        elif decision.kind is DecisionKind.INSIST:
            found += _insisted(decision, ground, placements)
        elif decision.kind is DecisionKind.WEIGHTING:
            found += _weighted(decision, ground, scheme)
    found += _split_moved(ground, scheme)
    found += _effort(ground, placements)
    return found + _outcomes(ground, outcomes)


def _forced(
    decision: Decision, ground: Groundwork, placements: tuple[Placement, ...], outcomes: tuple[OutcomeChoice, ...]
) -> Iterable[Finding]:
    code, scored = decision.subject, decision.value == SCORED
    mine = _candidates(decision, ground)
    wanted = [award.id for award in ground.decisions if not decision.stage or decision.stage in award.stages]
    kept = [each for each in placements if each.code == code and each.scored == scored and _at(decision, each)]
    title = title_of(code, ground.candidates)
    missing = [award for award in wanted if award not in {each.decision for each in kept}]
    against = [each for each in kept if not each.worth]
    if missing or not wanted:
        here = [each for each in mine if each.decision.id in missing] or mine
        because = why_not_forced(here, decision, ground, outcomes)
        yield Finding(
            code="force-not-kept",
            severity=Severity.BLOCKING,
            where=code,
            message=f"‘{title}’ is forced by {decision.by}, and is not placed. {because}",
            remedy="Withdraw the decision, or change what stands against it.",
        )
    elif len(against) == len(kept):
        at = next(each for each in mine if each.stage.id == against[0].stage)
        fit = at.scored if scored else at.condition
        yield Finding(
            code="forced",
            severity=Severity.WARNING,
            where=code,
            message=f"‘{title}’ is forced by {decision.by} against advice: {fit.failing[0].because}",
            remedy=f"The reason recorded is: {decision.reason}",
        )


def why_not_forced(
    candidates: list[Candidate], decision: Decision, ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]
) -> str:
    """The rule that stands against a force: law, the contract, another decision, or the edition."""
    if not candidates:
        return (
            "Its edition is not used here."
            if not any(each.code == decision.subject for each in ground.candidates)
            else f"The stage ‘{decision.stage}’ is outside the contract, so nothing can be asked for there."
        )
    one = candidates[0]
    excluded = exclusion_of(one, ground.case)
    if one.condition.reading(Factor.RELEVANCE).value <= 0:
        return "It has no link to the subject matter: state one with a decision of kind link, or withdraw it."
    if excluded is not None:
        return f"It is excluded by {excluded.by}."
    if one.additional is Additional.DELIVERABLE:
        return "It is said to be what the contract buys, so it is scored as quality."
    if one.criterion.outside_contract:
        return "It happens outside the contract, so it cannot be a commitment."
    return _why_not_scored(one, ground, outcomes)


def _why_not_scored(candidate: Candidate, ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]) -> str:
    room = ground.rooms[candidate.decision.id]
    outcome = next(each for each in outcomes if each.decision == candidate.decision.id)
    title = ground.edition_title
    if outcome.conflict:
        return "Nothing is scored until a person has resolved the conflict with the least weighting."
    if room.split.social_value < ground.settings.least_weighting:
        return f"Social value has {room.split.social_value.normalize():f}%, too little for one criterion."
    if ground.framework and not {candidate.code, candidate.fills} & ground.framework:
        return "It is not among the framework's criteria, which bound what a call-off may score."
    if ground.edition_applies and not candidate.fills and not room.above:
        return f"It has no home in {title}, and social value has no weight above the least that {title} asks for."
    if outcome.outcome and candidate.fills and candidate.fills_outcome != outcome.outcome:
        return f"It belongs to another outcome than the one chosen, and {title} steers to one."
    return "Together with what else is asked for here it breaks a rule."


def _insisted(decision: Decision, ground: Groundwork, placements: tuple[Placement, ...]) -> Iterable[Finding]:
    code = decision.subject
    if any(each.code == code and _at(decision, each) for each in placements):
        return
    mine = _candidates(decision, ground)
    failing = [each for each in mine if not each.condition.passes]
    excluded = next((found for each in mine if (found := exclusion_of(each, ground.case))), None)
    if excluded is not None:
        because = f"It is also excluded by {excluded.by}."
    elif any(each.additional is Additional.DELIVERABLE for each in mine):
        because = "It is said to be what the contract buys, so it is scored as quality."
    elif failing and len(failing) == len(mine):
        because = f"It fits no stage. {failing[0].condition.failing[0].because}"
    elif mine:
        because = "The other rules leave no room for it."
    else:
        because = "Its edition is not used here, or the stage is outside the contract."
    yield Finding(
        code="insisted-has-no-place",
        severity=Severity.WARNING,
        where=code,
        message=f"‘{title_of(code, ground.candidates)}’ is insisted on by {decision.by}, and has no place. {because}",
        remedy="Withdraw it, or record a decision of kind force, which marks it.",
    )


def _weighted(decision: Decision, ground: Groundwork, scheme: Scheme) -> Iterable[Finding]:
    """A person's weighting that could not be kept."""
    wanted = Decimal(decision.value)
    for award in scheme.awards:
        if decision.stage not in {"", award.id} or award.conflict:
            continue
        scored = next((each for each in award.social_value if each.code == decision.subject), None)
        if scored is not None and scored.weighting == wanted:
            continue
        has = f"it has {scored.weighting:f}%" if scored and scored.weighting is not None else "it is not scored there"
        remedy = "Change it or the split; force the criterion in if it must be scored."
        if scored is not None and len(award.social_value) == 1:
            has = f"only one criterion is scored, so it takes all {scored.weighting:f}%"
            remedy = "Change the split to change it."
        elif scored is not None:
            remedy = "Change it, the split, or what else is scored."
        title = title_of(decision.subject, ground.candidates)
        yield Finding(
            code="weighting-not-kept",
            severity=Severity.WARNING,
            where=decision.subject,
            message=f"The weighting {wanted:f}% for ‘{title}’ could not be kept at {award.title}: {has}.",
            remedy=remedy,
        )


def _split_moved(ground: Groundwork, scheme: Scheme) -> Iterable[Finding]:
    """Weightings that a person set for all that is scored decide social value's total: say so."""
    for award in scheme.awards:
        given = ground.rooms[award.id].split
        if not award.social_value or award.split == given:
            continue
        now = award.split
        yield Finding(
            code="split-follows-weightings",
            severity=Severity.WARNING,
            where=f"award-decisions/{award.id}",
            message=f"Social value is {now.social_value.normalize():f}% and quality {now.quality.normalize():f}% at "
            f"{award.title}, not {given.social_value.normalize():f}% and {given.quality.normalize():f}%: every scored "
            "criterion has a weighting set by a person.",
            remedy="Withdraw a weighting, and the rest of social value's marks goes there.",
        )


def _effort(ground: Groundwork, placements: tuple[Placement, ...]) -> Iterable[Finding]:
    """A count of effort is in only because a person set a factor or forced it: say so."""
    by_key = {(each.code, each.stage.id): each for each in ground.candidates}
    for placement in placements:
        if placement.kind is not MeasureKind.EFFORT or placement.forced:
            continue
        candidate = by_key[placement.code, placement.stage]
        fit = candidate.scored if placement.scored else candidate.condition
        by = next((reading.by for reading in fit.readings if reading.by and reading.factor is not Factor.RELEVANCE), "")
        yield Finding(
            code="effort-by-decision",
            severity=Severity.WARNING,
            where=placement.code,
            message=f"‘{candidate.criterion.title}’ counts effort, and is in only because {by or 'a person'} set its "
            "factors.",
            remedy="Withdraw the factor, or ask for evidence of what the effort brought about.",
        )


def _outcomes(ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]) -> list[Finding]:
    """An outcome that a person chose and that is not the one taken."""
    if not one_outcome_holds(ground):
        return []
    found = []
    for choice in outcomes:
        said = outcome_said(ground, choice.decision)
        if said and said != choice.outcome and not choice.conflict:
            found.append(
                Finding(
                    code="outcome-not-kept",
                    severity=Severity.BLOCKING,
                    where=f"award-decisions/{choice.decision}",
                    message=f"The outcome ‘{said}’ was chosen, and none of its criteria can be scored here.",
                    remedy="Choose another outcome, or force one of its criteria in, with the reason.",
                )
            )
    return found


def _candidates(decision: Decision, ground: Groundwork) -> list[Candidate]:
    return [
        each for each in ground.candidates if each.code == decision.subject and decision.stage in {"", each.stage.id}
    ]


def _at(decision: Decision, placement: Placement) -> bool:
    return decision.stage in {"", placement.stage}
