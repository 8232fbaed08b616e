"""Every award criterion relates to the subject matter of the contract (s.23(2)(a) and (5))."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, not_answered
from commonweal.scheme.checks.four_tests import adopted, missing_draft

CHECK = TEST = "subject-matter"
WORDS = "relates to the subject matter"


def check(context: Context) -> Verdict:
    """Each scored criterion has a reason and a known link, and a person has adopted the reasons."""
    if answer := missing_draft(context, TEST, words=WORDS):
        return answer
    for criterion in context.scheme.scored if context.scheme else ():
        if not criterion.link_known:
            return not_answered(f"Whether '{criterion.title}' {WORDS} has not been said.", where=criterion.code)
    return adopted(context, CHECK, test=TEST, words=WORDS)
