"""What a mend would make of a target: the same decisions that the design would follow, carried out on what bidders see.

A test holds it to what design makes of the same decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from commonweal.challenge.leak import Change
from commonweal.challenge.target import Target, TargetCriterion
from commonweal.challenge.targeting import pull_of
from commonweal.procurement.case import DecisionKind
from commonweal.record.errors import MisuseError
from commonweal.scheme.weighting import share_out


def mended(target: Target, changes: Iterable[Change]) -> Target:
    """The target after the changes that concern it. Weights left or lacking are shared out as they stood."""
    total = target.total
    for change in changes:
        target = _changed(target, change)
    return _weighed(target, total)


def _changed(target: Target, change: Change) -> Target:
    subject, _, part = change.subject.rpartition(".") if change.kind in _OF_A_PART else (change.subject, "", "")
    concerned = [each for each in target.criteria if _is_meant(each, subject, change.stage, target)]
    if not concerned:
        return target
    if change.kind is DecisionKind.EXCLUDE or (change.kind is DecisionKind.FORCE and change.value == "condition"):
        return replace(target, criteria=tuple(each for each in target.criteria if each not in concerned))
    criteria = tuple(_reworked(each, change, part) if each in concerned else each for each in target.criteria)
    return replace(target, criteria=criteria)


_OF_A_PART = {DecisionKind.WORDING, DecisionKind.FACTOR}


def _is_meant(each: TargetCriterion, subject: str, stage: str, target: Target) -> bool:
    named = subject.lower() in {each.code.lower(), each.code.lower().partition("/")[2]}
    return named and stage in {"", each.stage, target.id}


def _reworked(each: TargetCriterion, change: Change, part: str) -> TargetCriterion:
    match change.kind:
        case DecisionKind.WEIGHTING:
            return replace(each, weighting=Decimal(change.value))
        case DecisionKind.FACTOR if part == "meaning":
            return replace(each, pull=pull_of(float(change.value)))
        case DecisionKind.WORDING if part == "title":
            return replace(each, title=change.value)
        case DecisionKind.WORDING if part == "question":
            return replace(each, question=f"{each.start} {change.value}".strip())
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


def _weighed(target: Target, total: Decimal) -> Target:
    """The same total again, in proportion to what the criteria carry now."""
    if not target.criteria or target.total == total:
        return target
    claims = [float(each.weighting) for each in target.criteria]
    least = min(target.least_weighting, total / len(claims))
    shares = share_out(total, claims, least=least)
    criteria = tuple(replace(each, weighting=share) for each, share in zip(target.criteria, shares, strict=True))
    return replace(target, criteria=criteria)
