"""The placeholders that a template may hold, read off the view itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from commonweal.exchange.tender_pack.pack_view import TenderPack

RIBBON = "a drawing of the stages to scale, in a paragraph of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """What a name stands for: words, or a list of words (`each` is then empty) or of things with parts."""

    name: str
    says: str
    is_list: bool = False
    parts: Mapping[str, Placeholder] = dataclasses.field(default_factory=dict)


@cache
def known_placeholders() -> Mapping[str, Placeholder]:
    """Every placeholder by name, with its parts."""
    return {**_placeholders(TenderPack), "ribbon": Placeholder(name="ribbon", says=RIBBON)}


def _placeholders(view: type[Any]) -> dict[str, Placeholder]:
    hints = get_type_hints(view)
    found = {}
    for each in dataclasses.fields(view):
        inner = get_args(hints[each.name])
        of = inner[0] if inner else None
        found[each.name] = Placeholder(
            name=each.name,
            says=each.metadata["says"],
            is_list=bool(inner),
            parts=_placeholders(of) if dataclasses.is_dataclass(of) and isinstance(of, type) else {},
        )
    return found


def all_names(among: Mapping[str, Placeholder] | None = None) -> Iterator[str]:
    """Every name that stands anywhere."""
    for name, each in (known_placeholders() if among is None else among).items():
        yield name
        yield from all_names(each.parts)
