"""The pages of publication, as people open them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from cases_to_publish import (
    adopted_case,
    approved_case,
    change_and_adopt,
    published_case,
    ready_case,
    submit,
    submitted_case,
)
from django.urls import reverse
from django.utils import timezone
from page_checks import check_html
from pytest_django import DjangoAssertNumQueries

from commonweal_web.procurements.models import Case, Membership
from commonweal_web.publication.actions.amending import begin_amendment
from commonweal_web.publication.actions.answering import give_task
from commonweal_web.publication.models import Submission
from commonweal_web.publication.queries import standing
from commonweal_web.publication.queries.standing import Obstacle
from fixtures import Team

pytestmark = pytest.mark.django_db


def waiting_amendment(team: Team) -> tuple[Case, Submission]:
    """A published case of which another scheme waits for approval."""
    case, _published = published_case(team)
    deadline = (timezone.localdate() + timedelta(days=30)).isoformat()
    said = dict.fromkeys(("refines", "final_invited", "dropped_would_pass", "changes_field"))
    facts = {"first_deadline": deadline, "awarded": False, **said}
    begin_amendment(case, reason="A question was unclear.", facts=facts, by=team["commercial-lead"])
    case.refresh_from_db()
    change_and_adopt(case, team)
    return case, submit(case, team)


MAKERS: dict[str, Callable[[Team], Any]] = {
    "empty": lambda team: team.case(),
    "draft": adopted_case,
    "ready": ready_case,
    "in-approval": submitted_case,
    "approved": approved_case,
    "published": published_case,
    "amended, in approval": waiting_amendment,
}


def made(state: str, team: Team) -> Case:
    found = MAKERS[state](team)
    return found[0] if isinstance(found, tuple) else found


@pytest.mark.parametrize("state", MAKERS)
def test_every_page_is_sound_in_every_state(
    team: Team, state: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Markup, headings, labels, no inline script, for every role that may open it; and no more than 15 queries."""
    case = made(state, team)
    for name in ("case", "checks", "approval", "publication"):
        for role in ("commercial-lead", "approver", "observer"):
            client = team.client(role)
            client.get(reverse(name, args=[case.reference]))
            with django_assert_max_num_queries(15):
                response = client.get(reverse(name, args=[case.reference]))
            assert response.status_code == 200
            check_html(response.content.decode())


def test_a_waiting_amendment_is_told_in_few_queries(
    team: Team, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Also where it is seen for the first time, and what it tells is marked as seen."""
    case, _submission = waiting_amendment(team)
    client = team.client("approver")
    client.get(reverse("account"))
    with django_assert_max_num_queries(15):
        page = client.get(reverse("approval", args=[case.reference])).text
    assert "waits for approval" in page


def test_a_persons_first_page_shows_what_waits_for_them(team: Team, case: Case) -> None:
    """A check given to them with its day, and what they have not been told; a bidder finds what was published."""
    give_task(
        case, "lots-considered", team["contract-manager"], due_on=date(2026, 1, 2), note="", by=team["commercial-lead"]
    )
    page = team.client("contract-manager").get(reverse("home")).content.decode()
    check_html(page)
    assert "Lots are considered" in page and "by 2 January 2026" in page and "Late" in page
    published, _row = published_case(team)
    page = team.client("supplier-contact").get(reverse("home")).content.decode()
    assert reverse("published", args=[published.reference, 1]) in page


def test_the_task_list_shows_what_is_in_the_way(team: Team) -> None:
    """The checks that stop publication, each leading to its page, and this app's tasks with their states."""
    case = adopted_case(team)
    page = team.client("commercial-lead").get(reverse("case", args=[case.reference])).content.decode()
    check_html(page)
    for name in ("checks", "documents"):
        assert reverse(name, args=[case.reference]) in page
    assert reverse("check", args=[case.reference, "clear-and-measurable"]) in page


def test_what_the_case_page_leaves_out_is_on_the_page_of_approval(team: Team) -> None:
    """The rest of what stands in the way is a link to where all of it is listed."""
    case = adopted_case(team)
    approval = reverse("approval", args=[case.reference])
    page = team.client("commercial-lead").get(reverse("case", args=[case.reference])).text
    assert re.search(rf'href="{approval}">And \d+ more<', page)


def test_an_obstacle_leads_to_where_it_is_cleared(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """To a section, a check or a page, whether or not only the authority can say it."""
    found = [
        Obstacle(message="In a section", section="quality"),
        Obstacle(message="Of a check", check="lots-considered"),
        Obstacle(message="On a page"),
        Obstacle(message="To be decided", remedy="Decide", section="split", decides=True),
    ]
    monkeypatch.setattr(standing, "_obstacles", lambda _standing: found)
    case = adopted_case(team)
    page = team.client("commercial-lead").get(reverse("approval", args=[case.reference])).text
    links = dict(re.findall(r'href="([^"]*)">([^<]*)<', page))
    assert {each.remedy or each.message for each in found} <= set(links.values())
    for each in found:
        assert links[each.address(case.reference)] == (each.remedy or each.message)


@pytest.mark.parametrize("state", ["ready", "in-approval"])
def test_the_page_of_approval_says_that_nobody_may_approve(team: Team, state: str) -> None:
    """Before it is submitted, and after the only approver has left; with a link to where one is added."""
    case = made(state, team)
    url = reverse("approval", args=[case.reference])
    said = "Nobody on the team may approve it"
    assert said not in team.client("commercial-lead").get(url).content.decode()
    Membership.objects.filter(case=case, role="approver").delete()
    Membership.objects.create(case=case, user=team["commercial-lead"], role="approver")
    for role in ("commercial-lead", "observer"):
        page = team.client(role).get(url).content.decode()
        check_html(page)
        assert said in page and reverse("case-team", args=[case.reference]) in page


def test_an_approver_sees_what_was_said_of_criteria_with_its_reasons(team: Team) -> None:
    """Whether each relates to what is bought and goes beyond it: the scheme rests on that."""
    case = made("in-approval", team)
    page = team.client("approver").get(reverse("approval", args=[case.reference])).content.decode()
    check_html(page)
    assert page.count("Goes beyond what the contract buys") == 1, "What was said of all alike stands once."
    assert page.count("Others can use it; the contract does not ask for that.") == 1
    assert "<li>A facility that others can use</li>" in page


def test_no_heading_of_a_page_of_publication_is_as_large_as_its_first(team: Team) -> None:
    """The eye finds the page's own title."""
    for state, name, role in (("in-approval", "approval", "approver"), ("approved", "publication", "commercial-lead")):
        case = made(state, team)
        page = team.client(role).get(reverse(name, args=[case.reference])).content.decode()
        assert '<h1 class="govuk-heading-l">' in page and not re.search(r'<h[2-6] class="govuk-heading-l', page)
