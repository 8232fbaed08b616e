"""Refining a criterion between rounds is provided for from the start (s.24, reg 19(2)(c)(ii))."""

from __future__ import annotations

from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, not_answered
from commonweal.scheme.checks.rounds import outside_rounds

CHECK = "refining-announced"


def check(context: Context) -> Verdict:
    """Where a criterion may be refined, the tender notice or the documents say so and how."""
    if outside := outside_rounds(context):
        return outside
    refines = context.said(CHECK, "refines", bool)
    if refines is None:
        return not_answered("Whether a criterion may be refined between rounds has not been said.", "refines")
    if not refines:
        return does_not_apply("No criterion is to be refined between rounds.")
    return answer_by(
        context,
        CHECK,
        "provided_for",
        yes="Refining a criterion before final bids is provided for and summarised in the tender notice.",
        no="A criterion is to be refined between rounds, but neither notice nor documents provide for it.",
        unsaid="Whether the notice or the documents provide for refining a criterion has not been said.",
    )
