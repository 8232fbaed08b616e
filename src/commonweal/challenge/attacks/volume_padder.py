"""Many cheap counts: an hour of padding earns more marks than an hour of work."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found, times_as_much
from commonweal.challenge.attacks.mends import ask_instead, check_claims, give_marks_elsewhere
from commonweal.frameworks.measures import MeasureKind
from commonweal.record.text import inside_sentence

TELLS_NOTHING = "What everybody can promise at little cost is asked of whoever wins: it tells no bids apart."
COUNTED = {MeasureKind.EFFORT, MeasureKind.OUTPUT}


def attack(context: AttackContext) -> Iterator[Found]:
    """Each scored count whose padding pulls harder than the real thing."""
    for each in context.target.criteria:
        if each.kind not in COUNTED or each.pull <= 1:
            continue
        yield Found(
            criterion=each,
            severity=each.pull**2 / (1 + each.pull**2),
            finding=f"‘{each.title}’ pays for {inside_sentence(each.measure_title)}, however little that changes.",
            because=f"An hour of padding earns about {times_as_much(each.pull)} as an hour of the real thing: "
            f"{inside_sentence(each.pull_because)}",
            mends=(
                *give_marks_elsewhere(context, each, because=TELLS_NOTHING),
                *check_claims(each),
                *ask_instead(context, each),
            ),
        )
