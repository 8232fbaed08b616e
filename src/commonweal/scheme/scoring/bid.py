"""A bid as it is scored: its price, its moderated scores, and the conditions that it failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.record.errors import MisuseError


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """One bid for one lot.

    `price` is in pounds on the footing that the notice states, None where price plays no part. `scores` holds one
    moderated score for each criterion's id. `failed` names the conditions of participation and pass or fail questions
    that it did not meet. Raises MisuseError for a bid without a name and for numbers that are not finite.
    """

    name: str
    scores: Mapping[str, Decimal]
    price: Decimal | None = None
    failed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise MisuseError("A bid needs a name.", remedy="Give each bid the name of its supplier, or a code.")
        if self.price is not None and not self.price.is_finite():
            raise MisuseError(f"The price of {self.name} is no number.", remedy="Give it in pounds.")
        for criterion, score in self.scores.items():
            if not score.is_finite():
                raise MisuseError(f"The score of {self.name} for '{criterion}' is no number.")
