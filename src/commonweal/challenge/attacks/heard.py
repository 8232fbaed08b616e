"""What a criterion's texts ask for, heard by the pack's patterns, and how to word it anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from commonweal.challenge.attacks.context import AttackContext
from commonweal.challenge.attacks.ladder import ladder_for
from commonweal.challenge.attacks.mends import reword, wordable
from commonweal.challenge.leak import Change
from commonweal.challenge.target import TargetCriterion

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
LEVEL = "level-"
# What a question asks for once its only sentence is put aside.
PLAN = "Set out what you will do on this contract, by when, with whom, and how it can be checked."


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Words of a pattern, and the part of the criterion that says them: question, evidence or level-N."""

    part: str
    words: str


def hear(context: AttackContext, criterion: TargetCriterion, subject: str) -> tuple[Heard, ...]:
    """Where a criterion's question, evidence or upper levels say what a subject's patterns look for."""
    return tuple(
        Heard(part=part, words=found)
        for part, text in asked_parts(criterion).items()
        if (found := context.words(subject, text))
    )


def asked_parts(criterion: TargetCriterion) -> dict[str, str]:
    """What earns marks: question, evidence and the levels of the upper half. Lower levels say what earns few."""
    most = max((each.points for each in criterion.levels), default=Decimal(0))
    levels = {f"{LEVEL}{each.points:f}": each.descriptor for each in criterion.levels if each.points * 2 > most}
    return {"question": criterion.question, "evidence": criterion.evidence, **levels}


def says(context: AttackContext, criterion: TargetCriterion, subject: str) -> bool:
    """Whether any text that bidders read of a criterion says what a subject's patterns look for."""
    return any(context.words(subject, text) for text in criterion.texts)


def share_asked(context: AttackContext, criterion: TargetCriterion, heard: Sequence[Heard]) -> float:
    """The share of a criterion's marks that turns on what was heard.

    Levels tell it: the marks above the level before the first that asks for it. Question and evidence do not, so that
    the pack's judgement counts.
    """
    shares = [float(context.pack.parameter("asked-share"))] if any(not _is_level(each) for each in heard) else []
    points = sorted(each.points for each in criterion.levels)
    asked = [Decimal(each.part.removeprefix(LEVEL)) for each in heard if _is_level(each)]
    if asked:
        below = max((each for each in points if each < min(asked)), default=Decimal(0))
        shares.append(float((points[-1] - below) / points[-1]))
    return max(shares, default=0.0)


def _is_level(heard: Heard) -> bool:
    return heard.part.startswith(LEVEL)


def add_evidence(criterion: TargetCriterion, sentence: str) -> tuple[Change, ...]:
    """The evidence with one sentence more; nothing where it grows too long."""
    return reword(criterion, "evidence", f"{criterion.evidence} {sentence}".strip())


def word_anew(context: AttackContext, criterion: TargetCriterion, subject: str, *, instead: str) -> tuple[Change, ...]:
    """Each part that says what a subject looks for: its sentence put aside for `instead`, a level for the ladder's.

    Nothing where a part may not be worded or grows too long: half a mend would leave the texts at odds.
    """
    changes: list[Change] = []
    for heard in hear(context, criterion, subject):
        if _is_level(heard):
            points = Decimal(heard.part.removeprefix(LEVEL))
            made = word_level(context, criterion, points, ladder_for(context, criterion).get(points, ""))
        else:
            text = asked_parts(criterion)[heard.part].removeprefix(f"{criterion.title}.").strip()
            made = reword(criterion, heard.part, _put_aside(context, text, subject, instead, heard.part))
        if not made:
            return ()
        changes.extend(made)
    return tuple(changes)


def _put_aside(context: AttackContext, text: str, subject: str, instead: str, part: str) -> str:
    """The text without the sentences that say it. A question that would ask for nothing any more asks for a plan."""
    kept = [each for each in SENTENCE_END.split(text) if not context.words(subject, each)]
    if not kept or context.words(subject, " ".join(kept)):
        kept = [PLAN] if part == "question" else []
    return " ".join([*kept, instead])


def word_level(context: AttackContext, criterion: TargetCriterion, points: Decimal, text: str) -> tuple[Change, ...]:
    """One level in other words; nothing where it may not be worded."""
    part = f"{LEVEL}{points:f}"
    return reword(criterion, part, text) if text and wordable(context, criterion, part) else ()
