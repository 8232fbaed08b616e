"""What a person should know of an option as composed."""

from __future__ import annotations

from decimal import Decimal

from commonweal.design.candidates import Additional
from commonweal.design.groundwork import Groundwork
from commonweal.design.problem import Relaxed, ease, uncapped
from commonweal.design.selection import choose_best
from commonweal.design.solution import Choice
from commonweal.record.finding import Finding, Severity
from commonweal.record.text import inside_sentence
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.scheme import Scheme


def composition_findings(scheme: Scheme, ground: Groundwork, best: tuple[Choice, ...]) -> tuple[Finding, ...]:
    """What a person should know of one option as composed; `best` is the fuller one's choice."""
    findings = []
    for award in scheme.awards:
        if not award.social_value and not award.conflict:
            findings.append(_nothing_scored(award.id, ground, best))
        wanted = ground.rooms[award.id].split.quality
        given = sum((part.weighting for part in ground.case.quality), Decimal(0))
        if ground.case.quality and given != wanted:
            findings.append(
                Finding(
                    code="quality-rescaled",
                    severity=Severity.WARNING,
                    where="quality",
                    message=f"The quality criteria add up to {given}%, not the split's {wanted}%; they are rescaled.",
                    remedy="Correct the split or the quality criteria.",
                )
            )
    findings += _contracted_learning(scheme, ground)
    for criterion in (*scheme.scored, *scheme.contract):
        if not criterion.link_known:
            findings.append(_link_unknown(criterion))
        if criterion.additionality == Additional.UNSAID:
            findings.append(_additionality_unsaid(criterion, ground))
    return tuple(dict.fromkeys(findings))


def _nothing_scored(award: str, ground: Groundwork, best: tuple[Choice, ...]) -> Finding:
    """Nothing scored may be the proportionate answer, or what the split or a limit leaves: say which."""
    room = ground.rooms[award]
    points, least = room.split.social_value.normalize(), ground.settings.least_weighting
    where = _at_award(award, ground)
    nothing = f"Nothing is scored as social value {where or 'here'}"
    severity = Severity.WARNING
    if not points:
        severity = Severity.INFORMATION
        message = f"{nothing}: the split gives it nothing."
        remedy = "Give it marks in the split if you disagree."
    elif points < least:
        message = f"{nothing}: {points:f}% is too little for one criterion ({least:f}%)."
        remedy = f"Give social value at least {least:f}% or none."
    elif any(each.scored and each.decision == award for choice in best for each in choice.placements):
        severity = Severity.INFORMATION
        message = (
            f"Nothing is scored as social value {where or 'in this option'}: what it asks for in the contract is worth "
            "enough."
        )
        remedy = "Take a fuller option, which scores some of it."
    elif (beyond := _beyond_limits(award, best)) is None:
        message = f"{nothing}: no criterion can be asked for honestly in this place."
        remedy = "See why not for each; force one in if you must, and it is marked."
    elif beyond:
        count = room.counts.least
        asks = f"{count} criteria, and so many" if count > 1 else "one criterion, and it"
        message = (
            f"{nothing}: {_whose(ground)}{points:f}% asks for at least {asks} would ask for more than our limits of "
            "hours allow, or add less than is asked."
        )
        remedy = "Give social value less in the split, or force what you want scored."
    else:
        severity = Severity.INFORMATION
        message = f"{nothing}: at this size and stage that is the proportionate answer, and the points go to quality."
        remedy = "Force a criterion in if you disagree, with the reason."
    return Finding(
        code="nothing-scored", severity=severity, where=f"award-decisions/{award}", message=message, remedy=remedy
    )


def _whose(ground: Groundwork) -> str:
    """Whose figure social value's part is, where nobody stated it: the usual, or one read from a notice."""
    if ground.case.procurement.split is None:
        return "nobody has stated a split; the usual "
    taken = any(each.subject == "split" for each in ground.case.assumptions)
    return "as assumed from the notice, " if taken else ""


def _at_award(award: str, ground: Groundwork) -> str:
    """At which award decision, where there are several: 'at the award for concept in this option'."""
    if len(ground.decisions) == 1:
        return ""
    title = next(decision.title for decision in ground.decisions if decision.id == award)
    return f"at the {inside_sentence(title)} in this option"


def _beyond_limits(award: str, best: tuple[Choice, ...]) -> bool | None:
    """Whether something would be scored without our caps and our count; None where nothing could be at all."""
    problem = next(choice.within for choice in best if award in choice.within.counts)
    if not any(each.scored and each.decision == award for each in problem.placements):
        return None
    freed = choose_best(ease(uncapped(problem), (Relaxed.COUNT,)))
    return freed is not None and any(each.scored and each.decision == award for each in freed.placements)


def _contracted_learning(scheme: Scheme, ground: Groundwork) -> list[Finding]:
    """What is said to be the deliverable belongs in quality; where the authority's own criteria stand, it must see to
    that itself."""
    proposed = {part.title for award in scheme.awards for part in award.quality if part.proposed}
    titles = {
        each.code: each.criterion.title
        for each in ground.candidates
        if each.additional is Additional.DELIVERABLE and each.criterion.title not in proposed
    }
    return [
        Finding(
            code="deliverable-not-in-quality",
            severity=Severity.WARNING,
            where="quality",
            message=f"‘{title}’ is said to be what the contract buys, and no quality criterion proposed asks for it.",
            remedy="See that one of the authority's own quality criteria does.",
        )
        for title in titles.values()
    ]


def _link_unknown(criterion: AdoptedCriterion) -> Finding:
    return Finding(
        code="link-unknown",
        severity=Severity.WARNING,
        where=criterion.code,
        message=f"Whether ‘{criterion.title}’ relates to the subject matter has not been said.",
        remedy=f"Confirm the link with a decision (link {criterion.code} yes, with the reason), or say no and it goes.",
    )


def _additionality_unsaid(criterion: AdoptedCriterion, ground: Groundwork) -> Finding:
    definition = ground.packs.criterion(criterion.code)
    question = definition.additionality.question if definition.additionality else ""
    return Finding(
        code="additionality-unsaid",
        severity=Severity.WARNING,
        where=criterion.code,
        message=f"‘{criterion.title}’ may be part of what the contract buys. {question}",
        remedy=f"Record a decision: additionality {criterion.code} deliverable, or spillover.",
        sources=(definition.source,),
    )
