"""What the page of a case says to go on with, and what it says stands in the way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from cases_to_publish import adopt_all_reasons, adopted_case, approve, published_case, submit
from django.urls import reverse
from django.utils import timezone
from page_checks import check_html

from commonweal_web.design.queries import forget_designs
from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.models import Case, State
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.tasks import Status
from commonweal_web.publication.actions.amending import begin_amendment
from commonweal_web.publication.actions.documents import make_for_bidders
from commonweal_web.publication.case_tasks import documents_status
from commonweal_web.publication.models import MadeDocument, MakingState
from fixtures import Team

pytestmark = pytest.mark.django_db


def next_step(team: Team, case: Case, role: str = "commercial-lead") -> str:
    """The address that the case's page says to go on to; empty where it says nothing."""
    page = team.client(role).get(reverse("case", args=[case.reference])).content.decode()
    check_html(page)
    found = re.search('Next: <a class="govuk-link" href="([^"]+)"', page)
    return found.group(1) if found else ""


def test_the_next_step_is_what_is_open_and_never_the_documents(team: Team) -> None:
    """Checks while they are open, then approval, then publication; for the approver, the approval that waits."""
    case = adopted_case(team)
    assert next_step(team, case) == reverse("checks", args=[case.reference])
    adopt_all_reasons(case, team)
    assert next_step(team, case) == reverse("approval", args=[case.reference])
    submission = submit(case, team)
    assert next_step(team, case, "approver") == reverse("approval", args=[case.reference])
    assert next_step(team, case) == ""
    approve(case, submission, team)
    assert next_step(team, case) == reverse("publication", args=[case.reference])


def test_the_next_step_of_an_amendment_is_what_is_to_be_amended(team: Team) -> None:
    """Nothing has changed yet, so nothing of the task list is open: the obstacle says what to do."""
    case, _published = published_case(team)
    deadline = (timezone.localdate() + timedelta(days=30)).isoformat()
    said = dict.fromkeys(("refines", "final_invited", "dropped_would_pass", "changes_field"))
    facts = {"first_deadline": deadline, "awarded": False, **said}
    begin_amendment(case, reason="A question was unclear.", facts=facts, by=team["commercial-lead"])
    case.refresh_from_db()
    assert next_step(team, case) == reverse("proposal", args=[case.reference])


def test_documents_of_a_published_scheme_are_taken_once_somebody_took_one(team: Team) -> None:
    """Optional while they are drafts; not started once published, though they are being made, and also when made."""
    case, published = published_case(team)
    access = case_access(case, team["commercial-lead"])
    document = newest_document(case)
    client = team.client("commercial-lead")
    assert client.get(reverse("draft-document", args=[case.reference, "case"])).status_code == 200
    assert documents_status(access, document) is Status.NOT_STARTED
    make_for_bidders(published, by=team["commercial-lead"])
    assert MadeDocument.objects.filter(case=case).exists()
    assert documents_status(access, document) is Status.NOT_STARTED
    MadeDocument.objects.filter(case=case).update(state=MakingState.READY, content=b"made")
    assert documents_status(access, document) is Status.NOT_STARTED
    url = reverse("document", args=[case.reference, 1, "tender-pack-word"])
    assert client.get(url, {"take": "1"}).content == b"made"
    assert documents_status(access, document) is Status.DONE
    case.state = State.DRAFT
    assert documents_status(access, document) is Status.OPTIONAL


def test_a_draft_that_nothing_stops_says_how_many_checks_wait(team: Team) -> None:
    """As many as the page of checks counts, with a link there; without a number until the design is at hand."""
    forget_designs()
    case = team.case()
    client = team.client("commercial-lead")
    url = reverse("case", args=[case.reference])
    page = client.get(url).content.decode()
    assert "Nothing stops the design." in page and "Checks wait before publication." in page
    assert "Nothing that we know of." not in page
    client.get(reverse("proposal", args=[case.reference]))
    found = re.search(r"(\d+) checks wait before publication\.", client.get(url).content.decode())
    listed = client.get(reverse("checks", args=[case.reference])).content.decode()
    section = re.search(r'id="publication">.*?\((\d+)\)', listed)
    assert found and section and found.group(1) == section.group(1)
