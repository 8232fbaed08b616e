"""The question put to bidders, how long the answer may be, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLevel:
    """One point of the scale of scores, with what a bid must show to earn it."""

    points: Decimal
    label: str
    descriptor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPart:
    """A sub-criterion: explained on its own in each assessment summary (Regs reg 31)."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What bidders are asked. `evidence` says what convinces at this stage."""

    text: str
    word_limit: int
    evidence: str
    scale: tuple[ScaleLevel, ...]
    sub_criteria: tuple[ScoredPart, ...]
