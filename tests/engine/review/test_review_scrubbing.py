"""Scrubbing: no contact point stays, nothing else goes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.review import holds_contact, scrub

PARTS = st.sampled_from(
    (
        *("ann@example.org", "a.b+c@x-y.co.uk", "020 7946 0000", "+44 (0)20 7946 0000", "01632960001", "Ann Example"),
        *("Mr Ex", "075962-2026", "12.04.26", "the pilot", "£1,000,000", "Tel:", "contact", "\n", ", ", "(", ")"),
        *("at", "[at]", "@", ".", "Vale Council"),
    )
)


@given(st.lists(PARTS, max_size=12).map(" ".join) | st.text(max_size=80))
def test_scrub_leaves_no_contact_point_and_is_done_once(text: str) -> None:
    """Whatever the text, none is left; a second scrub changes nothing that the first one left."""
    once = scrub(text)
    assert not holds_contact(once)
    assert not holds_contact(scrub(once))


@pytest.mark.parametrize(
    "text",
    [
        "Notice 075962-2026 of 12.04.2026, 2025/S 000-014321",
        "Doors open 0815 1645, budget £0123456789, code 09323000",
        "Contract 715907496 at 10.30, 50% of 2026-2030",
        "Meet @ 10.30",
        "Invented Vale Council",
        "",
    ],
)
def test_scrub_keeps_what_is_no_contact_point(text: str) -> None:
    """Notice numbers, dates, times, sums and references."""
    assert scrub(text) == text


@pytest.mark.parametrize("letter", ["a", "0", "@", "+1", "a.", "0 ", "Tel: ", "Mr A", "x@y."])
def test_scrub_takes_linear_time(letter: str) -> None:
    """A long text of one sort never holds things up."""
    start = time.perf_counter()
    scrub(letter * (60_000 // len(letter)))
    assert time.perf_counter() - start < 5
