"""The record, read and taken away: sentences, filters, pages, files, and who may."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from page_checks import check_html

from commonweal_web.accounts.actions import links, people
from commonweal_web.audit.actions import record_event
from commonweal_web.audit.exporting import harmless
from commonweal_web.audit.models import Event
from commonweal_web.audit.translate import event_digest
from commonweal_web.procurements.models import Case
from fixtures import Team

pytestmark = pytest.mark.django_db


def history(case: Case) -> str:
    return reverse("case_history", args=[case.reference])


def read(response: Any) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


@pytest.fixture
def busy(team: Team, case: Case) -> Case:
    """A case with more events than fit on a page."""
    with transaction.atomic():
        for version in range(2, 62):
            facts = {"part": "title", "version": version}
            record_event("case-changed", by=team["commercial-lead"].key, chain=case.chain, facts=facts)
    return case


def test_the_history_of_a_case_is_sentences_page_by_page(
    team: Team, busy: Case, django_assert_max_num_queries: Any
) -> None:
    """The newest first, with the names that people have now, in few queries."""
    browser = team.client("observer")
    browser.get(history(busy))
    with django_assert_max_num_queries(14):
        page = browser.get(history(busy)).content.decode()
    check_html(page)
    assert f"{team['commercial-lead'].name} changed “title” (version 61)." in page and "61 events" in page
    last = browser.get(history(busy), {"page": 2}).content.decode()
    assert (
        f"{team['commercial-lead'].name} started the procurement from a case file." in last and "version 61" not in last
    )


def test_who_may_read_it(team: Team, case: Case) -> None:
    """Those whose role reads the history; to strangers there is no such procurement."""
    for role, status in (("approver", 200), ("observer", 200), ("evaluator", 404), ("outsider", 404), ("nobody", 302)):
        assert team.client(role).get(history(case)).status_code == status, role


def test_filters(team: Team, busy: Case) -> None:
    """By kind, by person, by day, both days included; what is wrong is said and leaves the list whole."""
    browser = team.client("observer")
    Event.objects.filter(chain=busy.chain, sequence=1).update(at=datetime(2026, 3, 29, 22, 59, tzinfo=UTC))

    def shown(**query: str) -> int:
        page = browser.get(history(busy), query)
        check_html(page.content.decode())
        return int(page.context["page"].paginator.count)

    assert shown(kind="case-started") == 1
    assert shown(person=team["commercial-lead"].key) == 61
    day = {"last_day": "29", "last_month": "3", "last_year": "2026"}
    assert shown(**day) == 1, "23:59 in London, the first day of summer time"
    assert shown(first_day="30", first_month="3", first_year="2026") == 60
    assert shown(first_day="40", first_month="3", first_year="2026") == 61
    assert shown(kind="no-such-kind") == 61
    wrong = browser.get(
        history(busy), {"first_day": "2", "first_month": "1", "first_year": "2027", **day}
    ).content.decode()
    assert "The last day must not be before the first" in wrong
    assert shown(page="0\x00", kind="\x00") == 61


def test_files_hold_what_the_filter_shows(team: Team, busy: Case) -> None:
    """CSV for people, JSON with all that a digest is reckoned from."""
    browser = team.client("observer")
    response = browser.get(history(busy), {"file": "csv", "kind": "case-changed"})
    rows = list(csv.DictReader(io.StringIO(read(response))))
    assert len(rows) == 60 and rows[0]["sentence"].startswith(f"{team['commercial-lead'].name} changed")
    assert 'filename="record-' in response["Content-Disposition"] and "no-store" in response["Cache-Control"]
    told = json.loads(read(browser.get(history(busy), {"file": "json"})))
    assert [each["sequence"] for each in told] == list(range(1, 62))
    for each in told:
        fields = {name: each[name] for name in ("number", "chain", "sequence", "kind", "by", "facts", "previous")}
        assert event_digest(Event(**fields, at=datetime.fromisoformat(each["at"]))) == each["digest"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_taken_for_a_formula(team: Team, case: Case, start: str) -> None:
    """Not even one that a person's name begins."""
    person = team["commercial-lead"]
    person.name = f"{start}HYPERLINK(1)"
    person.save()
    text = read(team.client("observer").get(history(case), {"file": "csv"}))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert harmless(12) == 12


def test_an_organisations_record_is_its_own(team: Team, others: Any) -> None:
    """With the people that it invited from elsewhere; never another organisation's, nor what was done in cases."""
    team.case()
    people.give_role(team["approver"], "analyst", by=team["administrator"])
    people.give_role(others["approver"], "analyst", by=others["administrator"])
    links.invite_from(
        email="s@example.com", name="Sam", other="Supplier Ltd", is_supplier=True, by=team["administrator"]
    )
    page = team.client("administrator").get(reverse("organisation_record"))
    text = page.content.decode()
    check_html(text)
    given = f"{team['administrator'].name} gave {team['approver'].name} the role of analyst."
    assert given in text and "invited Sam" in text
    assert page.context["page"].paginator.count == 3
    mine = team.client("administrator").get(reverse("organisation_record"), {"person": team["approver"].key})
    assert mine.context["page"].paginator.count == 1, "What was done to a person is found by their name."
    told = json.loads(read(team.client("administrator").get(reverse("organisation_record"), {"file": "json"})))
    assert len(told) == 3 and not [each for each in told if each["kind"].startswith("case")]


@pytest.fixture
def others(team: Team) -> Team:
    from fixtures import make_team

    return make_team("Harrowmere City Council (fictional)", prefix="other-")


def test_an_event_of_a_later_release_is_shown(team: Team, case: Case) -> None:
    """As well as can be, and never as a failure."""
    with transaction.atomic():
        record_event("moon-landed", by=team["approver"].key, chain=case.chain, facts={"where": "sea"})
    page = team.client("observer").get(history(case)).content.decode()
    assert f"{team['approver'].name} did something of the kind “moon-landed”." in page
