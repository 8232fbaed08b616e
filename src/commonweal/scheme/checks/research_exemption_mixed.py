"""The exemption is lost where the main purpose could reasonably be a contract of its own (Schedule 2 para 7(2)-(3))."""

from __future__ import annotations

from commonweal.procurement.exemption import MIXED_CHECK, TREATED, broken_conditions
from commonweal.procurement.procurement import AwardStructure
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.research_exemption import outside_exemption

CHECK = MIXED_CHECK


def check(context: Context) -> Verdict:
    """A person says whether the main purpose could be a contract of its own that is not exempt, and why not."""
    if answer := outside_exemption(context):
        return answer
    for finding in broken_conditions(context.case, check=CHECK):
        return not_met(f"{finding}; {TREATED}.")
    framework = context.case.procurement.award_structure is AwardStructure.FRAMEWORK
    if framework and context.said(CHECK, "framework_exempt_only", bool) is None:
        return not_answered(
            "Whether the framework is for exempt contracts alone has not been said.", "framework_exempt_only"
        )
    if context.said(CHECK, "main_purpose_separable", bool) is None:
        return not_answered(
            "Whether the main purpose could reasonably be a contract of its own has not been said.",
            "main_purpose_separable",
        )
    if not context.said(CHECK, "not_separable_because", str):
        return not_answered(
            "Why the main purpose could not be a contract of its own is unsaid.", "not_separable_because"
        )
    return met("The main purpose could not reasonably be a contract of its own, for the reason recorded.")
