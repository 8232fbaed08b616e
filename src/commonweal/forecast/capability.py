"""A capability that a stage leaves behind, and what it does to what follows (method, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from commonweal.forecast.effect import Trigger
from commonweal.record.errors import MisuseError

MOST_MATURITY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowOn:
    """Projects elsewhere whose success it raises: beliefs of how many, of their odds now, of one success in pounds."""

    number: str
    pass_share: str
    value: str
    beta: str
    after_months: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityGain:
    """Maturity 0 to 5 before and after. What is uncertain names a belief.

    `raises` are gates by stage with β: logit p' = logit p + β Δ, Δ = after - before. `shortens` are stages with the
    share of their months that is saved, a belief from 0 to below 1. `survives` is whether it outlasts the contract.
    """

    id: str
    title: str
    stage: str
    before: Decimal
    after: Decimal
    trigger: Trigger = Trigger.PASSED
    held_by: str = ""
    survives: bool | None = None
    raises: Mapping[str, str] = field(default_factory=dict)
    shortens: Mapping[str, str] = field(default_factory=dict)
    follow_on: FollowOn | None = None
    because: str = ""

    def __post_init__(self) -> None:
        for level in (self.before, self.after):
            if not 0 <= level <= MOST_MATURITY:
                raise MisuseError(f"The maturity of '{self.title}' runs from 0 to {MOST_MATURITY}, not {level}.")
