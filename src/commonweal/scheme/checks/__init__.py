"""Checks: one predicate each. A check prompts a named person; it never clears anything."""

from commonweal.scheme.checks.context import Context, State, Verdict
from commonweal.scheme.checks.floor import floor_points
from commonweal.scheme.checks.running import AFTER_AWARD, BEFORE_PUBLICATION, CheckAnswer, answer_finding, ask_checks

__all__ = [
    "AFTER_AWARD",
    "BEFORE_PUBLICATION",
    "CheckAnswer",
    "Context",
    "State",
    "Verdict",
    "answer_finding",
    "ask_checks",
    "floor_points",
]
