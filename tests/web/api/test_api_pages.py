"""The pages about the API in a real browser: sound, accessible, and whole at 320 pixels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from page_checks import check_page, follow
from playwright.sync_api import Browser, Page

from fixtures import PASSWORD, Team

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    yield opened
    opened.close()


@pytest.mark.django_db(transaction=True)
def test_a_person_makes_and_revokes_a_token(live_server: Any, team: Team, page: Page) -> None:
    """From the account: what the API is, a token with its secret, the list, and none again."""
    page.goto(f"{live_server.url}/account/login/?next=/account/")
    page.fill("[name=login]", team["commercial-lead"].email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    follow(page.get_by_role("link", name="your tokens for the API"))
    check_page(page)
    follow(page.get_by_role("link", name="What programs can do"))
    check_page(page)
    page.goto(f"{live_server.url}/account/tokens/")
    follow(page.get_by_role("button", name="Make a token"))
    check_page(page)
    follow(page.get_by_role("button", name="Make the token"))
    check_page(page)
    page.fill("[name=name]", "Nightly copy")
    page.check("[value='cases:read']")
    follow(page.get_by_role("button", name="Make the token"))
    check_page(page)
    assert page.input_value("#secret").startswith("cw_")
    follow(page.get_by_role("link", name="Back to your tokens"))
    check_page(page)
    follow(page.get_by_role("button", name="Revoke"))
    assert page.get_by_text("You have no tokens.").is_visible()
