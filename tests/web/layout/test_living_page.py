"""Every component in a real browser: WCAG rules, narrow screens, keyboard, without scripts, on paper."""

from __future__ import annotations

import pytest
from page_checks import check_page
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PAGES = ["/look/", "/look/?message=success", "/look/form/", "/look/question/", "/look/done/", "/signed-in/"]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_holds(page: Page, address: str) -> None:
    """Markup, WCAG 2.2 A and AA by axe, and no sideways scroll at 320 px."""
    page.goto(address)
    check_page(page)
