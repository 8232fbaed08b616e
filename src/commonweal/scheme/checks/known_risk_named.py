"""What may have to change for technical reasons is named in the notice as a known risk (Schedule 8 paragraphs 5-7)."""

from __future__ import annotations

from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, outside_the_act
from commonweal.scheme.checks.gates import modified_freely

CHECK = "known-risk-named"


def check(context: Context) -> Verdict:
    """Where something is tried out, the tender notice names the risks that may force a change."""
    if outside := outside_the_act(context) or modified_freely(context):
        return outside
    if not context.procurement.delivery_model.is_experimental:
        return does_not_apply("Nothing is tried out under this contract.")
    return answer_by(
        context,
        CHECK,
        "named",
        yes="The tender notice names the technical risks that may force a change.",
        no="The tender notice names no technical risk, so paragraph 5 would permit no change for one.",
        unsaid="Whether the tender notice names the technical risks that may force a change has not been said.",
    )
