"""Weightings of what is scored: fit decides whether, importance how much."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from commonweal.design.adoption import Adoption
from commonweal.design.candidates import own_weighting
from commonweal.design.groundwork import Groundwork
from commonweal.design.problem import Pool
from commonweal.design.room import Room
from commonweal.procurement.procurement import Split
from commonweal.scheme.weighting import share_out


def settle_weightings(
    scored: list[Adoption], ground: Groundwork, room: Room, *, conflict: bool
) -> tuple[Split, list[Decimal]]:
    """The split and the weightings of what is scored; together with price and quality they total 100.

    Nothing scored: the points go to quality. A person's own weightings come first, where the rest can still be
    shared; where a person has set them all, social value takes their sum, never under the floor.
    """
    split = room.split
    if not scored:
        return (split if conflict else _to_quality(split, split.social_value)), []
    own = {
        index: weighting
        for index, each in enumerate(scored)
        if (weighting := own_weighting(ground.case, each.placement.code, each.placement.decision)) is not None
    }
    left = split.social_value - sum(own.values(), Decimal(0))
    rest = len(scored) - len(own)
    if own and not rest and room.floor <= split.social_value - left <= split.social_value + split.quality:
        split = _to_quality(split, left)
    elif own and (left < ground.settings.least_weighting * rest or not rest):
        own = {}
    weightings = _weigh(scored, ground, split, own)
    if own and _filled(scored, weightings) < room.floor:
        weightings = _weigh(scored, ground, room.split, {})
        split = room.split
    return split, weightings


def _filled(scored: list[Adoption], weightings: list[Decimal]) -> Decimal:
    """The marks of the edition's own criteria and of what refines them: only these count towards its floor."""
    return sum(
        (weighting for each, weighting in zip(scored, weightings, strict=True) if each.placement.pool is Pool.EDITION),
        Decimal(0),
    )


def _to_quality(split: Split, points: Decimal) -> Split:
    return replace(split, social_value=split.social_value - points, quality=split.quality + points)


def _weigh(scored: list[Adoption], ground: Groundwork, split: Split, own: dict[int, Decimal]) -> list[Decimal]:
    """∝ importance × fit^(1/5), least applied, largest remainder; a person's own first; the edition keeps its floor."""
    least, exponent = ground.settings.least_weighting, float(ground.settings.fit_exponent)
    claims = [max(each.candidate.importance, 0.01) * max(each.fit.value, 1e-6) ** exponent for each in scored]
    weightings = [own.get(index, Decimal(0)) for index in range(len(scored))]

    def share(indices: list[int], total: Decimal) -> None:
        shares = share_out(total, [claims[index] for index in indices], least=least)
        for index, weighting in zip(indices, shares, strict=True):
            weightings[index] = weighting

    rest = [index for index in range(len(scored)) if index not in own]
    left = split.social_value - sum(own.values(), Decimal(0))
    share(rest, left)
    filling = [index for index in rest if scored[index].placement.pool is Pool.EDITION]
    above = [index for index in rest if scored[index].placement.pool is Pool.ABOVE]
    short = ground.rooms[scored[0].placement.decision].floor - _filled(scored, weightings)
    spare = sum((weightings[index] for index in above), Decimal(0)) - least * len(above)
    if filling and 0 < short <= spare:
        share(filling, sum((weightings[index] for index in filling), Decimal(0)) + short)
        share(above, sum((weightings[index] for index in above), Decimal(0)) - short)
    return weightings
