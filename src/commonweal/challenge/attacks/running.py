"""Every attack on one target, the most harmful leak first."""

from __future__ import annotations

from decimal import Decimal

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.predicates import ATTACKS
from commonweal.challenge.leak import Leak


def attack_target(context: AttackContext) -> tuple[Leak, ...]:
    """What every attack of the pack finds, by harm, then by name; what lies in price last."""
    leaks = [
        _leak(context, name, found)
        for name, attack in ATTACKS.items()
        if name in context.pack.attacks
        for found in attack(context)
    ]
    return tuple(sorted(leaks, key=lambda leak: (-leak.harm, leak.attack, leak.criterion, leak.stage)))


def _leak(context: AttackContext, name: str, found: Found) -> Leak:
    criterion = found.criterion
    points = found.points if found.points is not None else criterion.weighting if criterion else Decimal(0)
    return Leak(
        attack=name,
        award=context.target.id,
        criterion=criterion.code if criterion else "",
        stage=criterion.stage if criterion else "",
        severity=min(1.0, max(0.0, found.severity)),
        points=points,
        finding=found.finding,
        because=found.because,
        mends=found.mends,
        sources=context.pack.attacks[name].sources,
        of_price=found.of_price,
    )
