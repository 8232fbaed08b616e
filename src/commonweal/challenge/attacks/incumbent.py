"""Only whoever holds the contract before can meet it."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.heard import add_evidence, hear, says, share_asked
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion

GIVEN = (
    "The authority gives every bidder the figures and records of the contract before, with their date and how they "
    "were taken."
)
MEASURED = "The baseline is measured in the first three months by whoever wins, and checked by the authority."


def attack(context: AttackContext) -> Iterator[Found]:
    """Each criterion that asks for what the contract before left behind, unless its texts say that all get it."""
    for each in context.target.criteria:
        if not each.question or says(context, each, "given-to-all"):
            continue
        if heard := hear(context, each, "incumbent-only"):
            severity, because = share_asked(context, each, heard), f"It asks for ‘{heard[0].words}’."
        elif context.words("needs-baseline", f"{each.measure_title}. {each.pull_because}"):
            severity = float(context.pack.parameter("asked-share"))
            because = f"‘{each.measure_title}’ is judged against how things stand now, and no text says who gives that."
        else:
            continue
        yield Found(
            criterion=each,
            severity=severity,
            finding=f"Whoever holds the contract now could answer ‘{each.title}’ better than a newcomer of equal "
            "worth.",
            because=f"{because} About {severity:.0%} of its marks turn on it.",
            mends=tuple(_mends(each)),
        )


def _mends(criterion: TargetCriterion) -> Iterator[Mend]:
    if given := add_evidence(criterion, GIVEN):
        yield Mend(
            title=f"Give every bidder the figures of the contract before, and say so under ‘{criterion.title}’.",
            because="Bids are then told apart by what they would do with the figures, not by who holds them.",
            changes=given,
            costs="The authority finds the figures before it invites bids.",
        )
    if measured := add_evidence(criterion, MEASURED):
        yield Mend(
            title=f"Have the winner measure the baseline of ‘{criterion.title}’ in its first three months.",
            because="Nobody can know a baseline that is yet to be taken, so bids compete on the change they offer.",
            changes=measured,
            costs="The winner measures before it starts, and the target is fixed three months in.",
        )
