"""Texts as documents can hold them: what XML forbids and what steers a screen is made a visible mark."""

from __future__ import annotations

import dataclasses
import re
from typing import TypeVar

from commonweal.record.text import visible

Value = TypeVar("Value")
# Lone surrogates and the two code points that are no characters: no XML may hold them.
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """The text with line ends as one kind, and nothing in it that a document cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _NO_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", visible(text))


def clean_view(value: Value) -> Value:
    """The same for every text within a view."""
    cleaned: object = value
    if isinstance(value, str):
        cleaned = clean_text(value)
    elif isinstance(value, tuple):
        cleaned = tuple(clean_view(each) for each in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in dataclasses.fields(value)]
        cleaned = dataclasses.replace(value, **{name: clean_view(getattr(value, name)) for name in names})
    return cleaned  # type: ignore[return-value]
