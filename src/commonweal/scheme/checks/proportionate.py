"""Every award criterion is proportionate to the nature, complexity and cost of the contract (s.23(2)(d))."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict
from commonweal.scheme.checks.four_tests import adopted, missing_draft

CHECK = TEST = "proportionate"
WORDS = "is proportionate to the contract's nature, complexity and cost"


def check(context: Context) -> Verdict:
    """Each scored criterion has a reason, and a person has adopted the reasons."""
    return missing_draft(context, TEST, words=WORDS) or adopted(context, CHECK, test=TEST, words=WORDS)
