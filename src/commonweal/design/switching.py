"""What moving one judgement changes: where, and how much of the scheme."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.design.fit import Factor
from commonweal.design.judgements import Judgement
from commonweal.design.problem import Key
from commonweal.design.survival import Swing


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """On one side of the present value: the first value at which something else is chosen, and what.

    `end_change` is how much of the scheme differs at the end of the margin (0–1), `beyond_share` the part of the
    side's margin that lies beyond the switch.
    """

    at: Decimal
    text: str
    comes_in: tuple[Key, ...]
    goes_out: tuple[Key, ...]
    outcomes: tuple[tuple[str, str], ...]
    end_change: float
    beyond_share: float

    @property
    def weight(self) -> float:
        """The change of the scheme over this side: that at its end, taken for all of it from the switch on."""
        return self.end_change * self.beyond_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """One judgement that the proposal rests on. `weight`, 0 to 1: the mean of how much of the scheme changes over its
    margin, both sides counted alike. `alike` are other factors of the same criterion that change just the same."""

    judgement: Judgement
    below: Switch | None
    above: Switch | None
    weight: float
    swing: Swing | None = None
    alike: tuple[Factor, ...] = ()

    @property
    def nearest(self) -> Switch:
        """The switch that is reached first, in parts of its side's margin; of two such, beyond which more changes."""
        sides = [each for each in (self.below, self.above) if each is not None]
        return max(sides, key=lambda each: (each.beyond_share, each.end_change))
