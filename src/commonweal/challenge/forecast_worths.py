"""What a forecast says that each kind of contribution is worth, for the stages of one award decision."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from commonweal.challenge.target import Target
from commonweal.frameworks.measures import MeasureKind

if TYPE_CHECKING:
    from commonweal.forecast.result import Forecast  # slow to import, and a challenge may have none


def worths_of(forecast: Forecast | None, target: Target) -> Mapping[MeasureKind, Decimal]:
    """Expected pounds at present value by kind, of what is priced; empty without a forecast.

    Effects of the target's own stages count by their kind. What follows outside the contract counts as the way to
    lasting impact. Learning also counts what deciding on it is worth, and capability what it brings later.
    """
    if forecast is None:
        return {}
    worths: dict[MeasureKind, Decimal] = {}

    def add(kind: MeasureKind, pounds: Decimal | None) -> None:
        if pounds is not None:
            worths[kind] = worths.get(kind, Decimal(0)) + pounds

    own = {each.stage.id for each in target.stages}
    for effect in forecast.effects:
        if not effect.under_contract:
            add(MeasureKind.IMPACT, effect.value.value)
        elif effect.stage in own:
            add(MeasureKind(effect.kind), effect.value.value)
    add(MeasureKind.LEARNING, forecast.policies.learning.value)
    if forecast.capabilities_together is not None:
        add(MeasureKind.CAPABILITY, forecast.capabilities_together.value)
    return worths
