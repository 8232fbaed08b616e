"""Parts of a document by their path. In lists whose items have an id, an item is named by it, not by its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]
Parts = Mapping[Path, Any]


def part_of(data: Any, path: Path) -> Any:
    """A part of plain data by its path; None where it is not there."""
    for step in path:
        try:
            data = data[_place(data, step)]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return data


def placed(data: Any, path: Path) -> Path | None:
    """The path with places instead of ids, as it is in this document; None where an item on the way is not there.

    Maps on the way may be missing: they are made when the part is set.
    """
    found: list[str | int] = []
    for step in path:
        if isinstance(data, list):
            try:
                place = _place(data, step)
            except ValueError:
                return None
            found.append(place)
            data = data[place] if place < len(data) else None
        else:
            found.append(step)
            data = data.get(step) if isinstance(data, dict) else None
    return tuple(found)


def _place(data: Any, step: str | int) -> Any:
    """Where in a list the item with an id is; any other step is its own place."""
    if not isinstance(data, list) or isinstance(step, int):
        return step
    ids = [item.get("id") if isinstance(item, dict) else None for item in data]
    return ids.index(step)


def same(one: Any, other: Any) -> bool:
    """Whether two parts say the same: spaces around a text, and what is left out, make no difference."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    if isinstance(value, dict):
        kept = {key: _plain(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value] or None
    return value
