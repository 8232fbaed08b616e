"""A span: the lowest and highest value somebody gives for a quantity, and the central one where they give it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.record.errors import MisuseError


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """low ≤ central ≤ high. What is not given is None; `low` and `high` come together, and something is given."""

    low: Decimal | None = None
    central: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise MisuseError("A span has both a low and a high end, or neither.")
        given = [each for each in (self.low, self.central, self.high) if each is not None]
        if not given:
            raise MisuseError("A span needs a central value, or a low and a high one.")
        if given != sorted(given):
            raise MisuseError("A span rises: low, central, high.")

    @property
    def likeliest(self) -> Decimal:
        """The central value; the middle of the two ends where none is given."""
        if self.central is not None:
            return self.central
        assert self.low is not None and self.high is not None  # the constructor saw to it
        return (self.low + self.high) / 2
