"""Every page of a case opens, is well made, and asks the database little."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from page_checks import check_html

from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.sections import SECTIONS, ListSection
from commonweal_web.procurements.tasks import Status, all_tasks
from fixtures import Team

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


def test_the_split_is_completed_once_it_is_decided_how_price_and_quality_meet(team: Team, case: Case) -> None:
    """Undecided, it would stop publication later: the list of tasks says so now."""
    access = case_access(case, team["commercial-lead"])
    task = next(each for each in all_tasks() if each.key == "describe-split")

    def status(**split: object) -> str:
        path = ("procurement", "split")
        save_parts(case, {path: split or None}, based_on=case.version, part="split", by=team["commercial-lead"])
        case.refresh_from_db()
        return task.status(access, newest_document(case))

    parts = {"price": 40, "quality": 50, "social_value": 10}
    assert status() == Status.NOT_STARTED
    assert status(**parts) == status(**parts, method="unstated") == Status.IN_PROGRESS
    assert status(**parts, method="linear") == Status.DONE
