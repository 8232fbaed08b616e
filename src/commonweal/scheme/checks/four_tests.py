"""The four tests of s.23(2): a draft reason for every scored criterion, and a person who makes it the authority's."""

from __future__ import annotations

from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    outside_the_act,
)
from commonweal.scheme.checks.reach import no_scheme, waiting_award
from commonweal.scheme.scheme import Scheme

ADOPTED_ASK = "adopted_by"


def missing_draft(context: Context, test: str, *, words: str) -> Verdict | None:
    """The answer where the test is not reached, or where a scored criterion has no draft reason for it; else None."""
    if outside := outside_the_act(context):
        return outside
    if context.scheme is None:
        return no_scheme()
    if not context.scheme.scored:
        return waiting_award(context.scheme) or does_not_apply("No social value criterion is scored.")
    for criterion in context.scheme.scored:
        reason = criterion.tests.get(test)
        if reason is None or not reason.text.strip():
            return not_met(f"'{criterion.title}' has no reason why it {words}.", where=criterion.code)
    return None


def adopted(context: Context, check: str, *, words: str) -> Verdict:
    """*Met* once a named person has adopted the drafts as the authority's own reasons."""
    scheme: Scheme | None = context.scheme
    if scheme is not None and (waiting := waiting_award(scheme)):
        return waiting
    by = context.said(check, ADOPTED_ASK, str)
    if not by:
        return not_answered(f"Nobody has yet adopted the reasons why each criterion {words}.", ADOPTED_ASK)
    return met(f"A person has adopted the reasons why each criterion {words}.")
