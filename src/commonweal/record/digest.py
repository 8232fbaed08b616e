"""The digest of a value: SHA-256 of its canonical JSON."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

# Marks a field that values written earlier do not have: at its default it is no part of the canonical form, so that
# their digests stay as they were.
CAME_LATER: Mapping[str, bool] = MappingProxyType({"came-later": True})


def canonical_json(value: Any) -> str:
    """Canonical JSON: sorted keys, decimals as plain strings, text in NFC, no spaces.

    Floats are refused: their text differs between writers, so two equal values could digest differently.
    """
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(value: Any) -> str:
    """The hexadecimal SHA-256 of the canonical JSON of a value."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", str(value))
    if value is None or isinstance(value, bool | int):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {field.name: plain(item) for field, item in held if not _came_later(field, item)}
    if isinstance(value, Mapping):
        return {_plain_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    raise TypeError(f"A {type(value).__name__} has no canonical form: use text, whole numbers, decimals or dates.")


def _came_later(field: dataclasses.Field[Any], item: Any) -> bool:
    return "came-later" in field.metadata and bool(item == field.default)


def plain_decimal(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 10.0 and 10 are one value."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def _plain_key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"The key {key!r} is not text.")
    return unicodedata.normalize("NFC", str(key))
