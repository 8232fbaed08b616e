"""A refinement is not one that would have let a dropped supplier through, and it is published again (s.24)."""

from __future__ import annotations

from commonweal.scheme.checks import refining_announced
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, not_answered, not_met
from commonweal.scheme.checks.rounds import outside_rounds

CHECK = "refining-no-retrospect"


def check(context: Context) -> Verdict:
    """Dropped bids, scored again under the refined criteria, would still be dropped; and all is published again."""
    if outside := outside_rounds(context):
        return outside
    refines = context.said(refining_announced.CHECK, "refines", bool)
    refined = context.said(CHECK, "refined", bool)
    if refined is False or (refined is None and refines is False):
        return does_not_apply("No criterion is refined between rounds.")
    if refined is None:
        return not_answered("Whether a criterion has been refined since the first round has not been said.", "refined")
    if refines is False:
        return not_met("A criterion has been refined between rounds, though nothing provided for refining one.")
    passed = context.said(CHECK, "dropped_would_pass", bool)
    if passed is None:
        return not_answered("Dropped bids have not been scored again under the refined criteria.", "dropped_would_pass")
    if passed:
        return not_met("A supplier already dropped would have gone through under the refined criteria.")
    return answer_by(
        context,
        CHECK,
        "republished",
        yes="The refinement lets no dropped supplier through, and was published again before final bids.",
        no="The refined criteria were not published again before final bids were invited.",
        unsaid="Whether the refined criteria were published again before final bids has not been said.",
    )
