"""The smallest change that alters the winner: in one score, in one weighting, in one price."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from commonweal.scheme.scoring.bid import Bid
from commonweal.scheme.scoring.points import as_decimal
from commonweal.scheme.scoring.ranking import rank_bids
from commonweal.scheme.scoring.rules import CriterionRule, ScoringRules

PENNY = Decimal("0.01")
HUNDREDTH = Decimal("0.01")
# A price is not tried beyond this many times itself.
FARTHEST = 16

Winners = tuple[str, ...]


class Kind(StrEnum):
    SCORE = "score"
    WEIGHTING = "weighting"
    PRICE = "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestChange:
    """One change by which the first place alters. `bid` is empty for a weighting, `criterion` for a price.

    `now` and `then` are on the thing's own scale: score, percentage points, pounds. `winners` are the first place's
    names after it.
    """

    kind: Kind
    bid: str
    criterion: str
    now: Decimal
    then: Decimal
    winners: tuple[str, ...]


def smallest_changes(rules: ScoringRules, bids: Sequence[Bid]) -> tuple[SmallestChange, ...]:
    """For every score, weighting and price, the smallest change that alters the winner; those that exist.

    A score moves over its levels (by hundredths where it has none); a price to the penny, no farther than sixteen
    times or a sixteenth of itself; a weighting to the hundredth of a point, with the other criteria of the same part
    rescaled in proportion, price as it is. Where the method rounds points, a change smaller by less than one rounding
    may be missed. Sorted by size relative to the whole scale, weighting or price. Raises MisuseError as `rank_bids`
    does.
    """
    inside = [each.assessed.bid for each in rank_bids(rules, bids).places]
    if len(inside) < 2:
        return ()
    found = [*_of_scores(rules, inside), *_of_prices(rules, inside), *_of_weightings(rules, inside)]
    return tuple(sorted(found, key=lambda change: (_size(rules, change), change.kind, change.bid, change.criterion)))


def _size(rules: ScoringRules, change: SmallestChange) -> Fraction:
    moved = abs(Fraction(change.then) - Fraction(change.now))
    if change.kind is Kind.SCORE:
        return moved / Fraction(rules.criterion(change.criterion).maximum)
    return moved / (Fraction(change.now) if change.kind is Kind.PRICE else 100)


def _winners(rules: ScoringRules, bids: Sequence[Bid]) -> Winners:
    order = rank_bids(rules, bids).order
    return order[0] if order else ()


def _of_scores(rules: ScoringRules, bids: Sequence[Bid]) -> Iterator[SmallestChange]:
    first = _winners(rules, bids)
    for bid in bids:
        for rule in rules.criteria:
            now = bid.scores[rule.id]

            def after(then: Decimal, bid: Bid = bid, rule: CriterionRule = rule) -> Winners:
                return _winners(rules, _with(bids, replace(bid, scores={**bid.scores, rule.id: then})))

            then = _nearest_score(rule, now, after, first)
            if then is not None:
                yield SmallestChange(
                    kind=Kind.SCORE, bid=bid.name, criterion=rule.id, now=now, then=then, winners=after(then)
                )


def _nearest_score(
    rule: CriterionRule, now: Decimal, after: Callable[[Decimal], Winners], first: Winners
) -> Decimal | None:
    """The nearest score that alters the winner, the lower of two as near: over the levels, else by hundredths."""
    if rule.levels:
        near = sorted(rule.levels, key=lambda level: (abs(level - now), level))
        return next((level for level in near if after(level) != first), None)
    least = [] if rule.least is None else [rule.least]
    step = _smallest_step(
        lambda steps: after(now + steps * HUNDREDTH),
        first,
        up=_stops(now, least, HUNDREDTH, +1, int((rule.maximum - now) / HUNDREDTH)),
        down=_stops(now, least, HUNDREDTH, -1, int(now / HUNDREDTH)),
    )
    return None if step is None else now + step * HUNDREDTH


def _of_prices(rules: ScoringRules, bids: Sequence[Bid]) -> Iterator[SmallestChange]:
    if not rules.price.counts:
        return
    first = _winners(rules, bids)
    for bid in bids:
        now = bid.price
        assert now is not None

        def after(steps: int, bid: Bid = bid, now: Decimal = now) -> Winners:
            return _winners(rules, _with(bids, replace(bid, price=now + steps * PENNY)))

        others = [each.price for each in bids if each is not bid and each.price is not None]
        ends = [min(others), max(others)]
        least = _smallest_step(
            after,
            first,
            up=_stops(now, ends, PENNY, +1, int(now * (FARTHEST - 1) / PENNY)),
            down=_stops(now, ends, PENNY, -1, int((now - now / FARTHEST) / PENNY)),
        )
        if least is not None:
            yield SmallestChange(
                kind=Kind.PRICE, bid=bid.name, criterion="", now=now, then=now + least * PENNY, winners=after(least)
            )


def _of_weightings(rules: ScoringRules, bids: Sequence[Bid]) -> Iterator[SmallestChange]:
    first = _winners(rules, bids)
    for rule in rules.criteria:
        room = sum((each.weighting for each in rules.criteria if each.part is rule.part), Decimal(0))

        def after(steps: int, rule: CriterionRule = rule) -> Winners:
            return _winners(_reweighted(rules, rule, rule.weighting + steps * HUNDREDTH), bids)

        if room == rule.weighting:
            continue
        least = _smallest_step(
            after,
            first,
            up=[int((room - rule.weighting) / HUNDREDTH)],
            down=[int(rule.weighting / HUNDREDTH)],
        )
        if least is not None:
            yield SmallestChange(
                kind=Kind.WEIGHTING,
                bid="",
                criterion=rule.id,
                now=rule.weighting,
                then=rule.weighting + least * HUNDREDTH,
                winners=after(least),
            )


def _reweighted(rules: ScoringRules, changed: CriterionRule, weighting: Decimal) -> ScoringRules:
    """That weighting, and the others of its part in proportion; the largest of them takes what rounding leaves."""
    others = [each for each in rules.criteria if each.part is changed.part and each is not changed]
    before = sum((each.weighting for each in others), Decimal(0))
    left = before + changed.weighting - weighting
    shares = {each.id: as_decimal(Fraction(each.weighting) * Fraction(left) / Fraction(before), 9) for each in others}
    last = max(others, key=lambda each: each.weighting).id
    shares[last] += left - sum(shares.values(), Decimal(0))
    shares[changed.id] = weighting
    criteria = tuple(replace(each, weighting=shares.get(each.id, each.weighting)) for each in rules.criteria)
    return replace(rules, criteria=criteria)


def _stops(now: Decimal, kinks: Iterable[Decimal], unit: Decimal, sign: int, farthest: int) -> list[int]:
    """The whole steps, rising, at which the way of moving may turn: about each kink in that direction, and the last.

    A price that becomes the lowest or the highest begins to move the others' points, and one that is so no more stops;
    a score under the least takes its bid out.
    """
    steps = [sign * (kink - now) / unit for kink in kinks]
    about = {way(each) for each in steps for way in (math.floor, math.ceil)}
    return sorted(each for each in {*about, farthest} if 0 < each <= farthest)


def _smallest_step(
    after: Callable[[int], Winners], first: Winners, *, up: Sequence[int], down: Sequence[int]
) -> int | None:
    """The smallest step, up or down, that alters the first place; up where both are as small; None where none does."""
    tried = [sign * step for sign, stops in ((+1, up), (-1, down)) if (step := _first_step(after, first, sign, stops))]
    return min(tried, key=abs, default=None)


def _first_step(after: Callable[[int], Winners], first: Winners, sign: int, stops: Sequence[int]) -> int | None:
    """The least whole step in one direction that alters the first place, by halving between stops.

    Between two stops the gap between two bids moves one way, so what has altered there stays altered.
    """
    same = 0
    for stop in stops:
        if stop < 1 or after(sign * stop) == first:
            same = max(same, stop)
            continue
        altered = stop
        while altered - same > 1:
            middle = (same + altered) // 2
            same, altered = (middle, altered) if after(sign * middle) == first else (same, middle)
        return altered
    return None


def _with(bids: Sequence[Bid], changed: Bid) -> list[Bid]:
    return [changed if bid.name == changed.name else bid for bid in bids]
