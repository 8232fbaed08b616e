"""What is promised falls due, or shows, when nothing hangs on it any more."""

from __future__ import annotations

import math
from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.mends import give_marks_elsewhere, reword
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion
from commonweal.frameworks.measures import FitProfile
from commonweal.quantities.distribution import Distribution, distribution_of
from commonweal.quantities.period import describe_months
from commonweal.record.text import inside_sentence

# Beyond so many months nobody can be asked to wait for a payment.
LONGEST_HELD = 12


def attack(context: AttackContext) -> Iterator[Found]:
    """Each promise that more likely than not shows only after the last moment of the whole award decision."""
    for each in context.target.criteria:
        if each.profile is None or context.words("later-moment", each.condition):
            continue
        left, lag = months_left(context, each), distribution_of(each.profile.lag)
        in_time = left - float(each.profile.window_months)
        seen = lag.cdf(in_time) if in_time >= 0 else 0.0
        if seen >= 0.5:
            continue
        late = math.ceil(lag.quantile(0.5) - in_time)
        yield Found(
            criterion=each,
            severity=1 - seen,
            finding=f"What is promised under ‘{each.title}’ shows only when nothing hangs on it any more.",
            because=_because(each.profile, lag, left, seen),
            mends=(*_held_back(each, late), *_elsewhere(context, each), _in_time(context, each)),
        )


def months_left(context: AttackContext, criterion: TargetCriterion) -> float:
    """Months from the start of the criterion's stage to the last moment at which any stage's evidence counts."""
    starts = context.target.stage(criterion.stage).starts
    return float(max(each.starts + each.stage.last_moment for each in context.target.stages) - starts)


def _because(profile: FitProfile, lag: Distribution, left: float, seen: float) -> str:
    watched = f", watched for {describe_months(profile.window_months)}" if profile.window_months else ""
    return (
        f"It shows after about {_months(lag.quantile(0.5))}{watched}; the last payment or gate comes after "
        f"{_months(left)}, so that {_share(seen)} can be seen by then."
    )


def _share(seen: float) -> str:
    return f"{seen:.0%} of such promises" if seen >= 0.005 else "hardly any such promise"


def _months(number: float) -> str:
    return describe_months(float(round(number)))


def _held_back(criterion: TargetCriterion, late: int) -> Iterator[Mend]:
    """Part of the last payment waits for what was promised, where that is not too long to wait."""
    if late > LONGEST_HELD:
        return
    after = f"{_months(late)} after the end of the contract"
    changes = reword(
        criterion,
        "condition",
        f"{criterion.condition} A part of the last payment that the contract states is held back until what is "
        f"promised under ‘{criterion.title}’ can be seen, {after}, and is then paid in proportion to what has come.",
    )
    if changes:
        yield Mend(
            title=f"Hold back a part of the last payment until {after}, when ‘{criterion.title}’ can be seen.",
            because="Then something hangs on it when it shows.",
            changes=changes,
            costs="The supplier waits for a part of its pay, which weighs most on small firms; the authority must look "
            "again after the contract has ended.",
        )


def _elsewhere(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    yield from give_marks_elsewhere(
        context, criterion, because="Marks go to what can be seen while the contract still runs."
    )


def _in_time(context: AttackContext, criterion: TargetCriterion) -> Mend:
    """What shows in time instead, by name where the criterion's pack has an early sign: for people to word."""
    pack_id, _, code = criterion.code.partition("/")
    packs = {each.id: each for each in context.packs.newest()}
    found = packs[pack_id].criteria.get(code) if pack_id in packs else None
    sign = f", such as {inside_sentence(found.early_sign.rstrip('.'))}" if found and found.early_sign else ""
    return Mend(
        title=f"Score under ‘{criterion.title}’ what can be seen in time{sign}.",
        because="An early sign can still be answered.",
        costs="The criterion is worded anew, and the later result is left to whoever runs the service then.",
    )
