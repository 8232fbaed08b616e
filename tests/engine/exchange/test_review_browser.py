"""The page of a review in a real browser: WCAG rules, narrow screens, keyboard, paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from ocds_examples import ROOT
from playwright.sync_api import Browser, Page

from commonweal.exchange.ocds import find_notice
from commonweal.exchange.report.review_rendering import render_review_html
from commonweal.exchange.report.review_view import make_review_view
from commonweal.frameworks import load_packs
from commonweal.procurement.notice import Notice, PublishedKpi
from commonweal.review import review_notice

SANDBOX = ROOT / "tests" / "fixtures" / "notices" / "fictional_sandbox.json"
KINDS = ("whole", "without-a-value", "after-the-award")
pytestmark = pytest.mark.browser


def notices() -> dict[str, Notice]:
    """One with everything, one without a value, one after the award with KPIs."""
    whole = find_notice(SANDBOX)
    lots = tuple(replace(lot, value=None) for lot in whole.lots)
    kpi = PublishedKpi(title="Delivery of social value commitments", description="", where="contracts/0", months=3)
    return {
        "whole": whole,
        "without-a-value": replace(whole, value=None, lots=lots),
        "after-the-award": replace(whole, kind="UK7", criteria=(), kpis=(kpi,)),
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder, packs = tmp_path_factory.mktemp("reviews"), load_packs()
    addresses = {}
    for name, notice in notices().items():
        file = folder / f"{name}.html"
        view = make_review_view(review_notice(notice, packs=packs), packs=packs)
        file.write_text(render_review_html(view), encoding="utf-8")
        addresses[name] = file.as_uri()
    return addresses


def visit(chromium: Browser, address: str, width: int) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    return page


@pytest.mark.parametrize("name", KINDS)
def test_the_page_breaks_no_wcag_rule(chromium: Browser, pages: dict[str, str], name: str) -> None:
    """WCAG 2.2 A and AA, and best practice, by axe."""
    results = Axe().run(visit(chromium, pages[name], 1280))
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 640, 1280])
@pytest.mark.parametrize("name", KINDS)
def test_the_page_fits_every_width(chromium: Browser, pages: dict[str, str], name: str, width: int) -> None:
    """Nothing scrolls sideways (reflow at 320 px; 640 px is 200% zoom of 1280)."""
    page = visit(chromium, pages[name], width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (1280, 2)])
def test_the_sides_stand_beside_each_other_where_there_is_room(
    chromium: Browser, pages: dict[str, str], width: int, columns: int
) -> None:
    """Else one below the other, each with its heading."""
    page = visit(chromium, pages["whole"], width)
    left = "each => Math.round(each.getBoundingClientRect().left)"
    lefts = page.evaluate(f"[...document.querySelector('.sides').children].map({left})")
    assert len(set(lefts)) == columns
    assert page.locator(".sides h4:visible").count() == 2 * page.locator(".side").count()


def test_the_keyboard_reaches_the_review(chromium: Browser, pages: dict[str, str]) -> None:
    """The skip link comes first, and leads there."""
    page = visit(chromium, pages["whole"], 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


@pytest.mark.parametrize("name", KINDS)
def test_the_page_prints(chromium: Browser, pages: dict[str, str], name: str) -> None:
    """A4, a few pages, nothing cut off at the right, no remark cut in two."""
    page = visit(chromium, pages[name], 1280)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 6
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 900})  # 182 mm, A4 less its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    broken = "each => getComputedStyle(each).breakInside !== 'avoid'"
    assert page.evaluate(f"[...document.querySelectorAll('.remarks > li, .ask')].filter({broken}).length") == 0
