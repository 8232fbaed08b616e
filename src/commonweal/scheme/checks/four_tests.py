"""The four tests of s.23(2): a draft reason for every scored criterion, and a person who makes it the authority's."""

from __future__ import annotations

from commonweal.record.digest import digest
from commonweal.record.text import first_upper
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
)
from commonweal.scheme.checks.prototype_direct_award import outside_competition
from commonweal.scheme.checks.reach import no_scheme, waiting_award
from commonweal.scheme.scheme import Scheme

ADOPTED_ASK, REASONS_ASK = "adopted_by", "adopted_reasons"


def missing_draft(context: Context, test: str, *, words: str) -> Verdict | None:
    """The answer where the test is not reached, or where a scored criterion has no draft reason for it; else None."""
    if outside := outside_competition(context):
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


def adopted(context: Context, check: str, *, test: str, words: str) -> Verdict:
    """*Met* once a named person has adopted these very drafts, by their digest, as the authority's own reasons."""
    scheme: Scheme | None = context.scheme
    if scheme is None:
        return no_scheme()
    if waiting := waiting_award(scheme):
        return waiting
    digits = reasons_digits(scheme, test)
    by, read = context.said(check, ADOPTED_ASK, str), context.said(check, REASONS_ASK, str)
    reasons = f"the reasons why each criterion {words}"
    if not by or not read:
        return not_answered(
            f"Nobody has yet adopted {reasons}: read them, then answer {ADOPTED_ASK} with a name and {REASONS_ASK} "
            f'with "{digits}".',
            ADOPTED_ASK,
            REASONS_ASK,
        )
    if read.strip() != digits:
        return not_answered(
            f"{first_upper(reasons)} were adopted for other criteria or other words: read them again, then answer "
            f'{REASONS_ASK} with "{digits}".',
            REASONS_ASK,
        )
    return met(f"A person has adopted {reasons}.")


def reasons_digits(scheme: Scheme, test: str) -> str:
    """The first twelve digits of the digest of one test's reasons: other criteria or other words have other digits."""
    texts = {
        f"{each.award_decision}/{each.stage}/{each.code}": each.tests[test].text
        for each in scheme.scored
        if test in each.tests
    }
    return digest(texts)[:12]
