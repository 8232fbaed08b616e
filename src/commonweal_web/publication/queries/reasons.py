"""The draft reasons of the four tests, which a person reads and makes the authority's own."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.scheme.checks import clear_and_measurable, functional_specification, proportionate, subject_matter
from commonweal.scheme.checks.four_tests import ADOPTED_ASK, REASONS_ASK, reasons_digits
from commonweal_web.publication.queries.standing import Standing

# Each of the four tests' checks, with the test whose draft reasons a person adopts there.
FOUR_TESTS = {
    each.CHECK: each.TEST for each in (clear_and_measurable, functional_specification, proportionate, subject_matter)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReason:
    """The draft reason why a criterion passes one of the four tests."""

    title: str
    stage: str
    text: str


def draft_reasons(standing: Standing, check: str) -> tuple[DraftReason, ...]:
    """The drafts that a person reads before they become the authority's own; none without an adopted scheme."""
    test = FOUR_TESTS.get(check)
    if test is None or standing.version is None or standing.opened is None:
        return ()
    titles = standing.opened.case.procurement.stage_titles
    return tuple(
        DraftReason(title=each.title, stage=titles.get(each.stage, each.stage), text=each.tests[test].text)
        for each in standing.version.scheme.scored
        if test in each.tests
    )


def shown_reasons(standing: Standing, check: str) -> str:
    """The digits of the drafts that a page shows, so that others are never adopted unseen."""
    if check not in FOUR_TESTS or standing.version is None:
        return ""
    return reasons_digits(standing.version.scheme, FOUR_TESTS[check])


def adopting_answers(standing: Standing, check: str, *, label: str) -> dict[str, str]:
    """The answers by which a person makes the drafts of today the authority's own reasons."""
    assert standing.version is not None
    return {ADOPTED_ASK: label, REASONS_ASK: reasons_digits(standing.version.scheme, FOUR_TESTS[check])}
