"""What a reader of case files refuses in a text."""

from __future__ import annotations

import unicodedata

from commonweal.record.text import CONTROLS


def unreadable_characters(text: str) -> str:
    """The first character that no reader of a case file takes, by its name or number; empty where there is none."""
    found = CONTROLS.search(text.replace("\r\n", "\n"))
    if found is None:
        return ""
    return unicodedata.name(found.group(), f"U+{ord(found.group()):04X}").lower()
