"""A person's decisions, their subjects written out: which criterion, which factor."""

from __future__ import annotations

import difflib
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from commonweal.design.fit import Factor
from commonweal.design.wording import check_wording
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.award_decision import AwardDecision
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.record.errors import MisuseError
from commonweal.record.finding import Finding, Severity

OF_A_CRITERION = {
    DecisionKind.INSIST,
    DecisionKind.FORCE,
    DecisionKind.EXCLUDE,
    DecisionKind.LINK,
    DecisionKind.ADDITIONALITY,
    DecisionKind.WEIGHTING,
    DecisionKind.FACTOR,
    DecisionKind.WORDING,
}
OF_A_PART = {DecisionKind.FACTOR, DecisionKind.WORDING}
VALUES = {
    DecisionKind.FORCE: {"scored", "condition"},
    DecisionKind.LINK: {"yes", "no"},
    DecisionKind.ADDITIONALITY: {"deliverable", "spillover"},
}


# What the stage of a decision may be: a stage of the procurement, an award decision, or nothing at all.
AT_A_STAGE = {
    DecisionKind.FORCE,
    DecisionKind.FACTOR,
    DecisionKind.INSIST,
    DecisionKind.EXCLUDE,
    DecisionKind.WORDING,
}
AT_AN_AWARD = {DecisionKind.WEIGHTING, DecisionKind.OUTCOME}


def settle_decisions(
    case: Case, packs: Packs, menu: tuple[Pack, ...], *, awards: tuple[AwardDecision, ...], least_weighting: Decimal
) -> Case:
    """The case with every decision's subject in full. A subject that names nothing, or a value that means nothing,
    is refused: a decision that is silently passed over would be worse than none."""
    settled = []
    for decision in case.decisions:
        _check_stage(decision, case, awards)
        _check_value(decision, least_weighting)
        settled.append(_settle(decision, packs, menu))
    return replace(case, decisions=tuple(settled))


def idle_findings(case: Case, menu: tuple[Pack, ...], *, one_outcome: bool) -> list[Finding]:
    """Decisions that change nothing here: a person should know."""
    ids = {pack.id for pack in menu}
    idle = []
    for decision in case.decisions:
        if decision.kind in OF_A_CRITERION and decision.subject.partition("/")[0] not in ids:
            idle.append((decision, "its edition is not used here", "Withdraw it, or choose that edition."))
        if decision.kind is DecisionKind.OUTCOME and not one_outcome:
            idle.append((decision, "no rule of one outcome holds here", "Withdraw it, or exclude the other outcomes."))
    return [
        Finding(
            code="decision-without-effect",
            severity=Severity.WARNING,
            where="decisions",
            message=f"The decision ‘{decision.kind} {decision.subject}’ changes nothing: {because}.",
            remedy=remedy,
        )
        for decision, because, remedy in idle
    ]


def check_names(case: Case, packs: Packs) -> None:
    """Refuse an outcome or a mission that no pack at hand knows: a slip would count for nothing, unsaid."""
    outcomes = {name for pack in packs.editions for name in pack.outcomes}
    missions = {name for pack in packs.of_kind(PackKind.MISSIONS) for name in pack.missions}
    said = [("outcome", each, outcomes, "importance") for each in case.importance.outcomes]
    said += [("mission", each, missions, "importance") for each in case.importance.missions]
    said += [("mission", each, missions, "missions") for each in case.procurement.missions]
    said += [("outcome", each.subject, outcomes, "decisions") for each in case.decided(DecisionKind.OUTCOME)]
    for what, name, known, where in said:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            remedy = f"Did you mean '{near[0]}'?" if near else f"They are {', '.join(sorted(known))}."
            raise MisuseError(f"There is no {what} '{name}'.", where=where, remedy=remedy)


def _check_stage(decision: Decision, case: Case, awards: tuple[AwardDecision, ...]) -> None:
    if not decision.stage:
        return
    if decision.kind in AT_A_STAGE:
        case.procurement.stage(decision.stage)
    elif decision.kind in AT_AN_AWARD:
        ids = [award.id for award in awards]
        if decision.stage not in ids:
            raise MisuseError(
                f"The decision '{decision.kind} {decision.subject}' names no award decision: '{decision.stage}'.",
                where="decisions",
                remedy=f"Its stage is {' or '.join(ids)}; leave it out to mean all.",
            )
    elif decision.kind is not DecisionKind.ADOPT:
        raise MisuseError(
            f"The decision '{decision.kind} {decision.subject}' holds for the whole case, so it has no stage.",
            where="decisions",
            remedy="Leave the stage out.",
        )


def _check_value(decision: Decision, least_weighting: Decimal) -> None:
    allowed = VALUES.get(decision.kind)
    if allowed is not None and decision.value.lower() not in allowed:
        raise MisuseError(
            f"The decision '{decision.kind} {decision.subject}' has the value '{decision.value}'.",
            where="decisions",
            remedy=f"It is {' or '.join(sorted(allowed))}.",
        )
    if decision.kind is DecisionKind.WEIGHTING and not _is_weighting(decision.value, least_weighting):
        raise MisuseError(
            f"The decision on the weighting of {decision.subject} needs a percentage of the total mark from "
            f"{least_weighting:f} to 100 with at most two decimals, not '{decision.value}'.",
            where="decisions",
        )


def _is_weighting(text: str, least: Decimal) -> bool:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return False
    return value.is_finite() and least <= value <= 100 and value == value.quantize(Decimal("0.01"))


def _settle(decision: Decision, packs: Packs, menu: tuple[Pack, ...]) -> Decision:
    if decision.kind not in OF_A_CRITERION:
        return decision
    of_part = decision.kind in OF_A_PART
    text, dot, factor = decision.subject.rpartition(".") if of_part else (decision.subject, "", "")
    if decision.kind is DecisionKind.FACTOR and factor not in set(Factor):
        raise MisuseError(
            f"The decision '{decision.kind} {decision.subject}' names no factor.",
            where="decisions",
            remedy=f"Write CRITERION.FACTOR; factors are {', '.join(Factor)}.",
        )
    if decision.kind is DecisionKind.FACTOR and factor == Factor.RELEVANCE:
        raise MisuseError(
            f"The decision '{decision.kind} {decision.subject}' would relate a criterion without saying how.",
            where="decisions",
            remedy="Record a decision of kind link, yes or no, whose reason states the link.",
        )
    on_menu = [f"{pack.id}/{criterion}" for pack in menu for criterion in pack.criteria]
    code = packs.find_code(text, menu=on_menu)
    if decision.kind is DecisionKind.WORDING:
        check_wording(decision, code, packs)
        return replace(decision, subject=f"{code}{dot}{factor}")
    return replace(decision, subject=f"{code}{dot}{factor}", value=decision.value.lower())
