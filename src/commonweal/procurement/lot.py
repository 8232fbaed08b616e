"""Lots: parts of a procurement that are awarded separately. A stage is not a lot."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.quantities.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """One lot. `value` is what its own contract is worth, where that has been said."""

    id: str
    title: str
    value: Money | None = None
