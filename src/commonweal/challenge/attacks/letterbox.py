"""Marks for an address: it can be rented, and tells nothing of what is done."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.heard import hear, says, share_asked, word_anew
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion

WHOEVER = (
    "What is done for the people and places that the contract serves counts, wherever the bidder and its suppliers are "
    "based."
)


def attack(context: AttackContext) -> Iterator[Found]:
    """Each criterion that gives marks for where somebody is based."""
    for each in context.target.criteria:
        heard = hear(context, each, "address")
        if not heard or says(context, each, "wherever-based"):
            continue
        severity = share_asked(context, each, heard)
        yield Found(
            criterion=each,
            severity=severity,
            finding=f"‘{each.title}’ would pay for an address, which a bidder can rent without doing anything there.",
            because=f"It asks for ‘{heard[0].words}’. About {severity:.0%} of its marks turn on it.",
            mends=tuple(_mends(context, each)),
        )


def _mends(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    if changes := word_anew(context, criterion, "address", instead=WHOEVER):
        yield Mend(
            title=f"Ask under ‘{criterion.title}’ what is done for the place, not who is based there.",
            because="A firm next door may do nothing for the place, and one from afar a good deal.",
            changes=changes,
            costs="The authority names the people and places that it means.",
        )
