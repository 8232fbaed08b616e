"""What the texts of a criterion ask for in all, its levels read with those that they build on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.challenge.target import TargetCriterion
from commonweal.scheme.question import ScaleLevel

_BUILDS_ON = re.compile(r"\bas (?:for )?(?:level )?(\d+)\b", re.IGNORECASE)


def top_level(criterion: TargetCriterion) -> ScaleLevel | None:
    """The level that earns most; None where no levels are known."""
    return max(criterion.levels, key=lambda level: level.points, default=None)


def builds_on(level: ScaleLevel) -> bool:
    """Whether a level asks for all that a lower one does: 'As 4, and …'."""
    return _BUILDS_ON.search(level.descriptor) is not None


def whole_level(criterion: TargetCriterion, level: ScaleLevel | None) -> str:
    """A level's words with those of the levels that it builds on; empty where there is none."""
    return " ".join(_chain(criterion, level))


def _chain(criterion: TargetCriterion, level: ScaleLevel | None) -> Iterator[str]:
    while level is not None:
        yield level.descriptor
        named = _BUILDS_ON.search(level.descriptor)
        lower = [each for each in criterion.levels if named and each.points < level.points]
        level = next((each for each in lower if named and f"{each.points:f}" == named[1]), None)


def asked_of(criterion: TargetCriterion) -> str:
    """Everything that a bid must show for full marks: question, evidence, and the top level with all it builds on."""
    return f"{criterion.question} {criterion.evidence} {whole_level(criterion, top_level(criterion))}".strip()
