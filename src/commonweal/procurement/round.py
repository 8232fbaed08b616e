"""Rounds: steps of tendering within one procedure. A stage is a step of development, not a round."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonweal.record.errors import MisuseError


class RoundKind(StrEnum):
    PARTICIPATION = "participation"
    INTERMEDIATE = "intermediate"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round: who may still take part afterwards, and how many."""

    id: str
    title: str
    kind: RoundKind
    keeps_at_most: int | None = None
    keeps_at_least: int | None = None

    def __post_init__(self) -> None:
        least, most = self.keeps_at_least, self.keeps_at_most
        if least is not None and most is not None and least > most:
            raise MisuseError(f"Round '{self.title}' keeps at least {least} and at most {most} suppliers.")
