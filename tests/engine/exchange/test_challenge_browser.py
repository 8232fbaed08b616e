"""The page of a challenge in a real browser: WCAG rules, and every width."""

from __future__ import annotations

import leaky_case
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from commonweal.exchange.challenge_report.pages import challenge_html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("challenge")
    file = folder / "challenge.html"
    file.write_text(challenge_html(leaky_case.challenged(leaky_case.write_leaky(folder / "case"))), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_breaks_no_wcag_rule_and_fits(chromium: Browser, address: str, width: int) -> None:
    """WCAG 2.2 A and AA, and best practice, by axe; nothing but a table scrolls sideways."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    for summary in page.locator("summary").all():
        summary.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
