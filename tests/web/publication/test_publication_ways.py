"""From what is in the way to where it is cleared, and on to the next step."""

from __future__ import annotations

import pytest
from cases_to_publish import adopt, adopt_all_reasons, adopted_case, answered_text, ready_case
from django.test import Client
from django.urls import resolve, reverse

from commonweal_web.accounts.models import Organisation
from commonweal_web.design.queries import packs_of
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.translate import changed
from commonweal_web.publication.queries import clearing
from commonweal_web.publication.queries.reasons import FOUR_TESTS
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
        assert "adopted_by" not in obstacle.message + obstacle.remedy


def test_nothing_is_published_on_a_question_that_nobody_asked(team: Team, lead: Client) -> None:
    """Half of the marks on a block that is still to be stated needs a decision, and leads to where it is written."""
    text = changed(answered_text(), {("quality",): None})
    case = team.case(text)
    adopt(case, team["commercial-lead"])
    adopt_all_reasons(case, team)
    found = standing_of(case).obstacles
    assert [each.section for each in found] == ["quality"] and found[0].decides
    page = lead.get(reverse("approval", args=[case.reference])).text
    section = reverse("case-section", args=[case.reference, "quality"])
    assert "Needs your decision" in page and f'href="{section}"' in page and "Submit for approval" not in page
    add = reverse("case-item-add", args=[case.reference, "quality"])
    typed = {"title": "Method", "weighting": "50", "question": "How?", "evidence": "A trial.", "version": case.version}
    page = lead.post(add, {**typed, "levels": "One\nTwo"}).text
    assert "there are 2" in page
    lead.post(add, typed)
    case.refresh_from_db()
    adopt(case, team["commercial-lead"])
    adopt_all_reasons(case, team)
    assert standing_of(case).obstacles == ()


def test_reasons_that_changed_are_told_in_words(team: Team, lead: Client) -> None:
    """After an amendment they are to be read again; nobody is told what a file would have to say."""
    case = ready_case(team)
    parts = {("answers", check, "adopted_reasons"): "c147544d704f" for check in FOUR_TESTS}
    save_parts(case, parts, based_on=case.version, part="answers", by=team["commercial-lead"])
    page = lead.get(reverse("approval", args=[case.reference])).text
    assert "have to be read again" in page and "adopted_reasons" not in page


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
