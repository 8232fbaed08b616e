"""Two criteria, or a criterion and a quality criterion, pay for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.mends import give_marks_elsewhere, reword
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion
from commonweal.frameworks.measures import SignalForm
from commonweal.record.text import inside_sentence
from commonweal.scheme.criterion import QualityPart

# Words that say nothing of what is counted.
_EMPTY = re.compile(
    "an?|and|are|as|at|be|been|by|for|from|in|into|is|its?|more|new|numbers?|of|on|or|other|than|that|the|their|this|to"
    "|under|which|who|with|within|contracts?|people|persons?|places?|posts?|shares?|totals?|staff"
)
# A title of fewer telling words than this is too short to be told to be the same as a quality criterion.
TELLING = 2


def attack(context: AttackContext) -> Iterator[Found]:
    """Each pair of criteria that one act raises, and each criterion that quality pays for already."""
    for one, other in combinations(context.target.criteria, 2):
        less, more = sorted((one, other), key=lambda each: each.weighting)
        if one.code != other.code and (overlap := _overlap(context, less, more)):
            yield _pair(context, less, more, overlap)
    for each in context.target.criteria:
        for part in context.target.quality:
            overlap = _in_quality(each, part)
            if overlap >= _least(context) and not context.words("beyond-quality", _said(each)):
                yield _with_quality(context, each, part, overlap)


def _least(context: AttackContext) -> float:
    return float(context.pack.parameter("same-words-share"))


def _said(criterion: TargetCriterion) -> str:
    return " ".join(criterion.texts)


def telling_words(text: str) -> frozenset[str]:
    """The words of a text that tell what is meant, without their endings."""
    words = re.findall(r"[a-z]+", text.lower())
    return frozenset(_stem(each) for each in words if not _EMPTY.fullmatch(each))


def _stem(word: str) -> str:
    return re.sub(r"(?:ships?|ments?|ings?|ed|es|s)$", "", word) if len(word) > 4 else word


def _overlap(context: AttackContext, less: TargetCriterion, more: TargetCriterion) -> float:
    """The share (0 to 1) of what the lesser pays for that the other pays for too; 0 where they are kept apart."""
    if any(context.words("counted-once", _said(each)) for each in (less, more)):
        return 0.0
    if less.measure and less.measure == more.measure:
        return 1.0
    if not _counts_alike(less, more) and not (less.outcome and less.outcome == more.outcome and less.kind is more.kind):
        return 0.0
    mine, theirs = telling_words(less.measure_title), telling_words(more.measure_title)
    shared = mine & theirs
    if not shared or len(shared) < _least(context) * min(len(mine), len(theirs)):
        return 0.0
    return len(shared) / len(mine | theirs)


def _counts_alike(one: TargetCriterion, other: TargetCriterion) -> bool:
    """Both count the same unit, so that one of them may stand in both counts."""
    counts = all(each.profile is not None and each.profile.signal.form is SignalForm.COUNT for each in (one, other))
    return counts and one.unit == other.unit


def _in_quality(criterion: TargetCriterion, part: QualityPart) -> float:
    """The share of the telling words of a criterion's title that a quality criterion has in its own title or parts."""
    mine = telling_words(criterion.title)
    if len(mine) < TELLING:
        return 0.0
    return len(mine & telling_words(f"{part.title} {' '.join(part.sub_criteria)}")) / len(mine)


def _pair(context: AttackContext, less: TargetCriterion, more: TargetCriterion, overlap: float) -> Found:
    because = f"Both are evidenced by ‘{less.measure_title}’, so that the {less.weighting:f} points are paid for twice."
    if overlap < 1:
        wide, narrow = _wide_and_narrow(less, more)
        because = (
            f"What counts as {inside_sentence(narrow.measure_title)} can count as "
            f"{inside_sentence(wide.measure_title)} too: {overlap:.0%} of the words that tell what is counted are "
            "the same."
        )
    return Found(
        criterion=less,
        severity=overlap,
        finding=f"One act earns marks twice, under ‘{less.title}’ and under ‘{more.title}’.",
        because=because,
        mends=(*_count_once(less, more), *_elsewhere(context, less)),
    )


def _wide_and_narrow(one: TargetCriterion, other: TargetCriterion) -> tuple[TargetCriterion, TargetCriterion]:
    """The fewer words tell what is counted, the more is."""
    wide, narrow = sorted((one, other), key=lambda each: len(telling_words(each.measure_title)))
    return wide, narrow


def _count_once(one: TargetCriterion, other: TargetCriterion) -> Iterator[Mend]:
    """What stands under the narrower of the two is not counted under the wider."""
    wide, narrow = _wide_and_narrow(one, other)
    once = f"What is counted under ‘{narrow.title}’ is not counted here"
    yield Mend(
        title=f"Say under ‘{wide.title}’ that what is counted under ‘{narrow.title}’ is not counted again.",
        because="Each act then earns marks once.",
        changes=(
            *reword(wide, "evidence", f"{wide.evidence} {once}: say which of what you offer stands under which."),
            *reword(wide, "condition", f"{wide.condition} {once}, and every report keeps the two apart."),
        ),
        costs="The supplier keeps two lists apart; whoever reads its reports looks for names on both.",
    )


def _elsewhere(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    yield from give_marks_elsewhere(
        context, criterion, because="One criterion is enough for one thing; the other is asked of whoever wins."
    )


def _with_quality(context: AttackContext, criterion: TargetCriterion, part: QualityPart, overlap: float) -> Found:
    return Found(
        criterion=criterion,
        severity=overlap,
        points=min(criterion.weighting, part.weighting),
        finding=f"‘{criterion.title}’ pays for what the quality criterion ‘{part.title}’ pays for already.",
        because=f"{overlap:.0%} of the words that tell what ‘{criterion.title}’ is about stand in the quality "
        "criterion too.",
        mends=(*_beyond(criterion, part), *_elsewhere(context, criterion)),
    )


def _beyond(criterion: TargetCriterion, part: QualityPart) -> Iterator[Mend]:
    yield Mend(
        title=f"Say that ‘{criterion.title}’ is for what goes beyond the quality criterion ‘{part.title}’.",
        because="What the contract buys is quality; only what goes beyond it is social value.",
        changes=reword(
            criterion,
            "evidence",
            f"{criterion.evidence} Show only what goes beyond what the quality criterion ‘{part.title}’ asks for: what "
            "earns marks there earns no marks here.",
        ),
        costs="Bidders split their answer in two; evaluators of both read what belongs where.",
    )
