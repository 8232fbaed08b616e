"""A commercial lead looks at what would reward the wrong bid, tries other numbers, and adopts the mend."""

from __future__ import annotations

from typing import Any

import pytest
from case_browsers import open_browser
from challenge_cases_web import leaky_case, page
from page_checks import check_page, follow
from playwright.sync_api import Browser, expect

from fixtures import Team, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


def test_from_the_leak_to_the_mended_version(team: Team, chromium: Browser) -> None:
    """What if follows the typing and keeps nothing; a draft is no reason; the mend becomes a version, and holds."""
    case = leaky_case(team)
    context, shown = open_browser(chromium, team.client("commercial-lead"))
    complaints: list[Any] = []
    shown.on("pageerror", lambda error: complaints.append(str(error)))

    shown.goto(page(case))
    check_page(shown)
    follow(shown.get_by_role("link", name="Try other judgements and weightings"))
    shown.get_by_label("Worth of ‘Change for the people concerned’").fill("9")
    expect(shown.locator("#look")).to_contain_text("With what you typed. Nothing is kept.")
    check_page(shown)

    follow(shown.get_by_role("link", name="Back"))
    follow(shown.get_by_role("button", name="Adopt this mend").first)
    follow(shown.get_by_role("button", name="Adopt this mend"))
    expect(shown.get_by_role("alert")).to_contain_text("Make the reason the authority's own")
    check_page(shown)
    shown.get_by_label("Why does the authority take this mend?").fill("Members agree that hours tell no bids apart.")
    shown.get_by_role("button", name="Adopt this mend").click()
    expect(shown.get_by_text("The mend is adopted, with your reason, as version 1 of the scheme.")).to_be_visible()
    context.close()
    assert not complaints, complaints
