"""Mends that several attacks offer. Each gives none where it would not help here."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext
from commonweal.challenge.leak import Change, Mend
from commonweal.challenge.target import TargetCriterion
from commonweal.procurement.case import DecisionKind

# Checking every claim is an audit, no sample: beyond this share another mend is better.
MOST_CHECKED = 0.9


def give_marks_elsewhere(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    """Ask for it in the contract and give its marks to the other criteria, where there are others."""
    others = context.others(criterion)
    if not others or criterion.code in {each.code for each in others}:
        return
    yield Mend(
        title=f"Ask for ‘{criterion.title}’ in the contract, and give its {criterion.weighting:f} points to the other "
        "criteria.",
        because=f"What everybody can promise at little cost is asked of whoever wins: it tells no bids apart. "
        f"({criterion.pull_because})",
        changes=(Change(kind=DecisionKind.FORCE, subject=criterion.code, value="condition", stage=criterion.stage),),
        costs="The winner reports on it; nobody scores it.",
    )


def check_claims(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    """Verify so many claims that padding pulls no harder than the least meaning allows."""
    least = float(context.settings.least_meaning)
    allowed = (1 / least - 1) ** 0.5
    if criterion.pull <= allowed:
        return
    share = 1 - allowed / criterion.pull
    if share > MOST_CHECKED:
        return
    percent = -(-share * 100 // 5) * 5
    meaning = 1 / (1 + (criterion.pull * (1 - percent / 100)) ** 2)
    yield Mend(
        title=f"Check {percent:.0f}% of what is claimed under ‘{criterion.title}’ against records, and say so in the "
        "question and in the contract.",
        because=f"{percent:.0f}% of claims are checked against records, so that padding pulls less.",
        changes=(
            Change(
                kind=DecisionKind.FACTOR,
                subject=f"{criterion.code}.meaning",
                value=f"{meaning:.3f}",
                stage=criterion.stage,
            ),
        ),
        costs="Somebody checks a sample of claims at every report.",
    )


def ask_instead(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    """Ask for what the count brings about: for people to do, since it is another criterion or another measure."""
    del context
    yield Mend(
        title=f"Ask for what ‘{criterion.title}’ brings about, and keep the count for monitoring.",
        because="A count can be added to at will; what it changes cannot.",
        costs="The criterion is worded anew.",
    )
