"""Every page of the service: sound markup, few queries, and in a real browser WCAG rules and no sideways scroll."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from case_browsers import open_browser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from every_page import NO_PAGE, Opened, Site, where
from every_route import ROUTES
from page_checks import check_html, check_page
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20
# Looked at in a browser on every run; all the others are, too, in the long one.
MAIN = (
    *("start", "help", "account_login", "home", "start-case", "start-notice", "case", "case-section", "case-item"),
    *("case-answers", "case-team", "case-history", "case_history", "proposal", "proposal_option", "why_not", "decide"),
    *("weightings", "adopt_option", "checks", "check", "approval", "publication", "published", "documents", "missions"),
    *("people", "account", "local_criteria", "forecast", "challenge"),
)


def test_every_route_is_looked_at_or_gives_no_page() -> None:
    """No page is left out of what follows."""
    assert {name for name in ROUTES if where(name)} >= ROUTES.keys() - NO_PAGE
    assert ROUTES.keys() >= NO_PAGE and set(MAIN) <= ROUTES.keys() - NO_PAGE


def test_every_page_is_sound_and_takes_few_queries() -> None:
    """Headings, labels, targets and no inline script; at most 20 queries, for five stages and forty criteria too."""
    site = Site()
    faults: list[str] = []
    for page in site.pages():
        client = site.client(page.person)
        client.get(page.url)  # what is kept between requests is kept now
        with CaptureQueriesContext(connection) as asked:
            response: Any = client.get(page.url)
        if response.status_code != 200:
            faults.append(f"{page}: {response.status_code}")
            continue
        if len(asked) > MOST_QUERIES:
            faults.append(f"{page}: {len(asked)} queries")
        faults += _faults(page, response.content.decode())
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)


def _faults(page: Opened, text: str) -> Iterator[str]:
    try:
        check_html(text)
    except AssertionError as found:
        yield f"{page}: {found}"


@pytest.mark.browser
def test_the_main_pages_hold_in_a_browser(chromium: Browser) -> None:
    """WCAG 2.2 A and AA by axe, and nothing wider than a screen of 320 pixels."""
    look(chromium, only=MAIN)


@pytest.mark.browser
@pytest.mark.nightly
def test_every_other_page_holds_in_a_browser(chromium: Browser) -> None:
    """The same of all the others, in every state where they are looked at."""
    look(chromium, only=tuple(name for name in ROUTES if name not in MAIN))


def look(chromium: Browser, *, only: tuple[str, ...]) -> None:
    site = Site()
    faults: list[str] = []
    opened: dict[str, Page] = {}
    for page in site.pages():
        if page.route not in only:
            continue
        if page.person not in opened:
            _context, opened[page.person] = open_browser(chromium, site.client(page.person))
        opened[page.person].goto(page.url)
        try:
            check_page(opened[page.person])
        except AssertionError as found:
            faults.append(f"{page}: {str(found)[:600]}")
    for each in opened.values():
        each.context.close()
    assert not faults, f"{len(faults)} faults:\n" + "\n\n".join(faults)


def test_a_bidder_is_led_to_what_is_published_and_nowhere_else() -> None:
    """Who sees only what is published finds it from the list; while nothing is, there is no link that refuses them."""
    site = Site()
    known = site.addresses("amended")
    page = site.client("supplier-contact").get(reverse("home")).content.decode()
    reference = known.parts["reference"]
    assert reverse("published", args=[reference, 2]) in page
    assert f'href="{reverse("case", args=[reference])}"' not in page
    draft = site.addresses("draft").parts["reference"]
    page = site.client("evaluator").get(reverse("home")).content.decode()
    assert "Nothing is published yet" in page and reverse("case", args=[draft]) not in page
    assert f'href="{reverse("case", args=[draft])}"' in site.client("observer").get(reverse("home")).content.decode()
