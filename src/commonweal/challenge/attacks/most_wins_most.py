"""Marks by the highest number among bids: whoever promises most sets what all others earn."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.heard import hear, word_anew
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion

FIXED = (
    "Marks follow the published levels, against the target that the authority states; promising more than the target "
    "earns no more."
)


def attack(context: AttackContext) -> Iterator[Found]:
    """Each criterion whose texts score bids against the highest bid."""
    claims = float(max((each.claims for each in context.pack.bidders.values()), default=1))
    for each in context.target.criteria:
        heard = hear(context, each, "relative-count")
        if not heard or claims <= 1:
            continue
        yield Found(
            criterion=each,
            severity=1 - 1 / claims,
            finding=f"Whoever promises the most under ‘{each.title}’ takes marks from every bid that promises what it "
            "expects.",
            because=f"It says ‘{heard[0].words}’. Next to a bid that promises {claims:g} times what is likely, an "
            f"honest bid of equal worth would keep {1 / claims:.0%} of the marks.",
            mends=tuple(_mends(context, each)),
        )


def _mends(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    if changes := word_anew(context, criterion, "relative-count", instead=FIXED):
        yield Mend(
            title=f"Score ‘{criterion.title}’ against a stated target, not against the other bids.",
            because="What a bid earns then hangs on what it offers, and no other bid can change it.",
            changes=changes,
            costs="The authority states a target before it invites bids.",
        )
