"""Only whoever holds the contract before can meet it."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.heard import add_evidence, hear, says, share_asked, word_anew
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion

GIVEN = (
    "The authority gives every bidder the figures and records of the contract before, with their date and how they "
    "were taken."
)
ELSEWHERE = "Results of the same kind of work elsewhere, for anybody, count as much as results on this contract."
MEASURED = "The baseline is measured in the first three months by whoever wins, and checked by the authority."


def attack(context: AttackContext) -> Iterator[Found]:
    """Each criterion that asks for a record on this very contract, or for figures of it that not everybody is given."""
    for each in context.target.criteria:
        if each.question and (found := _of_the_record(context, each) or _of_the_figures(context, each)):
            yield found


def _of_the_record(context: AttackContext, criterion: TargetCriterion) -> Found | None:
    heard = hear(context, criterion, "incumbent-record")
    if not heard or says(context, criterion, "elsewhere-counts"):
        return None
    asked = f"It asks for ‘{heard[0].words}’."
    return _found(criterion, share_asked(context, criterion, heard), asked, _count_elsewhere(context, criterion))


def _of_the_figures(context: AttackContext, criterion: TargetCriterion) -> Found | None:
    if says(context, criterion, "given-to-all"):
        return None
    if heard := hear(context, criterion, "incumbent-only"):
        asked = f"It asks for ‘{heard[0].words}’, and no text says who gives that."
        return _found(criterion, share_asked(context, criterion, heard), asked, _give_or_measure(criterion))
    if not criterion.contract_known:
        return None
    if not context.words("needs-baseline", f"{criterion.measure_title}. {criterion.pull_because}"):
        return None
    judged = f"‘{criterion.measure_title}’ is judged against how things stand now, and no text says who gives that."
    return _found(criterion, float(context.pack.parameter("asked-share")), judged, _give_or_measure(criterion))


def _found(criterion: TargetCriterion, severity: float, because: str, mends: Iterator[Mend]) -> Found:
    return Found(
        criterion=criterion,
        severity=severity,
        finding=f"Whoever holds the contract now could answer ‘{criterion.title}’ better than a newcomer of equal "
        "worth.",
        because=f"{because} About {severity:.0%} of its marks turn on it.",
        mends=tuple(mends),
    )


def _count_elsewhere(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    if changes := word_anew(context, criterion, "incumbent-record", instead=ELSEWHERE):
        yield Mend(
            title=f"Let results elsewhere count as much under ‘{criterion.title}’.",
            because="A method that worked elsewhere tells as much of what is to come as one that worked here.",
            changes=changes,
            costs="Evaluators judge how far work elsewhere is alike.",
        )


def _give_or_measure(criterion: TargetCriterion) -> Iterator[Mend]:
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
