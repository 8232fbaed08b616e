"""What shows early crowds out what shows late."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.best_response import alignment
from commonweal.challenge.leak import Change, Mend
from commonweal.challenge.standing import best_shares, least_shares, whole_weightings
from commonweal.challenge.target import Target, TargetCriterion
from commonweal.procurement.case import DecisionKind
from commonweal.quantities.distribution import distribution_of
from commonweal.quantities.period import describe_months
from commonweal.record.text import say_list


def attack(context: AttackContext) -> Iterator[Found]:
    """Where criteria that show in the first part of the contract carry much more weight than would align best."""
    target = context.target
    until = target.months * context.pack.parameter("early-part")
    dated = [(each, months_until_shown(each, target)) for each in target.criteria]
    best = _best(context)
    early = [(each, points) for (each, months), points in zip(dated, best, strict=True) if _by(months, until)]
    late = [each for each, months in dated if months is not None and months > until and not each.kind.is_pure_count]
    if not early or not late:
        return
    now = float(sum((each.weighting for each, _ in early), Decimal(0)) / target.total)
    wanted = float(sum((points for _, points in early), Decimal(0)) / target.total)
    if now - wanted < float(context.pack.parameter("crowding-share")):
        return
    yield Found(
        severity=(now - wanted) / now,
        points=sum((each.weighting for each, _ in early), Decimal(0)),
        finding=f"Marks go to what shows in the first {describe_months(until)}, and what shows later is crowded out.",
        because=f"{say_list([f'‘{each.title}’' for each, _ in early])} "
        f"{'carries' if len(early) == 1 else 'carry'} {now:.0%} of the social value mark; "
        f"{wanted:.0%} would align best.",
        mends=tuple(_reweigh(context, best, late)),
    )


def months_until_shown(criterion: TargetCriterion, target: Target) -> Decimal | None:
    """Months from the start of the contract until evidence shows as likely as not; None where no measure is known."""
    if criterion.profile is None:
        return None
    lag = Decimal(distribution_of(criterion.profile.lag).quantile(0.5))
    return target.stage(criterion.stage).starts + lag + criterion.profile.window_months


def _by(months: Decimal | None, until: Decimal) -> bool:
    return months is not None and months <= until


def _best(context: AttackContext) -> list[Decimal]:
    """The weightings that align best, each at least the least, in the order of the criteria."""
    target, modelled = context.target, context.modelled
    return whole_weightings(target, best_shares(modelled, least_shares(modelled)))


def _reweigh(context: AttackContext, best: list[Decimal], late: list[TargetCriterion]) -> Iterator[Mend]:
    criteria = context.target.criteria
    if len({each.code for each in criteria}) < len(criteria):
        return
    modelled, total = context.modelled, float(context.target.total)
    after = alignment(modelled.model, np.array([float(each) / total for each in best]))
    yield Mend(
        title="Weight "
        + say_list([f"‘{each.title}’ {points:f}%" for each, points in zip(criteria, best, strict=True)])
        + ".",
        because=f"Alignment goes from {alignment(modelled.model, modelled.weights):.0%} to {after:.0%}: "
        f"{say_list([f'‘{each.title}’' for each in late])} would count for what it is worth.",
        changes=tuple(
            Change(kind=DecisionKind.WEIGHTING, subject=each.code, value=f"{points:f}", stage=context.target.id)
            for each, points in zip(criteria, best, strict=True)
        ),
        costs="What shows late is known late: name an early sign of it for the first report.",
    )
