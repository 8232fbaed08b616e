"""An approver rejects and then approves; the lead publishes; a bidder downloads the pack: in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from case_browsers import open_browser
from cases_to_publish import ready_case
from django.test import Client
from django.urls import reverse
from page_checks import check_page
from playwright.sync_api import Browser, Page

from fixtures import Team, make_team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[Client], Page]


@pytest.fixture
def open_as(chromium: Browser) -> Open:
    """A page of its own for a person who is signed in; the site answers in this process."""
    return lambda client: open_browser(chromium, client)[1]


def test_rejected_approved_published_downloaded(open_as: Open) -> None:
    """With every page on the way sound by WCAG, at 320 px too."""
    team: Team = make_team()
    case = ready_case(team)
    lead, approver, bidder = (
        open_as(team.client(role)) for role in ("commercial-lead", "approver", "supplier-contact")
    )
    approval, publication = (reverse(name, args=[case.reference]) for name in ("approval", "publication"))

    lead.goto(reverse("checks", args=[case.reference]))
    check_page(lead)
    lead.goto(approval)
    lead.get_by_role("button", name="Submit for approval").click()
    lead.get_by_text("The scheme waits for approval.").wait_for()

    approver.goto(approval)
    approver.get_by_label("Send it back", exact=True).check()
    approver.get_by_role("button", name="Record your decision").click()
    approver.get_by_role("link", name="Say why you send the scheme back").wait_for()
    check_page(approver)
    approver.get_by_label("Why do you send it back?").fill("The question is unclear.")
    approver.get_by_role("button", name="Record your decision").click()
    approver.get_by_text("You sent the scheme back.").wait_for()

    lead.goto(approval)
    lead.get_by_text("The question is unclear.").first.wait_for()
    lead.get_by_role("button", name="Submit for approval").click()
    approver.goto(approval)
    approver.get_by_label("Approve this scheme").check()
    approver.get_by_role("button", name="Record your decision").click()
    approver.get_by_text("You approved the scheme.").wait_for()

    lead.goto(publication)
    check_page(lead)
    lead.get_by_label("I have looked at what bidders will see, and I publish it").check()
    lead.get_by_role("button", name="Publish the scheme").click()
    lead.get_by_role("heading", name="Scheme published").wait_for()

    bidder.goto(reverse("published", args=[case.reference, 1]))
    check_page(bidder)
    link = bidder.get_by_role("link", name="Download Tender pack, Word").get_attribute("href")
    first = "async url => String.fromCharCode(...new Uint8Array(await (await fetch(url)).arrayBuffer()).slice(0, 2))"
    assert bidder.evaluate(first, link) == "PK"  # a browser whose requests are answered here saves no files
