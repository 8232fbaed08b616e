"""How well real notices are read, held against labels made without sight of the reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from generators.labels import (
    INFERRED,
    LABELS,
    NOTICES,
    STRUCTURED,
    Tally,
    answers_of,
    classifications,
    measure,
    read_labels,
)

# What is stated is to be read, what is inferred well guessed.
STATED, GUESSED = Decimal("0.95"), Decimal("0.85")

ALL = read_labels(LABELS)
needs_notices = pytest.mark.skipif(
    not NOTICES.is_dir(), reason=f"the real notices are not in {NOTICES}; they are never copied here"
)


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return measure(ALL, classifications(ALL))


def test_there_are_labels() -> None:
    """At least sixty notices, of every register, some drawn at random and some sought out."""
    assert len(ALL) >= 60
    assert {each.chosen for each in ALL} == {"random", "enriched"}
    assert len({each.file for each in ALL}) >= 6
    assert len({(each.file, each.line) for each in ALL}) == len(ALL)


@needs_notices
@pytest.mark.parametrize("field", STRUCTURED)
def test_what_is_stated_is_read(field: str, tallies: dict[str, Tally]) -> None:
    """Nearly always, and nothing else is."""
    tally = tallies[field]
    assert tally.labelled
    assert tally.precision is not None
    assert tally.recall is not None
    assert min(tally.precision, tally.recall) >= STATED, f"{tally.alike} alike of {tally.given} read, {tally.labelled}"


@needs_notices
@pytest.mark.parametrize("field", INFERRED)
def test_what_is_inferred_is_mostly_right(field: str, tallies: dict[str, Tally]) -> None:
    """In most notices."""
    tally = tallies[field]
    assert tally.precision is not None
    assert tally.recall is not None
    assert min(tally.precision, tally.recall) >= GUESSED, f"{tally.alike} alike of {tally.given} read, {tally.labelled}"


SET_ASIDE = read_labels(LABELS / "held-out")


@needs_notices
def test_notices_set_aside_are_read_as_well_as_the_page_says() -> None:
    """What was first looked at when the reader was finished; no notice stands in both."""
    assert len(SET_ASIDE) >= 40
    assert not {(each.file, each.line) for each in SET_ASIDE} & {(each.file, each.line) for each in ALL}
    found = measure(SET_ASIDE, classifications(SET_ASIDE))
    for field, tally in found.items():
        if tally.labelled:
            assert min(tally.precision or 0, tally.recall or 0) >= Decimal("0.9"), field


def test_an_answer_counts_once_and_only_where_it_is_the_same() -> None:
    """The measure itself: given, labelled and alike by lot; none is no answer."""
    tally = Tally()
    tally.add({"1": (60, 40), "2": (50, 50)}, {"1": (60, 40), "2": (50, 40), "3": (1,)})
    tally.add({}, {"": "x"})
    tally.add({"": "x"}, {})
    assert (tally.given, tally.labelled, tally.alike) == (4, 3, 1)
    assert (tally.precision, tally.recall) == (Decimal(1) / 4, Decimal(1) / 3)
    assert (Tally().precision, Tally().recall) == (None, None)


@needs_notices
def test_labels_name_the_notices_that_they_mean() -> None:
    """By file and line; the number in the label is the notice's own, or its ocid where it has none."""
    read = classifications(ALL)
    assert {(each.file, each.line) for each in ALL} == read.keys()
    for each in ALL:
        found = read[each.file, each.line]
        assert each.id in {found.id, found.ocid}
        assert answers_of(found)["notice_type"]
