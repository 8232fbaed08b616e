"""What must hold of every page of the service, checked on the text of a response and in a browser.

    check_html(response.content.decode())     ids, labels, described-by, headings, no inline script or style
    check_page(page)                          the same of a Playwright page, and WCAG rules, width and focus

Both raise AssertionError with every fault that was found, one a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

# What Django says of any field; a person should never read it.
DJANGO_SAYS = (
    "This field is required",
    "Enter a valid value",
    "Enter a whole number",
    "Enter a number.",
    "Enter a valid date",
    "Enter a valid email",
    "Enter a valid URL",
    "Select a valid choice",
    "Ensure this value",
    "Enter a list of values",
    "Null characters are not allowed",
    "The submitted file is empty",
    "No file was submitted",
    "Please correct the",
)
NEEDS_LABEL = {"input", "select", "textarea"}
NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
REFERS = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "data-aria-controls", "form", "list")


def check_html(text: str, *, fragment: bool = False) -> None:
    """Every fault of a page's text; `fragment` for the part of a page that htmx asks for."""
    faults = list(find_faults(text, fragment=fragment))
    assert not faults, "\n".join(faults)


def follow(way: Locator) -> None:
    """Press what leads to another page, and wait until that page is here: a click alone waits for neither."""
    with way.page.expect_navigation():
        way.click()


def check_page(page: Page, *, widths: tuple[int, ...] = (320, 1200)) -> None:
    """The page as it stands in the browser: its markup, WCAG rules, no sideways scroll, targets that take focus."""
    page.wait_for_load_state()
    check_html(page.content())
    before = page.viewport_size
    check_wcag(page)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"At {width} px the page is {wide} px wide: {find_wide(page, width)}"
    if before:
        page.set_viewport_size(before)
    check_error_links(page)


def check_wcag(page: Page) -> None:
    """WCAG 2.2 A and AA, and best practice, by axe."""
    results = Axe().run(page)
    broken = [
        rule for rule in results.response["violations"] if any(not is_known(rule, node) for node in rule["nodes"])
    ]
    assert not broken, results.generate_report()


def is_known(rule: dict[str, Any], node: dict[str, Any]) -> bool:
    """A radio that reveals a question says whether it is open: chosen by the design system, refused by the rule."""
    radio = "govuk-radios__input" in node["html"] and "aria-expanded" in node["html"]
    return rule["id"] == "aria-allowed-attr" and radio


def check_error_links(page: Page) -> None:
    """Each link of the error summary brings the keyboard to a control."""
    for link in page.locator(".govuk-error-summary__list a").all():
        link.click()
        target = (link.get_attribute("href") or "")[1:]
        assert page.evaluate("document.activeElement.id") == target, f"{link.inner_text()!r} does not reach #{target}"


def find_wide(page: Page, width: int) -> list[str]:
    """What reaches past the right edge, so that a failure says what to mend."""
    script = """width => [...document.querySelectorAll('body *')]
        .filter(each => each.getBoundingClientRect().right > width + 1 && !each.closest('.cw-scroll'))
        .slice(0, 5).map(each => each.outerHTML.slice(0, 120))"""
    return list(page.evaluate(script, width))


def find_faults(text: str, *, fragment: bool) -> Iterator[str]:
    read = html5lib.parseFragment if fragment else html5lib.parse
    tree = read(text, namespaceHTMLElements=False)
    everything = list(tree.iter())
    elements = [element for element in everything if isinstance(element.tag, str)]
    if not fragment:
        yield from _of_page(elements, text)
        yield from _of_references(elements)
    yield from _of_ids(elements)
    yield from _of_labels(elements)
    yield from _of_policy(elements)
    yield from (f"Django's own sentence: {sentence!r}" for sentence in DJANGO_SAYS if sentence in text)


def _of_page(elements: list[Element], text: str) -> Iterator[str]:
    root = next(element for element in elements if element.tag == "html")
    if not text.lstrip().lower().startswith("<!doctype html>"):
        yield "The page does not begin with <!doctype html>"
    if not root.get("lang"):
        yield "<html> has no lang"
    title = next((words(element) for element in elements if element.tag == "title"), "")
    if not re.fullmatch(r"\S.* – Commonweal", title):
        yield f"The title is {title!r}, not 'Page – Commonweal'"
    has_summary = any("govuk-error-summary" in element.get("class", "").split() for element in elements)
    if has_summary != title.startswith("Error: "):
        yield f"The title is {title!r}, and {'there is' if has_summary else 'there is no'} error summary"
    headings = [element for element in elements if element.tag == "h1"]
    if len(headings) != 1:
        yield f"{len(headings)} h1: {[words(heading) for heading in headings]}"
    if sum(element.tag == "main" for element in elements) != 1:
        yield "Not exactly one <main>"
    levels = [int(element.tag[1]) for element in elements if re.fullmatch("h[1-6]", element.tag)]
    started = levels[levels.index(1) :] if 1 in levels else []
    yield from (
        f"A heading of level {after} follows one of level {before}"
        for before, after in pairwise(started)
        if after > before + 1
    )


def _of_ids(elements: list[Element]) -> Iterator[str]:
    counts = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from (f"id {name!r} stands {count} times" for name, count in counts.items() if count > 1 or not name)


def _of_references(elements: list[Element]) -> Iterator[str]:
    ids = {element.get("id") for element in elements}
    for element in elements:
        for attribute in REFERS:
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f"{attribute} of <{element.tag}> names #{name}, which is not on the page"
        link = element.get("href", "") if element.tag == "a" else ""
        if re.fullmatch("#.+", link) and link[1:] not in ids:
            yield f"The link {words(element)!r} leads to {link}, which is not on the page"


def _of_labels(elements: list[Element]) -> Iterator[str]:
    labelled = {element.get("for") for element in elements if element.tag == "label" and words(element)}
    inside = {id(part) for element in elements if element.tag == "label" for part in element.iter()}
    for element in elements:
        if element.tag in NEEDS_LABEL and element.get("type") not in NO_LABEL:
            named = element.get("aria-label") or element.get("aria-labelledby")
            hidden = element.get("hidden") is not None  # as the drop area hides the box that it replaces
            if element.get("id") not in labelled and id(element) not in inside and not named and not hidden:
                yield f"<{element.tag} name={element.get('name')!r}> has no label"
        if element.tag in {"a", "button"} and not words(element) and not element.get("aria-label"):
            yield f"<{element.tag} href={element.get('href')!r}> says nothing"
        if element.tag == "img" and element.get("alt") is None:
            yield f"<img src={element.get('src')!r}> has no alt"
        if element.tag == "fieldset" and not any(part.tag == "legend" and words(part) for part in element):
            yield "A fieldset has no legend"


def _of_policy(elements: list[Element]) -> Iterator[str]:
    """What the Content Security Policy refuses."""
    for element in elements:
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"Inline <{element.tag}>: {words(element)[:60]!r}"
        for attribute in element.attrib:
            if str(attribute).lower() == "style" or re.match("on[a-z]", str(attribute).lower()):
                yield f"<{element.tag}> has the attribute {attribute}"
        for attribute in ("src", "href"):
            loaded = element.get(attribute, "")
            if element.tag in {"script", "link", "img", "iframe"} and re.match(r"(https?:)?//", loaded):
                yield f"<{element.tag}> is loaded from outside: {loaded}"


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
