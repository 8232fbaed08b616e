"""An approver rejects and then approves; the lead publishes; a bidder downloads the pack: in a real browser."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cases_to_publish import ready_case
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from page_checks import check_page
from playwright.sync_api import Browser, Page, Route

from fixtures import Team, make_team

ADDRESS = "http://commonweal.test"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[Client], Page]


@pytest.fixture
def open_as(chromium: Browser) -> Open:
    """A page of its own for a person who is signed in; the site answers in this process."""

    def open_page(client: Client) -> Page:
        context = chromium.new_context(base_url=ADDRESS, viewport={"width": 1200, "height": 900})
        context.route("**/*", lambda route: answer(route, client))
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    return open_page


def answer(route: Route, client: Client) -> None:
    """What the site answers; static files as they lie in the apps."""
    request = route.request
    parts = urlsplit(request.url)
    if parts.path.startswith(settings.STATIC_URL):
        found = finders.find(parts.path.removeprefix(settings.STATIC_URL))
        kind = mimetypes.guess_type(parts.path)[0] or "text/plain"
        route.fulfill(status=200, body=Path(str(found)).read_bytes(), content_type=kind)
        return
    response = client.generic(
        request.method,
        f"{parts.path}?{parts.query}" if parts.query else parts.path,
        data=request.post_data_buffer or b"",
        content_type=request.headers.get("content-type", ""),
        follow=True,
    )
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-length"}
    route.fulfill(status=response.status_code, headers=headers, body=response.content)


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
    lead.get_by_text("The question is unclear.").wait_for()
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
