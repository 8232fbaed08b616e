"""From what is in the way to where it is cleared, and on to the next step."""

from __future__ import annotations

import pytest
from cases_to_publish import adopt, adopted_case, answered_text, ready_case
from django.test import Client
from django.urls import resolve, reverse

from commonweal_web.accounts.models import Organisation
from commonweal_web.design.queries import packs_of
from commonweal_web.publication.queries import clearing
from commonweal_web.publication.queries.standing import standing_of
from fixtures import Team

pytestmark = pytest.mark.django_db


def test_every_obstacle_leads_to_where_it_is_cleared(team: Team, lead: Client) -> None:
    """Each is a link, on the page of approval, to a page that opens; and it says what is missing."""
    case = team.case()
    assert reverse("proposal", args=[case.reference]) in lead.get(reverse("approval", args=[case.reference])).text
    adopt(case, team["commercial-lead"])
    page = lead.get(reverse("approval", args=[case.reference])).text
    obstacles = standing_of(case).obstacles
    assert len(obstacles) > 3
    for obstacle in obstacles:
        address = obstacle.address(case.reference)
        assert f'href="{address}"' in page and lead.get(address).status_code == 200
        assert obstacle.remedy and "adopted_by" not in obstacle.remedy


def test_a_check_leads_to_the_decision_that_answers_it(team: Team, lead: Client) -> None:
    """Where a check asks nothing itself; an observer is told, without a link that would be refused."""
    case = team.case()
    adopt(case, team["commercial-lead"])
    address = reverse("check", args=[case.reference, "additionality"])
    decision = reverse("decide", args=[case.reference, "additionality"])
    assert f'href="{decision}"' in lead.get(address).text
    assert decision not in team.client("observer").get(address).text


def test_every_place_is_a_page(team: Team, lead: Client) -> None:
    """No way leads nowhere, and each is of a check that there is."""
    case = team.case()
    rules = {name for pack in packs_of(team.organisation).editions for name in pack.checks}
    for check in clearing.PLACES:
        way = clearing.way_to_clear(check, case.reference)
        assert way is not None and resolve(way.url) and lead.get(way.url).status_code == 200
        assert check in rules


def test_one_way_from_the_checks_to_approval(team: Team, lead: Client) -> None:
    """First to the schemes, then from check to check, then to approval."""
    case = team.case(answered_text())
    page = reverse("checks", args=[case.reference])
    assert "Look at the three schemes" in lead.get(page).text
    adopted = adopted_case(team)
    page = reverse("checks", args=[adopted.reference])
    assert "Go on to approval" not in lead.get(page).text
    assert "Next open check:" in lead.get(reverse("check", args=[adopted.reference, "subject-matter"])).text
    ready = ready_case(team)
    assert "Go on to approval" in lead.get(reverse("checks", args=[ready.reference])).text


def test_the_packs_are_those_of_the_organisation(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Local criteria are part of what the checks are asked with, as they were of the design."""
    asked: list[Organisation] = []

    def packs(organisation: Organisation) -> object:
        asked.append(organisation)
        return packs_of(organisation)

    monkeypatch.setattr("commonweal_web.publication.queries.standing.packs_of", packs)
    standing_of(team.case())
    assert asked == [team.organisation]
