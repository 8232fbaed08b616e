"""Neither a gate nor a change moves the contract to another supplier (s.74(9))."""

from __future__ import annotations

from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, outside_the_act

CHECK = "same-supplier"


def check(context: Context) -> Verdict:
    """The supplier stays, or changes only because a business is restructured."""
    if outside := outside_the_act(context):
        return outside
    moves = context.said(CHECK, "moves", bool)
    if moves is None:
        return not_answered("Whether a gate or a change moves the contract to another supplier is unsaid.", "moves")
    if not moves:
        return met("No gate and no change moves the contract to another supplier.")
    return answer_by(
        context,
        CHECK,
        "restructuring",
        yes="The supplier changes only because a business is restructured (Schedule 8 paragraph 9).",
        no="A gate or a change moves the contract to another supplier.",
        unsaid="The supplier changes, and whether only because a business is restructured has not been said.",
    )
