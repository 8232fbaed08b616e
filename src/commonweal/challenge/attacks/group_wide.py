"""Totals of a whole organisation count for this contract."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.heard import hear, says, share_asked, word_anew
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion

CAUSED_HERE = (
    "Only what is done because of this contract counts; what the organisation does elsewhere, or would do anyway, "
    "earns no marks."
)


def attack(context: AttackContext) -> Iterator[Found]:
    """Each criterion that asks for what the organisation does as a whole, unless only this contract counts."""
    for each in context.target.criteria:
        heard = hear(context, each, "group-wide")
        if not heard or says(context, each, "this-contract-only"):
            continue
        severity = share_asked(context, each, heard)
        yield Found(
            criterion=each,
            severity=severity,
            finding=f"‘{each.title}’ would pay for what the bidder does anyway, in proportion to how large it is.",
            because=f"It asks for ‘{heard[0].words}’. About {severity:.0%} of its marks turn on it, and none of it "
            "need come from this contract.",
            mends=tuple(_mends(context, each)),
        )


def _mends(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    if changes := word_anew(context, criterion, "group-wide", instead=CAUSED_HERE):
        yield Mend(
            title=f"Count under ‘{criterion.title}’ only what this contract brings about.",
            because="What would happen anyway is no contribution, and its size tells only how large the bidder is.",
            changes=changes,
            costs="Bidders say what is additional, and evaluators read it.",
        )
