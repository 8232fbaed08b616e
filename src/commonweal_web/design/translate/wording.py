"""The words of a criterion that an authority may choose, and those it may not."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.design import Design
from commonweal.design.adoption import make_question
from commonweal.design.wording import LONGEST, official_start, official_words, parts_to_word, words_for
from commonweal.procurement.case import Case, DecisionKind
from commonweal_web.design.translate.decisions import decision_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class WordBox:
    """One part of a criterion that the authority may word: as it reads now, and as it would without."""

    name: str
    part: str
    title: str
    hint: str
    text: str
    usual: str
    most: int
    rows: int
    own: str


def word_boxes(design: Design, case: Case, code: str) -> tuple[WordBox, ...]:
    """Every part of a criterion that may be worded; none where there is no such criterion."""
    candidates = [each for each in design.ground.candidates if each.code == code]
    if not candidates:
        return ()
    one = candidates[0]
    words = words_for(design.ground.case, code, "")
    question = make_question(one, {})
    start = official_start(one.criterion, one.pack)
    usual = {
        "title": one.criterion.title,
        "question": question.text.removeprefix(start).strip(),
        "evidence": question.evidence,
        "condition": one.criterion.condition,
        **{f"level-{level.points:f}": level.descriptor for level in question.scale},
    }
    labels = {f"level-{level.points:f}": f"{level.points:f}: {level.label}" for level in question.scale}
    return tuple(
        WordBox(
            name=part,
            part=part,
            title=labels.get(part, part),
            hint=start if part == "question" else "",
            text=words.get(part, usual[part]),
            usual=usual[part],
            most=LONGEST["level" if part in labels else part],
            rows=1 if part == "title" else max(2, 1 + len(words.get(part, usual[part])) // 55),
            own=_own_words(case, code, part),
        )
        for part in parts_to_word(one.criterion, one.pack)
    )


def fixed_words(design: Design, code: str) -> tuple[str, ...]:
    """What of a criterion may not be worded, a sentence each."""
    one = next(each for each in design.ground.candidates if each.code == code)
    found = [official_words(one.pack, part) for part in ("title", "level-0")]
    return tuple(each for each in found if each)


def _own_words(case: Case, code: str, part: str) -> str:
    end = code.partition("/")[2]
    subjects = {f"{code}.{part}", f"{end}.{part}"}
    found = [each for each in case.decided(DecisionKind.WORDING) if each.subject in subjects and not each.stage]
    return decision_mark(found[-1]) if found else ""
