"""The 2012 Act asks only for relevant matters, as far as is proportionate: the ground for lighter criteria (s.1(6))."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.social_value_act import outside_2012_act

CHECK = "social-value-act-proportionate"


def check(context: Context) -> Verdict:
    """Only what is relevant is considered, and why to this extent is recorded."""
    if outside := outside_2012_act(context):
        return outside
    relevant = context.said(CHECK, "relevant_only", bool)
    if relevant is None:
        return not_answered(
            "Whether only matters relevant to what is bought are considered has not been said.", "relevant_only"
        )
    if not relevant:
        return not_met("Matters that are not relevant to what is bought are considered under the 2012 Act.")
    if not context.said(CHECK, "extent_because", str):
        return not_answered(
            "Why considering well-being to this extent is proportionate has not been said.", "extent_because"
        )
    return met("Only relevant matters are considered, and why to this extent is recorded.")
