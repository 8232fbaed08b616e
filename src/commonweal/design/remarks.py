"""What a person should know of an option as composed."""

from __future__ import annotations

from decimal import Decimal

from commonweal.design.candidates import Additional
from commonweal.design.groundwork import Groundwork
from commonweal.procurement.case import DecisionKind
from commonweal.record.finding import Finding, Severity
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.scheme import Scheme


def composition_findings(scheme: Scheme, ground: Groundwork) -> tuple[Finding, ...]:
    """What a person should know of one option as composed."""
    findings = []
    for award in scheme.awards:
        if not award.social_value and not award.conflict:
            findings.append(
                Finding(
                    code="nothing-scored",
                    severity=Severity.INFORMATION,
                    where=f"award-decisions/{award.id}",
                    message="Nothing is scored as social value here: at this size and stage that is the proportionate "
                    "answer, and the points go to quality.",
                    remedy="Insist on a criterion if you disagree.",
                )
            )
        wanted = award.split.quality
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
    findings += _weighting_findings(scheme, ground)
    for criterion in (*scheme.scored, *scheme.contract):
        if not criterion.link_known:
            findings.append(_link_unknown(criterion))
        if criterion.additionality == Additional.UNSAID:
            findings.append(_additionality_unsaid(criterion, ground))
    return tuple(dict.fromkeys(findings))


def _weighting_findings(scheme: Scheme, ground: Groundwork) -> list[Finding]:
    """A person's weighting that could not be kept."""
    weightings = {each.code: each.weighting for each in scheme.scored}
    return [
        Finding(
            code="weighting-not-kept",
            severity=Severity.WARNING,
            where=decision.subject,
            message=f"The weighting {decision.value}% for ‘{decision.subject}’ could not be kept beside the others: it "
            f"has {weightings[decision.subject]:f}%.",
            remedy="Change it, the split, or what else is scored.",
        )
        for decision in ground.case.decided(DecisionKind.WEIGHTING)
        if decision.subject in weightings and weightings[decision.subject] != Decimal(decision.value)
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
