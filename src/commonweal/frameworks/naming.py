"""What a pack only names: the criteria of an edition whose text is not held, and formulas in words."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCriterion:
    """A criterion held by name only: an old notice or a portfolio may refer to it; nothing can be designed with it."""

    title: str
    outcome: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula as people read it, what its letters stand for, and what has to be known to use it rightly."""

    title: str
    formula: str
    meaning: str
    source: Source
    note: str = ""
