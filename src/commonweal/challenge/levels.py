"""What the texts of a criterion ask for in all, its levels read with those that they build on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from commonweal.challenge.target import TargetCriterion
from commonweal.frameworks.definitions import Pattern
from commonweal.frameworks.matching import words_told
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


Patterns = Mapping[str, Pattern]


def pays_everybody(criterion: TargetCriterion, patterns: Patterns) -> bool:
    """Whether full marks lie where every bid can reach them: a pass or fail, or one act."""
    return is_pass_or_fail(criterion, patterns) or is_ticked(criterion, patterns)


def is_pass_or_fail(criterion: TargetCriterion, patterns: Patterns) -> bool:
    """Two levels, or words that say so where no levels are known."""
    if criterion.levels:
        return len({each.points for each in criterion.levels}) <= 2
    return bool(words_told(patterns, "pass-or-fail", f"{criterion.question} {criterion.evidence}"))


def is_ticked(criterion: TargetCriterion, patterns: Patterns) -> bool:
    """Whether the words let one act earn full marks: any words of a pass or fail, else those of the top level alone."""
    if is_pass_or_fail(criterion, patterns):
        return bool(words_told(patterns, "one-act", " ".join(criterion.texts)))
    top = top_level(criterion)
    return top is not None and not builds_on(top) and bool(words_told(patterns, "one-act", top.descriptor))
