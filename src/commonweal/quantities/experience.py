"""What is known from elsewhere of evidence and of gates: corrections by quality, and counts that got through."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGrade:
    """How far a claimed benefit is corrected downwards for the quality of its evidence.

    `title` is our reading of the grade; `correction_share` is what a guide takes off.
    """

    title: str
    correction_share: Decimal
    source: Source
    reading_source: Source

    def __post_init__(self) -> None:
        if not 0 <= self.correction_share < 1:
            raise MisuseError(f"The correction of '{self.title}' is a share from 0 to below 1.")

    @property
    def factor(self) -> Decimal:
        """What a claimed benefit is multiplied by."""
        return 1 - self.correction_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """How many applied, were let in, and got as far as a test; None where that was not published."""

    title: str
    applied: int
    accepted: int
    tested: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= (self.tested or 0) <= self.accepted <= self.applied:
            raise MisuseError(f"In the cohort '{self.title}' more passed a step than reached it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRate:
    """Counts of how many got through the gates of a programme elsewhere: a weak prior, never a forecast."""

    title: str
    cohorts: tuple[Cohort, ...]
    source: Source

    def accepted(self) -> tuple[int, int]:
        """Accepted, of applied, over all cohorts."""
        return sum(each.accepted for each in self.cohorts), sum(each.applied for each in self.cohorts)

    def tested(self) -> tuple[int, int]:
        """Tested, of accepted, over the cohorts of which both are known."""
        known = [each for each in self.cohorts if each.tested is not None]
        return sum(each.tested or 0 for each in known), sum(each.accepted for each in known)
