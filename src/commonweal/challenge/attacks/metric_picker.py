"""Meets the measure, misses the outcome: a count is scored, and nothing asks what came of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.heard import add_evidence, says
from commonweal.challenge.attacks.mends import give_marks_elsewhere
from commonweal.challenge.best_response import BidderModel, alignment
from commonweal.challenge.leak import Mend
from commonweal.challenge.modelling import REAL, real_row
from commonweal.challenge.target import TargetCriterion
from commonweal.frameworks.measures import Measure, MeasureKind
from commonweal.quantities.arrays import Numbers
from commonweal.record.text import inside_sentence

WHAT_CAME = (
    "Say what came of it: for how many of those counted it still held six months later, and who outside the bidder can "
    "confirm that."
)

NO_CHANGE = "What everybody can count is asked of whoever wins, and marks go where something changes."


def attack(context: AttackContext) -> Iterator[Found]:
    """Each scored count that little value follows at this stage, where padding is not the greater trouble."""
    for each in context.target.criteria:
        if not _is_counted(each) or says(context, each, "what-came-of-it"):
            continue
        reached = real_alignment(context, each.kind)
        if reached >= float(context.judgements.least_alignment):
            continue
        yield Found(
            criterion=each,
            severity=1 - reached,
            finding=f"A bidder could meet ‘{each.title}’ in full and change little: it counts "
            f"{inside_sentence(each.measure_title)}, and does not ask what came of it.",
            because=f"Work that goes for this count alone reaches about {reached:.0%} of the value within reach here.",
            mends=(
                *_ask_what_came(each),
                *_other_measure(context, each),
                *give_marks_elsewhere(context, each, because=NO_CHANGE),
            ),
        )


def _is_counted(criterion: TargetCriterion) -> bool:
    """A known count of a known question, whose padding is not the greater trouble."""
    known = bool(criterion.measure and criterion.question)
    return known and criterion.kind.is_pure_count and criterion.pull <= 1


def real_alignment(context: AttackContext, kind: MeasureKind) -> float:
    """The alignment (0 to 1) of a criterion of a kind alone, padding left out: how far the count leads to value."""
    count, model = len(REAL), context.modelled.model
    one: Numbers = real_row(kind, context.judgements)[None, :]
    real = BidderModel(
        criteria=("count",),
        efforts=REAL,
        value=model.value[:count],
        raises=one,
        cost=model.cost[:count, :count],
        padding=frozenset(),
    )
    return alignment(real, np.ones(1))


def _ask_what_came(criterion: TargetCriterion) -> Iterator[Mend]:
    if changes := add_evidence(criterion, WHAT_CAME):
        yield Mend(
            title=f"Ask under ‘{criterion.title}’ what came of what is counted.",
            because="A count that must still hold six months later cannot be met by counting alone.",
            changes=changes,
            costs="The winner goes back to the people counted, and somebody outside confirms it.",
        )


def _other_measure(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    if other := _outcome_measured(context, criterion):
        yield Mend(
            title=f"Evidence ‘{criterion.title}’ by {inside_sentence(other.title)} ({other.unit}).",
            because="The same criterion can be evidenced by a change for the people concerned.",
            costs="The measure of the criterion is changed in an overlay of its pack.",
        )


def _outcome_measured(context: AttackContext, criterion: TargetCriterion) -> Measure | None:
    """Another measure of the same criterion that tells of an outcome, padded no more easily."""
    pack_id, _, name = criterion.code.partition("/")
    pack = next((each for each in context.packs.newest() if each.id == pack_id and name in each.criteria), None)
    measures = [pack.measures[each] for each in pack.criteria[name].measures] if pack else []
    fitting = [each for each in measures if each.kind is MeasureKind.OUTCOME and float(each.fit.pull) <= criterion.pull]
    return min(fitting, key=lambda each: each.fit.pull, default=None)
