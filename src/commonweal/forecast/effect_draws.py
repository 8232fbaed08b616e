"""One effect on draws of the beliefs: how much of it comes, when, and what it is worth if it is triggered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.effect_plan import PlannedEffect
from commonweal.forecast.estimate import Floats

NONE = np.array(0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EffectDraws:
    """What the effect does if its trigger happens; every column has shape (draws,), or () where all draws agree.

    `amount` is the quantity with additionality and evidence, `start` the month of the first of it, `counted` how much
    comes up to the horizon, `worth` its present value in pounds, none where it has no price. `price` is `amount` times
    pounds a unit.
    """

    effect: PlannedEffect
    amount: Floats
    price: Floats | None
    start: Floats
    counted: Floats
    worth: Floats | None

    @property
    def gain(self) -> Floats:
        """The worth, and zero where there is no price."""
        return NONE if self.worth is None else self.worth

    def beyond(self) -> Floats:
        """What falls after the horizon: in pounds where there is a price, in units where there is none."""
        timing, uncut = self.effect.timing, self.effect.uncut
        if self.price is None:
            return np.asarray(self.amount * (uncut.counted(self.start) - timing.counted(self.start)))
        return np.asarray(self.price * (uncut.present(self.start) - timing.present(self.start)))


def draw_effect(effect: PlannedEffect, beliefs: Mapping[str, Floats], *, triggered: Floats) -> EffectDraws:
    """The effect on draws of the beliefs, by name; `triggered` is the month of its trigger (method, section 2)."""
    amount = beliefs[effect.quantity] * effect.factor
    for name in effect.taken:
        amount = amount * (1.0 - beliefs[name])
    if effect.attribution:
        amount = amount * beliefs[effect.attribution]
    start = triggered + beliefs[effect.lag] if effect.lag else triggered
    price = amount * beliefs[effect.value] if effect.value else None
    return EffectDraws(
        effect=effect,
        amount=np.asarray(amount),
        price=None if price is None else np.asarray(price),
        start=np.asarray(start),
        counted=np.asarray(amount * effect.timing.counted(start)),
        worth=None if price is None else np.asarray(price * effect.timing.present(start)),
    )
