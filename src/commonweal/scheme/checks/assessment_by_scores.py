"""Every assessment summary gives a score and an explanation for each criterion (s.50(3)-(5), reg 31)."""

from __future__ import annotations

from commonweal.procurement.procurement import AwardStructure
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
)
from commonweal.scheme.checks.prototype_direct_award import outside_competition

CHECK = "assessment-by-scores"


def check(context: Context) -> Verdict:
    """A person says that each summary explains each score from the bid, and shows the same of the winning bid."""
    if outside := outside_summaries(context):
        return outside
    each, winner = context.said(CHECK, "each_explained", bool), context.said(CHECK, "winner_shown", bool)
    if each is False:
        return not_met("A summary leaves a criterion without its score, or a score or sub-criterion unexplained.")
    if winner is False:
        return not_met("The summaries do not show the scores and explanations of the winning bid.")
    if each is None:
        return not_answered(
            "Whether each summary scores and explains every criterion has not been said.", "each_explained"
        )
    if winner is None:
        return not_answered("Whether each summary shows the same of the winning bid has not been said.", "winner_shown")
    return met("Each summary scores and explains every criterion, for its own bid and for the winning one.")


def outside_summaries(context: Context) -> Verdict | None:
    """The answer of a check on assessment summaries where no competitive award of s.19 is made, or None."""
    if outside := outside_competition(context):
        return outside
    if context.procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("s.50(3) asks for summaries after a competitive procedure, not in a call-off.")
    return None
