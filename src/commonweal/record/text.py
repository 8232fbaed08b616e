"""Small rules of wording that every room shares."""

from __future__ import annotations

import re
from collections.abc import Sequence

# C0 without tab and new line, delete, C1, and the overrides and isolates of direction.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def inside_sentence(text: str) -> str:
    """A title as it stands inside a sentence: 'A plan' becomes 'a plan'; 'NHS pilot' and 'KPI' keep their capitals."""
    first_word = text.split(" ", 1)[0]
    is_acronym = len(first_word) > 1 and first_word.rstrip(",;:.").rstrip("s").isupper()
    return text if is_acronym else text[:1].lower() + text[1:]


def first_upper(text: str) -> str:
    """The first letter large, the rest as it is: 'VAT' stays 'VAT'."""
    return text[:1].upper() + text[1:]


def with_article(words: str) -> str:
    """'a council', 'an agency', 'an NHS body' (by its sound)."""
    return f"{'an' if words[:1].lower() in 'aeiou' or words.startswith('NHS') else 'a'} {words}"


def say_list(words: Sequence[str], *, last: str = "and") -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def visible(text: str) -> str:
    """The text with each control character (but new line and tab) and bidirectional override made a visible mark.

    They could change what a screen shows of the text around them.
    """
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
