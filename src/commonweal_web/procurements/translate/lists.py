"""Items of a document's lists: put in, taken out and moved, in an order that the engine takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from commonweal_web.procurements.translate.parts import Path, part_of

LONGEST_ID = 40


def with_item(
    data: Mapping[str, Any], path: Path, item: Mapping[str, Any], *, named: bool
) -> tuple[dict[Path, Any], str]:
    """The parts that add an item, and how it is then named: by its id, or by its place.

    Branches stay behind the stages under contract, and the final round stays last.
    """
    items = list(part_of(data, path) or ())
    made = {"id": new_id(str(item.get("title", "")), items), **item} if named else dict(item)
    place = _place_of(path, made, items)
    name = str(made["id"]) if named else str(place)
    if place == len(items) and items:
        return {(*path, place): made}, name
    return {path: [*items[:place], made, *items[place:]]}, name


def new_id(title: str, items: Sequence[Any]) -> str:
    """Small words joined by hyphens, that no other item of the list has."""
    taken = {item.get("id") for item in items if isinstance(item, dict)}
    stem = slugify(title).replace("_", "-").strip("-")[:LONGEST_ID].strip("-") or "item"
    stem = "-".join(part for part in stem.split("-") if part)
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(items) + 3))
    return next(name for name in names if name not in taken)


def moved(data: Mapping[str, Any], path: Path, name: str, by: int) -> dict[Path, Any]:
    """The parts that move an item by one place; nothing at the end of the list, or where the item is gone."""
    items = list(part_of(data, path) or ())
    place = place_of(items, name)
    if place is None or not 0 <= place + by < len(items):
        return {}
    items[place], items[place + by] = items[place + by], items[place]
    return {path: items}


def place_of(items: Sequence[Any], name: str) -> int | None:
    """Where the item is that has this id, or that stands at this place where items have none."""
    for place, item in enumerate(items):
        if isinstance(item, dict) and str(item.get("id", place)) == name:
            return place
    return None


def step_to(data: Mapping[str, Any], path: Path, name: str) -> str | int | None:
    """How a path names the item: by its id, or by its place; None where there is no such item."""
    items = part_of(data, path) or ()
    place = place_of(items, name)
    if place is None:
        return None
    return name if "id" in items[place] else place


def _place_of(path: Path, item: Mapping[str, Any], items: Sequence[Any]) -> int:
    if path == ("stages",) and item.get("under_contract", True):
        return next((i for i, each in enumerate(items) if not each.get("under_contract", True)), len(items))
    if path == ("rounds",) and item.get("kind") != "final":
        return next((i for i, each in enumerate(items) if each.get("kind") == "final"), len(items))
    return len(items)
