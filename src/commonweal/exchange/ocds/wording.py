"""Published text as people wrote it: controls, lost line breaks and stray spaces mended, contact points removed."""

from __future__ import annotations

import re
import unicodedata

from commonweal.exchange.ocds.releases import Text
from commonweal.review.scrubbing import scrub

# Beyond this a text says no more than its beginning did, and costs time wherever it is read.
LONGEST_TEXT = 60_000

_LOST_BREAKS = re.compile(r"(?:rn){2,}(?=[A-Z•*–\-\d(])")
_LOST_BREAK = re.compile(r"(?<=[.:;?!])rn(?=[A-Z•*–\-\d(])")
# Marks that turn the reading direction round: they can make a page show other words than a file holds.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")


def read_text(text: Text) -> str:
    """A free text, in lines, without contact points."""
    return scrub(tidy(text))


def read_line(text: Text) -> str:
    """A free text as one line, without contact points."""
    return scrub(" ".join(tidy(text).split()))


def read_code(text: Text) -> str:
    """A code or identifier, as it stands."""
    return " ".join(tidy(text).split())[:200]


def tidy(text: Text) -> str:
    """Text that can be shown and written: no control or direction marks, line breaks where they were, single spaces."""
    if text is None:
        return ""
    shown = str(text)[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    if "rn" in shown:
        shown = _LOST_BREAK.sub("\n", _LOST_BREAKS.sub("\n\n", shown))
    shown = "".join(letter for letter in shown if letter in "\n\t" or _is_shown(letter))
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", shown).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_shown(letter: str) -> bool:
    """Neither control, direction, half of a pair, private nor unassigned: what files can hold and pages can show."""
    if letter in _DIRECTIONS:
        return False
    return letter.isprintable() or unicodedata.category(letter) in {"Zs", "Cf"}
