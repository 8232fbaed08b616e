"""Every award criterion is sufficiently clear, measurable and specific (s.23(2)(b))."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, not_met
from commonweal.scheme.checks.four_tests import adopted, missing_draft

CHECK = TEST = "clear-and-measurable"
WORDS = "is clear, measurable and specific"


def check(context: Context) -> Verdict:
    """Each scored criterion has a question, levels described apart and a reason that a person has adopted."""
    if answer := missing_draft(context, TEST, words=WORDS):
        return answer
    for criterion in context.scheme.scored if context.scheme else ():
        levels = criterion.question.scale if criterion.question else ()
        if len(levels) < 2 or not all(level.descriptor.strip() for level in levels):
            return not_met(f"'{criterion.title}' has no described levels to be read against.", where=criterion.code)
        if len({" ".join(level.descriptor.lower().split()) for level in levels}) < len(levels):
            return not_met(f"Two levels of '{criterion.title}' say the same.", where=criterion.code)
    return adopted(context, CHECK, test=TEST, words=WORDS)
