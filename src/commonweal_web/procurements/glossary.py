"""The words of Commonweal, read once from the glossary that ships with it: help texts say what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.text import slugify

import commonweal_web

FILE = "GLOSSARY.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word with its meaning. `others` are words that people may know it by, and that we do not use for it."""

    word: str
    meaning: str
    others: str
    anchor: str


@cache
def terms() -> tuple[Term, ...]:
    """Every word, in the order of the alphabet."""
    return tuple(sorted(read_terms(_text()), key=lambda term: term.word.casefold()))


@cache
def meaning(word: str) -> str:
    """What a word means, for a help text: a sentence. A word that is not in the glossary is a mistake of ours."""
    found = next(term.meaning for term in terms() if term.word == word)
    return found[:1].upper() + found[1:]


def read_terms(text: str) -> list[Term]:
    """The rows of the table: word, meaning, and what is not said (its dagger left out)."""
    rows = [re.split(r"\s*\|\s*", line.strip().strip("|").strip()) for line in text.splitlines() if line[:1] == "|"]
    return [
        Term(word=cells[0], meaning=cells[1], others=(cells[2:3] or [""])[0].replace("†", ""), anchor=slugify(cells[0]))
        for cells in rows[2:]
        if len(cells) >= 2
    ]


def _text() -> str:
    """From the installed package, or beside the source where it runs from there."""
    package = Path(commonweal_web.__file__).parent
    file = next(folder / FILE for folder in (package, package.parents[1]) if (folder / FILE).is_file())
    return file.read_text(encoding="utf-8")
