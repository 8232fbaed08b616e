"""Words that patterns of a pack look for, found in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from commonweal.frameworks.definitions import Pattern
from commonweal.record.errors import MisuseError

LONGEST_WORDS = 120
# Two letters that an expression takes for an s and an i when case is ignored, and that stay as they are in lower case.
_ALIKE = {"ſ": "s", "ı": "i"}


def first_match(pattern: Pattern, text: str, name: str, possible: Collection[str] | None = None) -> str:
    """The first words that match and that no guard covers; empty where there are none.

    Only expressions that are possible are tried, all where that is not said: in lower case on text in lower case,
    which is several times faster, where that gives the same.
    """
    low = fold(text)
    given = text if len(low) != len(text) else low
    guarded: list[tuple[int, int]] | None = None
    for words in pattern.words:
        if possible is not None and words not in possible:
            continue
        for start, end in _spans(words, text, given, name):
            if guarded is None:
                guards = (each for each in pattern.not_when if possible is None or each in possible)
                guarded = [span for each in guards for span in _spans(each, text, given, name)]
            if not any(first < end and start < last for first, last in guarded):
                return text[start:end][:LONGEST_WORDS]
    return ""


def words_told(patterns: Mapping[str, Pattern], subject: str, text: str) -> str:
    """The first words of a text that the patterns of a subject look for; empty where there are none."""
    flat = " ".join(text.split())
    of_subject = ((name, each) for name, each in patterns.items() if each.subject == subject)
    return next((found for name, each in of_subject if (found := first_match(each, flat, name))), "")


def _spans(words: str, text: str, low: str, name: str) -> Iterator[tuple[int, int]]:
    """Where an expression matches, upper and lower case alike. `low` is the text itself where it must not be used."""
    lower = _compiled_lower(words, name) if low is not text else None
    found = _compiled(words, name).finditer(text) if lower is None else lower.finditer(low)
    return (each.span() for each in found)


@cache
def _compiled_lower(words: str, name: str) -> re.Pattern[str] | None:
    """The expression in lower case; None where a part of it tells upper from lower case."""
    _compiled(words, name)
    if re.search(r"\(\?-?[a-z]+[:)]|\\[xuUN0-9]", words):
        return None
    return re.compile(re.sub(r"\\.|[^\W\d_a-z]", lambda found: _lower(found.group()), words))


def _lower(part: str) -> str:
    return part if part.startswith("\\") else part.lower()


@cache
def _compiled(words: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(words, re.IGNORECASE)
    except re.error as error:
        raise MisuseError(
            f"The pattern {name} is no regular expression: {error}.", remedy="Correct it in the pack."
        ) from error


def fold(text: str) -> str:
    """The text in lower case, with every letter that passes for another in its place."""
    folded = text.lower()
    if not folded.isascii():
        for letter, alike in _ALIKE.items():
            folded = folded.replace(letter, alike)
    return folded
