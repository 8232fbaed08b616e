"""Every page of a case opens, is well made, and asks the database little."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from page_checks import check_html

from commonweal_web.procurements.models import Case
from commonweal_web.procurements.sections import SECTIONS, ListSection

PLAIN = ["answers", "copy", "team", "team-add", "comments", "history", "compare", "file", "assumptions"]


def pages_of(case: Case) -> list[str]:
    """The address of every page of a case that is opened by a link."""
    found = [reverse("case", args=(case.reference,))]
    found += [reverse(f"case-{name}", args=(case.reference,)) for name in PLAIN]
    for section in SECTIONS.values():
        found.append(reverse("case-section", args=(case.reference, section.key)))
        if isinstance(section, ListSection):
            found.append(reverse("case-item-add", args=(case.reference, section.key)))
    for page in ("what", "money", "gate", "evidence"):
        found.append(reverse("case-item", args=(case.reference, "stages", "pilot", page)))
    found.append(reverse("case-item-remove", args=(case.reference, "stages", "pilot")))
    member = case.team.first()
    assert member is not None
    found += [reverse(f"case-team-{name}", args=(case.reference, member.pk)) for name in ("change", "remove")]
    return found


STARTS = [
    "home",
    "start-case",
    "start-notice",
    "start-questions",
    "start-template",
    "start-copy",
    "start-case-file",
    "glossary",
]


def test_every_page_of_a_case_is_well_made_and_asks_little(case: Case, lead: Client) -> None:
    """Headings, labels, references, no inline script or style; at most 20 queries."""
    for url in pages_of(case):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = lead.get(url)
        assert response.status_code == 200, url
        try:
            check_html(response.content.decode())
        except AssertionError as fault:
            raise AssertionError(f"{url}: {fault}") from fault
        assert len(asked) <= 20, f"{url}: {len(asked)} queries"


@pytest.mark.parametrize("name", STARTS)
def test_every_page_that_leads_to_a_case_is_well_made(case: Case, lead: Client, name: str) -> None:
    """The list, the ways to start, the glossary."""
    response = lead.get(reverse(name))
    assert response.status_code == 200
    check_html(response.content.decode())
