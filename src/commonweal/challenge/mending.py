"""What a mend would make of a target: the same decisions that the design would follow, carried out on what bidders see.

A test holds it to what design makes of the same decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from commonweal.challenge.leak import Change
from commonweal.challenge.target import Target, TargetCriterion
from commonweal.challenge.targeting import pull_of
from commonweal.procurement.case import DecisionKind
from commonweal.record.errors import MisuseError
from commonweal.scheme.weighting import share_out


def mended(target: Target, changes: Iterable[Change]) -> Target:
    """The target after the changes that concern it.

    Weightings that a change sets stand; the other criteria share what is left as their weightings stood. That is what
    becomes of the scheme as it is: a design made anew may also score another criterion in the place that was freed.
    """
    after, own = target, set[str]()
    for change in changes:
        if change.kind is DecisionKind.WEIGHTING:
            own |= {_place(each) for each in _meant(after, change)}
        after = _changed(after, change)
    return _weighed(after, target, own)


def _changed(target: Target, change: Change) -> Target:
    concerned, part = _meant(target, change), change.subject.rpartition(".")[2]
    if not concerned:
        return target
    if change.kind is DecisionKind.EXCLUDE or (change.kind is DecisionKind.FORCE and change.value == "condition"):
        return replace(target, criteria=tuple(each for each in target.criteria if each not in concerned))
    criteria = tuple(_reworked(each, change, part) if each in concerned else each for each in target.criteria)
    return replace(target, criteria=criteria)


HUNDREDTH = Decimal("0.01")
_OF_A_PART = {DecisionKind.WORDING, DecisionKind.FACTOR}


def _meant(target: Target, change: Change) -> list[TargetCriterion]:
    """The criteria that a change concerns: by code, with its pack or without, at its stage or award decision."""
    subject = (change.subject.rpartition(".")[0] if change.kind in _OF_A_PART else change.subject).lower()
    return [
        each
        for each in target.criteria
        if subject in {each.code.lower(), each.code.lower().partition("/")[2]}
        and change.stage in {"", each.stage, target.id}
    ]


def _place(each: TargetCriterion) -> str:
    return f"{each.code}@{each.stage}"


def _reworked(each: TargetCriterion, change: Change, part: str) -> TargetCriterion:
    match change.kind:
        case DecisionKind.WEIGHTING:
            return replace(each, weighting=Decimal(change.value))
        case DecisionKind.FACTOR if part == "meaning":
            return replace(each, pull=pull_of(float(change.value)))
        case DecisionKind.WORDING if part == "title":
            return replace(each, title=change.value)
        case DecisionKind.WORDING if part == "question":
            return replace(each, question=_asked(each, change.value))
        case DecisionKind.WORDING if part == "evidence":
            return replace(each, evidence=change.value)
        case DecisionKind.WORDING if part == "condition":
            return replace(each, condition=change.value)
        case DecisionKind.WORDING if part.startswith("level-"):
            points = Decimal(part.removeprefix("level-"))
            levels = tuple(
                replace(level, descriptor=change.value) if level.points == points else level for level in each.levels
            )
            return replace(each, levels=levels)
    raise MisuseError(f"A mend of kind {change.kind.value} on {change.subject} means nothing here.")


def _asked(each: TargetCriterion, words: str) -> str:
    """An official criterion's own text stays before the words that are ours."""
    start = f"{each.title}."
    return f"{start} {words}" if each.question.startswith(start) else words


def _weighed(target: Target, before: Target, own: set[str]) -> Target:
    """The same total again, as design shares it: what was set first, the rest as it stood.

    Where all are set, social value carries their sum and quality gives or takes the difference. Where what was set
    leaves the others or quality too little, it does not count. An edition's floor is design's to keep.
    """
    stood = {_place(each): each.weighting for each in before.criteria}
    rest = [each for each in target.criteria if _place(each) not in own]
    left = before.total - sum((each.weighting for each in target.criteria if _place(each) in own), Decimal(0))
    if not rest and left >= -before.split.quality:
        return _with_total(target, before.total - left)
    if own and left < target.least_weighting * max(1, len(rest)):
        rest, left = list(target.criteria), before.total
    least = min(target.least_weighting, (left / len(rest)).quantize(HUNDREDTH, ROUND_FLOOR))
    shares = share_out(left, [float(stood[_place(each)]) for each in rest], least=least)
    weightings = dict(zip(map(_place, rest), shares, strict=True))
    criteria = (replace(each, weighting=weightings.get(_place(each), each.weighting)) for each in target.criteria)
    return replace(target, criteria=tuple(criteria))


def _with_total(target: Target, total: Decimal) -> Target:
    split = target.split
    moved = total - split.social_value
    return replace(target, split=replace(split, social_value=total, quality=split.quality - moved))
