"""Nobody joins after the first round (s.20(4)(c))."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.rounds import outside_rounds

CHECK = "no-late-entrants"


def check(context: Context) -> Verdict:
    """Every later round is open only to those who bid in the first and were not excluded since."""
    if outside := outside_rounds(context):
        return outside
    joined = context.said(CHECK, "joined_late", bool)
    if joined is None:
        return not_answered(
            "Whether anybody may join, or joined, after the first round has not been said.", "joined_late"
        )
    if joined:
        return not_met("A supplier that did not bid in the first round, or was excluded, takes part in a later one.")
    return met("Every later round is open only to those who bid in the first and were not excluded.")
