"""Suppliers are dropped between rounds on the published award criteria and nothing else (s.20(5)-(6))."""

from __future__ import annotations

from commonweal.procurement.round import RoundKind
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply
from commonweal.scheme.checks.rounds import outside_rounds

CHECK = "down-select-on-award-criteria"


def check(context: Context) -> Verdict:
    """Each intermediate assessment uses the requirements and the award criteria as they then stand."""
    if outside := outside_rounds(context):
        return outside
    rounds = context.procurement.rounds
    first = next((each for each in rounds if each.kind is RoundKind.INTERMEDIATE), None)
    if first is None and rounds:
        return does_not_apply("No round assesses bids before the final one.")
    title = first.title if first else "a round before the final one"
    return answer_by(
        context,
        CHECK,
        "award_criteria_only",
        yes="Bids are dropped on the requirements and the published award criteria alone.",
        no=f"Bids are dropped at {title} on something other than the requirements and award criteria.",
        unsaid=f"On what bids are dropped at {title} has not been said.",
    )
