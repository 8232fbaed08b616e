"""Published text as people wrote it: controls, lost line breaks and stray spaces mended, contact points removed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from commonweal.exchange.ocds.releases import Text
from commonweal.review.scrubbing import may_hold_contact, scrub
from commonweal.review.word_reading import SEPARATOR

# Beyond this a text says no more than its beginning did, and costs time wherever it is read.
LONGEST_TEXT = 60_000
_LONGEST_CODE = 200
# Names of criteria, procedures and authorities come again and again: short texts are read once.
_SHORT = 200
_KEPT = 20_000

# Where backslashes were lost, "rn" stands for a line break: twice or oftener, after a stop, or alone between spaces.
_LOST_BREAKS = re.compile(r"(?:rn\s*){2,}(?=[^a-z]|$)")
_LOST_BREAK = re.compile(r"(?:(?<=[.:;?!),])|(?<=\s))rn(?=\s|[A-Z•*–\-\d(]|$)")
_MAY_BE_LOST = re.compile(r"rn(?: ?rn|(?<=[\s.:;?!),]rn)(?=[\sA-Z•*–\-\d(]|$))")
# Within a word only where the same text has lost others: "the Science Parkrn      Oxford", "Site VisitsrnAll".
_LOST_IN_A_WORD = re.compile(r"(?<=[a-z\d)])rn(?=\s{2}|[A-Z][a-z])")
# Marks that turn the reading direction round: they can make a page show other words than a file holds.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = "\t\u00a0\u2007\u202f"
_WHITESPACE = "\n\r" + _SPACES


def read_text(text: Text) -> str:
    """A free text, in lines, without contact points."""
    return _short_text(text) if isinstance(text, str) and len(text) <= _SHORT else scrub(tidy(text))


def read_line(text: Text) -> str:
    """A free text as one line, without contact points."""
    return _short_line(text) if isinstance(text, str) and len(text) <= _SHORT else _line(text)


def _line(text: Text) -> str:
    return scrub(" ".join(tidy(text).split()))


@lru_cache(maxsize=_KEPT)
def _short_text(text: str) -> str:
    return scrub(tidy(text))


@lru_cache(maxsize=_KEPT)
def _short_line(text: str) -> str:
    return _line(text)


def read_joined(texts: list[str]) -> str:
    """Free texts, each as `read_text` gives it with every whitespace a single space, joined by SEPARATOR.

    Most texts need nothing mended or removed, which a few looks at all of them together tell.
    """
    joined = SEPARATOR.join(texts)
    for space in _WHITESPACE:
        joined = joined.replace(space, " ")
    while "  " in joined:
        joined = joined.replace("  ", " ")
    if _is_plain(joined, len(texts)):
        return joined
    flat = (" ".join(read_text(each).split()) for each in texts)
    return SEPARATOR.join(each for each in flat if each)


def _is_plain(joined: str, texts: int) -> bool:
    """Whether nothing in some joined texts has to be mended or removed."""
    shown = joined.replace(SEPARATOR, "")
    if not shown.isprintable() or len(joined) - len(shown) != max(texts - 1, 0) or len(joined) > LONGEST_TEXT:
        return False
    if not joined.isascii() and not unicodedata.is_normalized("NFC", joined):
        return False
    return not ("rn" in joined and _MAY_BE_LOST.search(joined)) and not may_hold_contact(joined)


def read_code(text: Text) -> str:
    """A code or identifier, as it stands."""
    if isinstance(text, str) and text.isascii() and len(text) <= _LONGEST_CODE:
        if " " not in text and text.isprintable() and "rn" not in text:
            return text
        return _short_code(text)
    return " ".join(tidy(text).split())[:_LONGEST_CODE]


@lru_cache(maxsize=_KEPT)
def _short_code(text: str) -> str:
    return " ".join(tidy(text).split())[:_LONGEST_CODE]


def tidy(text: Text) -> str:
    """Text that can be shown and written: no control or direction marks, line breaks where they were, single spaces."""
    if text is None:
        return ""
    shown = str(text)[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    if "rn" in shown:
        shown = _mend_breaks(shown)
    for space in _SPACES:
        shown = shown.replace(space, " ")
    if not shown.replace("\n", "").isprintable():
        shown = _without_marks(shown)
    shown = unicodedata.normalize("NFC", shown)
    while "  " in shown:
        shown = shown.replace("  ", " ")
    shown = shown.replace(" \n", "\n").replace("\n ", "\n")
    while "\n\n\n" in shown:
        shown = shown.replace("\n\n\n", "\n\n")
    return shown.strip()


def _mend_breaks(text: str) -> str:
    """Line breaks again where a source left "rn" of them."""
    mended = _LOST_BREAK.sub("\n", _LOST_BREAKS.sub("\n\n", text))
    return text if mended == text else _LOST_IN_A_WORD.sub("\n", mended)


def _without_marks(text: str) -> str:
    """The text without what no page can show; spaces of other widths as spaces."""
    for letter in set(text) - {"\n"}:
        if not _is_shown(letter):
            text = text.replace(letter, "")
        elif letter.isspace():
            text = text.replace(letter, " ")
    return text


def _is_shown(letter: str) -> bool:
    """Neither control, direction, half of a pair, private nor unassigned: what files can hold and pages can show."""
    if letter in _DIRECTIONS:
        return False
    return letter.isprintable() or unicodedata.category(letter) in {"Zs", "Cf"}
