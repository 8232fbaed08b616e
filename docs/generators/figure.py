"""The README's figure: the three schemes of the shipped example, as its report shows them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from commonweal.design import propose_schemes
from commonweal.exchange import open_case
from commonweal.exchange.report import make_view, render_html
from commonweal.frameworks import load_packs
from generators.pages import ROOT

CHROMIUM = "/usr/bin/chromium"
FIGURE = ROOT / "docs" / "figures" / "three-schemes.png"
WIDTH, HEIGHT, MARGIN = 1200, 1080, 16


def draw_figure(case: Path = ROOT / "examples" / "sandbox-pilot") -> None:
    """Draw it anew. Browsers differ in their pixels, so this is asked for, and never part of a check."""
    report = render_html(make_view(propose_schemes(open_case(case).case, packs=load_packs())))
    FIGURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(report)
        top = page.locator("#options").bounding_box()
        assert top is not None
        area = {"x": 0, "y": top["y"] - MARGIN, "width": WIDTH, "height": HEIGHT}
        page.screenshot(path=FIGURE, full_page=True, clip=area)
        browser.close()
