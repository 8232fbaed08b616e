"""Looking for letters first never changes an answer: everything that is quick, against every pattern tried in full."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.frameworks import PackKind, load_packs
from commonweal.frameworks.definitions import Pattern
from commonweal.frameworks.matching import first_match
from commonweal.review.classification import SUBJECTS
from commonweal.review.inference import Passage, infer_subject
from commonweal.review.literals import read_letters
from commonweal.review.sieve import sieve_of
from commonweal.review.word_reading import SEPARATOR, WordReading

PACKS = load_packs()
(PACK,) = PACKS.of_kind(PackKind.READING)
READING = WordReading([PACK], SUBJECTS)
EXPRESSIONS = sorted({words for each in PACK.patterns.values() for words in (*each.words, *each.not_when)})


def pieces(expression: str) -> list[str]:
    """Words that an expression is made of, and some that nearly are."""
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\\[a-zA-Z]", " ", expression))
    return [" ".join(words[:3]), *words]


WORDS = sorted({piece for each in EXPRESSIONS for piece in pieces(each)})
ODD = ("é", "ſ", "İ", "ı", "K", "‑", "–", "'", "’", ".", ",", "/", "(", ")", "2", "2024", "RM6187", "CPV 73110000", "")
TEXTS = st.lists(st.sampled_from(WORDS) | st.sampled_from(ODD), min_size=1, max_size=14).flatmap(
    lambda words: st.sampled_from((" ", "-", "", " the ", " of a ")).map(lambda gap: gap.join(words))
)
CASES = TEXTS | TEXTS.map(str.upper) | TEXTS.map(str.title)
SETTINGS = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def tried_in_full(pattern: Pattern, text: str) -> bool:
    """Whether a pattern matches, by its definition alone."""
    guards = [hit.span() for words in pattern.not_when for hit in re.finditer(words, text, re.IGNORECASE)]
    return any(
        not any(start < hit.end() and hit.start() < end for start, end in guards)
        for words in pattern.words
        for hit in re.finditer(words, text, re.IGNORECASE)
    )


@SETTINGS
@given(CASES)
def test_the_sieve_holds_back_only_what_cannot_match(text: str) -> None:
    """Every expression that matches is let through."""
    flat = " ".join(text.split())
    possible = sieve_of(PACK).let_through(flat)
    assert {each for each in EXPRESSIONS if re.search(each, flat, re.IGNORECASE)} <= possible


@SETTINGS
@given(st.lists(CASES, min_size=1, max_size=3))
def test_matching_joined_texts_is_trying_every_pattern_on_each(texts: list[str]) -> None:
    """Plain words, lower case and one pass give what the definition gives."""
    flat = [" ".join(each.split()) for each in texts]
    expected = {name for name, each in PACK.patterns.items() if any(tried_in_full(each, text) for text in flat)}
    names = [name for name, each in PACK.patterns.items() if each.subject in SUBJECTS]
    found = {names[at] for at in READING.matches(SEPARATOR.join(flat))}
    assert found == {name for name in expected if PACK.patterns[name].subject in SUBJECTS}


@SETTINGS
@given(CASES, CASES)
def test_weighing_is_inferring(title: str, text: str) -> None:
    """The same values with the same weights in the same order as an inference and its rivals."""
    passages = (Passage(text=title, where="tender/title", heading=True), Passage(text=text, where="tender/description"))
    heading, body = (READING.matches(" ".join(each.text.split())) for each in passages)
    weighed = READING.weigh(heading, body)
    for subject in SUBJECTS:
        found = infer_subject(passages, PACKS, subject=subject)
        told = ((found.value, found.weight), *((each.value, each.weight) for each in found.rivals)) if found else ()
        assert weighed.get(subject, ()) == told


def test_every_expression_of_the_pack_needs_some_letters() -> None:
    """None of ours has to be tried on every text: one that did would slow down every file."""
    assert EXPRESSIONS
    assert [each for each in EXPRESSIONS if not read_letters(each).needed] == []


@pytest.mark.parametrize(
    ("expression", "spellings"),
    [
        ("pilots?", {"pilot", "pilots"}),
        ("(?:two|2)[- ]stage", {"two-stage", "two stage", "2-stage", "2 stage"}),
        (r"\bAI\b", {"ai"}),
        ("(?-i:AI)", {"ai"}),
        (r"3\.5", {"3.5"}),
        ("", {""}),
    ],
)
def test_every_spelling_is_known_where_there_are_few(expression: str, spellings: set[str]) -> None:
    """In lower case."""
    assert read_letters(expression).all == spellings


@pytest.mark.parametrize(
    "expression",
    [
        *(r"\w+", ".*", "a?", "(?:pilot)?", "[a-z]", "(?=pilot)", "(?!pilot)", "x*", "x{0,3}", r"\d{2}"),
        *("(?P<name>pilot)", "(pilot", "pilot)", "[pilot", "pilot{", "\\", r"(?i)pilot", r"\x41", "(?#note)pilot"),
    ],
)
def test_what_is_not_understood_or_needs_nothing_is_always_tried(expression: str) -> None:
    """It costs time, never an answer."""
    assert not read_letters(expression).needed


def test_words_come_back_as_they_are_written() -> None:
    """The words shown are the notice's own, whatever their case."""
    pattern = PACK.patterns["stage-kind/proof-of-concept"]
    text = "A Proof of CONCEPT, twice"
    assert first_match(pattern, text, "x", pattern.words) == "Proof of CONCEPT"
    assert first_match(pattern, "İ " + text, "x", pattern.words) == "Proof of CONCEPT"
