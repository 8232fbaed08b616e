"""The missions view: published schemes only, of the reader's own organisation only."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from cases_to_publish import approved_case, published_case
from django.urls import reverse
from page_checks import check_html

from commonweal.exchange.report.recognised import find_recognised, missions_of
from commonweal_web.overview.queries import mission_view, shares_of
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.translate.choices import shipped_packs
from fixtures import Team, make_team

pytestmark = pytest.mark.django_db


def test_only_what_is_published_is_seen(team: Team) -> None:
    """A draft, even an approved one, gives nothing; a published one its weightings."""
    approved_case(team)
    assert not mission_view(team.organisation).schemes
    _case, published = published_case(team)
    view = mission_view(team.organisation)
    assert [row.publication for row in view.schemes] == [published]
    scored = json.loads(published.text)["award_decisions"][0]["social_value"]
    assert view.total == sum(Decimal(each["weighting"]) for each in scored)
    assert sum(row.share for row in view.missions) == 100
    assert sum(row.total for row in view.missions) == view.total


def test_weight_goes_to_the_mission_of_the_official_criterion() -> None:
    """Else to those that its own pack names, in their shares; the rest to none. An unknown one serves none."""
    packs = shipped_packs()
    assert missions_of("ppn-002/1a", "ppn-002/1a", packs) == {"growth": Decimal(1)}
    assert missions_of("innovation/standards", "ppn-002/8a", packs) == {"nhs": Decimal(1)}
    assert missions_of("innovation/standards", "", packs) == {"growth": Decimal("0.5"), "": Decimal("0.5")}
    assert missions_of("gone/x", "", packs) == {"": Decimal(1)}


def test_two_pages_count_the_missions_of_a_scheme_alike(team: Team) -> None:
    """The page of a version gives a mission the marks that the view over all published schemes gives it."""
    case, _published = published_case(team)
    version = newest_document(case).opened
    assert version is not None
    assert version.newest_scheme is not None
    found = find_recognised(version.newest_scheme.scheme, version.case.procurement, shipped_packs())
    across = {row.key: row.total for row in mission_view(team.organisation).missions}
    assert found.missions
    assert {each.code: each.weighting for each in found.missions} == {
        each.code: across[each.code] for each in found.missions
    }
    page = team.client("commercial-lead").get(reverse("recognised_version", args=[case.reference, 1]))
    assert "About 0 percentage points" not in page.content.decode()


def test_shares_are_those_of_each_award_decision() -> None:
    """By kind and mission, in points of weighting."""
    each = {"code": "ppn-002/1a", "official_criterion": "ppn-002/1a", "weighting": "7", "measure": {"kind": "learning"}}
    data = {"award_decisions": [{"social_value": [each]}]}
    (share,) = shares_of("REF", data, shipped_packs())
    assert (share.mission, share.kind, share.points) == ("growth", "learning", Decimal(7))


def test_the_page_is_sound_and_only_for_whom_it_is(team: Team) -> None:
    """Empty and full; an analyst opens a published scheme from it, and none of another organisation."""
    analyst = team.client("analyst")
    check_html(analyst.get(reverse("missions")).content.decode())
    case, _published = published_case(team)
    page = analyst.get(reverse("missions")).content.decode()
    check_html(page)
    url = reverse("mission-scheme", args=[case.reference, 1])
    assert url in page
    check_html(analyst.get(url).content.decode())
    assert team.client("evaluator").get(reverse("missions")).status_code == 403
    others = make_team(name="Another council (fictional)", prefix="other-")
    assert others.client("analyst").get(url).status_code == 404
