"""The authority's own words for what a criterion says: question, title, evidence, levels, condition.

What an edition says of its own criterion is the edition's: it is kept, and only what is ours to word can be worded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from commonweal.frameworks.definitions import Criterion
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.record.errors import MisuseError, RefusedError
from commonweal.record.finding import Finding, Severity
from commonweal.record.source import SourceKind
from commonweal.scheme.question import Question, ScaleLevel
from commonweal.scheme.scheme import Scheme

# The parts that can be worded, and how long each may be. A level is written level-N, N being its points.
LONGEST: Mapping[str, int] = {"title": 200, "question": 2_000, "evidence": 1_000, "condition": 2_000, "level": 600}
LEVEL = re.compile(r"level-(\d{1,3})")

Words = Mapping[str, str]


def split_wording(subject: str) -> tuple[str, str]:
    """The criterion and the part that a decision of kind wording is about."""
    code, _, part = subject.rpartition(".")
    return code, part


def check_wording(decision: Decision, code: str, packs: Packs) -> None:
    """Refuse a wording of no known part, of an edition's own words, empty or too long."""
    _, part = split_wording(decision.subject)
    pack = packs.get(code.partition("/")[0])
    name = "level" if LEVEL.fullmatch(part) else part
    if name not in LONGEST or part == "level":
        raise MisuseError(
            f"The decision '{decision.kind} {decision.subject}' names no part that can be worded.",
            where="decisions",
            remedy="Write CRITERION.PART; parts are title, question, evidence, condition and level-N.",
        )
    if name == "level" and part.removeprefix("level-") not in _points(pack):
        raise MisuseError(
            f"'{code}' has no level {part.removeprefix('level-')}.",
            where="decisions",
            remedy=f"Its levels are {', '.join(_points(pack))}.",
        )
    if official := official_words(pack, part):
        raise RefusedError(official, where="decisions", remedy="Word the question, or ask for different evidence.")
    text = decision.value.strip()
    if not text or len(text) > LONGEST[name]:
        raise MisuseError(
            f"The wording of '{decision.subject}' has {len(text):,} characters; it needs 1 to {LONGEST[name]:,}.",
            where="decisions",
        )


def official_words(pack: Pack, part: str) -> str:
    """Why a part of this pack's criteria may not be worded: it is the edition's own text. Empty where it may."""
    title = pack.head.label
    if part == "title" and pack.head.kind is PackKind.SOCIAL_VALUE_MODEL:
        return f"The title of a criterion of {title} is the edition's own text, and stays as it is."
    scale = pack.scales.get(pack.head.scale)
    if LEVEL.fullmatch(part) and scale is not None and scale.source.kind is not SourceKind.JUDGEMENT:
        return f"The levels of {title} are the edition's own text, and stay as they are."
    return ""


def parts_to_word(criterion: Criterion, pack: Pack) -> tuple[str, ...]:
    """Every part of a criterion that an authority may word, in the order in which people read them."""
    parts = ("title", "question", "evidence", *(f"level-{points}" for points in _points(pack)))
    asked = (*parts, "condition") if criterion.condition else parts
    return tuple(part for part in asked if not official_words(pack, part))


def words_for(case: Case, code: str, stage: str) -> Words:
    """The authority's words for a criterion at a stage, by part; the last decision on each counts."""
    found = {}
    for decision in case.decided(DecisionKind.WORDING):
        about, part = split_wording(decision.subject)
        if about == code and decision.stage in {"", stage}:
            found[part] = decision.value.strip()
    return found


def official_start(criterion: Criterion, pack: Pack) -> str:
    """What stands before any wording of the question: an official criterion's own text. Empty for others."""
    return f"{criterion.title}." if pack.head.kind is PackKind.SOCIAL_VALUE_MODEL else ""


def worded_question(question: Question, words: Words, *, start: str) -> Question:
    """A question in the authority's words, where it has any; what must stand before them stays."""
    text = question.text
    if "question" in words:
        text = f"{start} {words['question']}".strip()
    return replace(
        question,
        text=text,
        evidence=words.get("evidence", question.evidence),
        scale=worded_scale(question.scale, words),
    )


def worded_scale(scale: tuple[ScaleLevel, ...], words: Words) -> tuple[ScaleLevel, ...]:
    """A scale with the levels that the authority has worded."""
    return tuple(replace(each, descriptor=words.get(f"level-{each.points:f}", each.descriptor)) for each in scale)


def say_words(words: Words) -> str:
    """What the authority has worded, for the drafts of reasons: other words are to be read again."""
    parts = {part: text for part, text in words.items() if part in {"question", "evidence"} or LEVEL.fullmatch(part)}
    if not parts:
        return ""
    said = "; ".join(f"{part.replace('-', ' ')} ‘{text}’" for part, text in sorted(parts.items()))
    return f" In the authority's own words: {said}."


def wording_findings(scheme: Scheme) -> Iterable[Finding]:
    """Levels that say the same, between which no reader can choose."""
    for each in scheme.scored:
        levels = each.question.scale if each.question else ()
        said: dict[str, str] = {}
        for level in levels:
            same = said.setdefault(" ".join(level.descriptor.lower().split()), f"{level.points:f}")
            if same != f"{level.points:f}":
                yield Finding(
                    code="levels-alike",
                    severity=Severity.WARNING,
                    where=each.code,
                    message=f"Levels {same} and {level.points:f} of ‘{each.title}’ say the same, so no evaluator can "
                    "tell them apart.",
                    remedy="Word one of them anew.",
                )


def _points(pack: Pack) -> tuple[str, ...]:
    scale = pack.scales.get(pack.head.scale)
    return tuple(f"{level.points:f}" for level in scale.levels) if scale else ()
