"""The checks of pages can fail: each fault is found on a page that has it alone."""

from __future__ import annotations

import pytest
from page_checks import check_html, find_faults

GOOD = """<!doctype html><html lang="en-gb"><head><title>Page – Commonweal</title><link rel="stylesheet" href="/a.css">
<script src="/a.js"></script></head><body><a href="#main">Skip</a><main id="main"><h1>Page</h1><h2>Part</h2>
<form><label for="name">Name</label><div id="hint">As you sign</div><input id="name" aria-describedby="hint"></form>
</main></body></html>"""


def test_a_good_page_has_no_fault() -> None:
    """The page that the others are made from passes."""
    check_html(GOOD)


@pytest.mark.parametrize(
    ("change", "into", "fault"),
    [
        ("<!doctype html>", "", "doctype"),
        (' lang="en-gb"', "", "no lang"),
        ("Page – Commonweal", "Page", "The title is"),
        ("Page – Commonweal", "Error: Page – Commonweal", "there is no error summary"),
        ("<h1>Page</h1>", '<h1>Page</h1><div class="govuk-error-summary"></div>', "there is error summary"),
        ("<h1>Page</h1>", "", "0 h1"),
        ("<h1>Page</h1>", "<h1>Page</h1><h1>Again</h1>", "2 h1"),
        ("<h2>Part</h2>", "<h3>Part</h3>", "A heading of level 3 follows one of level 1"),
        ('<main id="main">', '<div id="main">', "Not exactly one <main>"),
        ('id="hint"', 'id="name"', "stands 2 times"),
        ('id="hint"', "", "names #hint"),
        ('href="#main"', 'href="#top"', "leads to #top"),
        ('for="name"', "", "has no label"),
        (">Skip<", "><", "says nothing"),
        ("<h2>", '<h2 style="color:red">', "attribute style"),
        ("<h2>", '<h2 onclick="x()">', "attribute onclick"),
        ("<h2>", "<script>x()</script><h2>", "Inline <script>"),
        ("<h2>", "<style>p{}</style><h2>", "Inline <style>"),
        ("/a.js", "https://example.org/a.js", "loaded from outside"),
        ("/a.css", "//example.org/a.css", "loaded from outside"),
        ("As you sign", "This field is required.", "Django's own sentence"),
        ("<h2>", '<img src="/a.png"><h2>', "has no alt"),
        ("<h2>", "<fieldset></fieldset><h2>", "no legend"),
    ],
)
def test_each_fault_is_found(change: str, into: str, fault: str) -> None:
    """One change to the good page, and the fault is named."""
    assert change in GOOD
    changed = GOOD.replace(change, into).replace(
        "</main>", "</main>" if "<main" in GOOD.replace(change, into) else "</div>"
    )
    assert any(fault in found for found in find_faults(changed, fragment=False))


def test_a_fragment_needs_no_frame() -> None:
    """What htmx asks for is checked without title, heading or the targets of the page around it."""
    check_html('<p aria-describedby="elsewhere">Saved</p>', fragment=True)
    with pytest.raises(AssertionError, match="attribute style"):
        check_html('<p style="color:red">Saved</p>', fragment=True)
