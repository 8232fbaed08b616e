"""Award criteria ask in terms of performance or function, and name no brand or scheme (s.23(2)(c) and s.56)."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict
from commonweal.scheme.checks.four_tests import adopted, missing_draft

CHECK, TEST = "functional-specification", "functional"
WORDS = "asks in terms of performance or function"


def check(context: Context) -> Verdict:
    """Each scored criterion has a reason, and a person has adopted the reasons."""
    return missing_draft(context, TEST, words=WORDS) or adopted(context, CHECK, test=TEST, words=WORDS)
