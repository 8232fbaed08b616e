"""Many cheap counts: an hour of padding earns more marks than an hour of work."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.mends import ask_instead, check_claims, give_marks_elsewhere
from commonweal.frameworks.measures import MeasureKind
from commonweal.record.text import inside_sentence

COUNTED = {MeasureKind.EFFORT, MeasureKind.OUTPUT}


def attack(context: AttackContext) -> Iterator[Found]:
    """Each scored count whose padding pulls harder than the real thing."""
    for each in context.target.criteria:
        if each.kind not in COUNTED or each.pull <= 1:
            continue
        yield Found(
            criterion=each,
            severity=each.pull**2 / (1 + each.pull**2),
            finding=f"‘{each.title}’ pays for {inside_sentence(each.measure_title)}, however little they change.",
            because=f"An hour of padding earns about {each.pull:.1f} times what an hour of the real thing does: "
            f"{inside_sentence(each.pull_because)}",
            mends=(
                *give_marks_elsewhere(context, each),
                *check_claims(context, each),
                *ask_instead(context, each),
            ),
        )
