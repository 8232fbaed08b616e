"""Levels worded by what a bid must show, for scales whose words must give way."""

from __future__ import annotations

from decimal import Decimal

from commonweal.challenge.attacks.context import AttackContext
from commonweal.challenge.target import TargetCriterion

LADDER = "what-a-bid-shows"


def ladder_for(context: AttackContext, criterion: TargetCriterion) -> dict[Decimal, str]:
    """A descriptor for each level of a criterion, from the pack's ladder, evenly from the lowest rung to the highest.

    Empty where the criterion has more levels than the ladder has rungs: no two levels may say the same.
    """
    points = sorted(each.points for each in criterion.levels)
    rungs = context.pack.scales[LADDER].levels
    if len(points) > len(rungs):
        return {}
    last = len(rungs) - 1
    return {each: rungs[round(place * last / max(1, len(points) - 1))].descriptor for place, each in enumerate(points)}
