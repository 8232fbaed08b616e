"""What a reader of case files refuses, and how pages say it."""

from __future__ import annotations

import re
import unicodedata

from commonweal.record.errors import CommonwealError
from commonweal.record.text import CONTROLS

# What the engine raises on purpose, for those who may not reach it.
EngineError = CommonwealError


def unreadable_characters(text: str) -> str:
    """The first character that no reader of a case file takes, by its name or number; empty where there is none."""
    found = CONTROLS.search(text.replace("\r\n", "\n"))
    if found is None:
        return ""
    return unicodedata.name(found.group(), f"U+{ord(found.group()):04X}").lower()


def plain_message(error: CommonwealError) -> str:
    """An error of the engine as a page says it: which line of a case file, what is wrong, what to do."""
    said = " ".join(part for part in (error.message, _for_pages(error.remedy)) if part)
    place = re.search(r"([\w/-]+\.(?:yaml|lock)):(\d+)$", error.where)
    return f"{place[1]}, line {place[2]}: {said}" if place else said


def _for_pages(remedy: str) -> str:
    """A remedy that names a command of the terminal helps nobody here."""
    return "" if "commonweal " in remedy or "--" in remedy else remedy
