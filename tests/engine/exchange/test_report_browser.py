"""The report in a real browser: WCAG rules, narrow screens, keyboard, paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from commonweal.design import propose_schemes
from commonweal.exchange import open_case
from commonweal.exchange.report import make_view, render_html
from commonweal.frameworks import load_packs

ROOT = Path(__file__).resolve().parents[3]
# The same service under two other editions would look alike.
EXAMPLES = [
    "conventional-service/ppn-002",
    "defence-prototype",
    "local-test-and-learn",
    "sandbox-pilot",
    "sbri-competition",
]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("reports")
    addresses = {}
    for name in EXAMPLES:
        file = folder / f"{name.replace('/', '-')}.html"
        case = open_case(ROOT / "examples" / name).case
        file.write_text(render_html(make_view(propose_schemes(case, packs=load_packs()))), encoding="utf-8")
        addresses[name] = file.as_uri()
    return addresses


def visit(chromium: Browser, address: str, width: int) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    return page


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_breaks_no_wcag_rule(chromium: Browser, pages: dict[str, str], name: str) -> None:
    """WCAG 2.2 A and AA, and best practice, by axe."""
    page = visit(chromium, pages[name], 1280)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 640, 1280])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_fits_every_width(chromium: Browser, pages: dict[str, str], name: str, width: int) -> None:
    """Nothing but a table scrolls sideways (reflow at 320 px; 640 px is 200% zoom of 1280)."""
    page = visit(chromium, pages[name], width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "drawn"), [(320, False), (700, False), (1280, True)])
def test_the_stages_are_drawn_or_listed(chromium: Browser, pages: dict[str, str], width: int, drawn: bool) -> None:
    """Where the drawing's letters would be too small to read there is a list; one of the two, never both."""
    page = visit(chromium, pages["sandbox-pilot"], width)
    assert page.locator("svg.ribbon").is_visible() is drawn
    assert page.locator("ol.steps").is_visible() is not drawn
    if drawn:
        assert page.evaluate("document.querySelector('.ribbon').getBoundingClientRect().width") >= 700
    else:
        assert page.locator("ol.steps").inner_text().splitlines()[:2] == [
            "Set-up and safety case, 3 months",
            "Then a gate: Ready to pilot, odds 70%",
        ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_name_runs_out_of_its_bar(chromium: Browser, pages: dict[str, str], name: str) -> None:
    """In the drawing of stages a name stands inside its bar, or above it, never under the next gate."""
    page = visit(chromium, pages[name], 1280)
    over = """each => {
        const [text, bar] = [each.getBBox(), each.previousElementSibling.getBBox()];
        return text.x + text.width > bar.x + bar.width;
    }"""
    assert page.evaluate(f"[...document.querySelectorAll('.ribbon text.on')].filter({over}).length") == 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_paper_cuts_nothing_small(chromium: Browser, pages: dict[str, str], name: str) -> None:
    """What stays whole on a page says so, cards give way to one table, and it is no book."""
    page = visit(chromium, pages[name], 1280)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    # Three award decisions at most, and an annex of six pages for a lawyer.
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 26
    page.emulate_media(media="print")
    assert not page.locator(".stagerow").first.is_visible()
    assert page.locator(".compared").is_visible()
    broken = "each => getComputedStyle(each).breakInside !== 'avoid'"
    whole = ".whole, .whole tr, .compared tbody, .why-not tbody, .options, .decide li, dl div, footer"
    assert page.evaluate(f"[...document.querySelectorAll('{whole}')].filter({broken}).length") == 0
    kept = "each => getComputedStyle(each).breakAfter !== 'avoid'"
    assert page.evaluate(f"[...document.querySelectorAll('h2, h3, h4, caption, thead')].filter({kept}).length") == 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_keyboard_reaches_everything(chromium: Browser, pages: dict[str, str], name: str) -> None:
    """The skip link comes first and is seen when reached; tables that scroll take focus."""
    page = visit(chromium, pages[name], 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every(each => each.tabIndex === 0)")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_prints(chromium: Browser, pages: dict[str, str], name: str) -> None:
    """A4, with nothing cut off at the right."""
    page = visit(chromium, pages[name], 1280)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert paper.startswith(b"%PDF")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 900})  # 182 mm, A4 less its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
