"""The README's figure: the review of an invented notice, its finding and its two sides."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from commonweal.exchange.ocds import find_notice
from commonweal.exchange.report.review_rendering import render_review_html
from commonweal.exchange.report.review_view import make_review_view
from commonweal.frameworks import load_packs
from commonweal.review import review_notice
from generators.pages import ROOT

CHROMIUM = "/usr/bin/chromium"
FIGURE = ROOT / "docs" / "figures" / "review.png"
NOTICE = ROOT / "tests" / "fixtures" / "notices" / "fictional_sandbox.json"
WIDTH, MARGIN = 1200, 16
# The facts and the remarks between the finding and the two sides are left out of the picture.
SHORTEN = """() => {
  const sides = document.querySelector("#sides");
  for (let node = document.querySelector("nav"); node !== sides;) {
    const next = node.nextElementSibling; node.remove(); node = next;
  }
}"""


def draw_figure(notice: Path = NOTICE) -> None:
    """Draw it anew. Browsers differ in their pixels, so this is asked for, and never part of a check."""
    packs = load_packs()
    review = render_review_html(make_review_view(review_notice(find_notice(notice), packs=packs), packs=packs))
    FIGURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.set_content(review)
        page.evaluate(SHORTEN)
        last = page.locator(".side").last.bounding_box()
        assert last is not None
        area = {"x": 0, "y": 0, "width": WIDTH, "height": last["y"] + last["height"] + MARGIN}
        page.screenshot(path=FIGURE, full_page=True, clip=area)
        browser.close()
