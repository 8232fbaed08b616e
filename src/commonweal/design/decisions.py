"""A person's decisions, their subjects written out: which criterion, which factor."""

from __future__ import annotations

from dataclasses import replace

from commonweal.design.fit import Factor
from commonweal.frameworks.pack import Pack, Packs
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
}
VALUES = {
    DecisionKind.FORCE: {"scored", "condition"},
    DecisionKind.LINK: {"yes", "no"},
    DecisionKind.ADDITIONALITY: {"deliverable", "spillover"},
}


def settle_decisions(case: Case, packs: Packs, menu: tuple[Pack, ...]) -> Case:
    """The case with every decision's subject in full. A subject that names nothing, or a value that means nothing,
    is refused: a decision that is silently passed over would be worse than none."""
    return replace(case, decisions=tuple(_settle(decision, packs, menu, case) for decision in case.decisions))


def idle_findings(case: Case, menu: tuple[Pack, ...]) -> list[Finding]:
    """Decisions on criteria that are not on the menu: they change nothing, and a person should know."""
    ids = {pack.id for pack in menu}
    return [
        Finding(
            code="decision-without-effect",
            severity=Severity.WARNING,
            where="decisions",
            message=f"The decision '{decision.kind} {decision.subject}' changes nothing: its edition is not used here.",
            remedy="Withdraw it, or choose that edition with a decision of kind edition.",
        )
        for decision in case.decisions
        if decision.kind in OF_A_CRITERION and decision.subject.partition("/")[0] not in ids
    ]


def _settle(decision: Decision, packs: Packs, menu: tuple[Pack, ...], case: Case) -> Decision:
    if decision.stage and decision.kind in {DecisionKind.FORCE, DecisionKind.FACTOR}:
        case.procurement.stage(decision.stage)
    allowed = VALUES.get(decision.kind)
    if allowed is not None and decision.value.lower() not in allowed:
        raise MisuseError(
            f"The decision '{decision.kind} {decision.subject}' has the value '{decision.value}'.",
            where="decisions",
            remedy=f"It is {' or '.join(sorted(allowed))}.",
        )
    if decision.kind not in OF_A_CRITERION:
        return decision
    text, dot, factor = decision.subject.partition(".")
    if decision.kind is DecisionKind.FACTOR and factor not in set(Factor):
        raise MisuseError(
            f"The decision '{decision.kind} {decision.subject}' names no factor.",
            where="decisions",
            remedy=f"Write CRITERION.FACTOR; factors are {', '.join(Factor)}.",
        )
    on_menu = [f"{pack.id}/{criterion}" for pack in menu for criterion in pack.criteria]
    code = packs.find_code(text, menu=on_menu)
    return replace(decision, subject=f"{code}{dot}{factor}", value=decision.value.lower())
