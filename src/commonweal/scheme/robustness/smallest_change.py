"""The smallest change that alters the winner: in one score, in one weighting, in one price."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

    A score moves over its levels (over hundredths where it has none); a price to the penny, no farther than sixteen
    times or a sixteenth of itself; a weighting to the hundredth of a point, with the other criteria of the same part
    rescaled in proportion, price as it is. Sorted by size relative to the whole scale, weighting or price. Raises
    MisuseError as `rank_bids` does.
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


def _winners(rules: ScoringRules, bids: Sequence[Bid]) -> tuple[str, ...]:
    order = rank_bids(rules, bids).order
    return order[0] if order else ()


def _of_scores(rules: ScoringRules, bids: Sequence[Bid]) -> Iterator[SmallestChange]:
    first = _winners(rules, bids)
    for bid in bids:
        for rule in rules.criteria:
            now = bid.scores[rule.id]
            for then in sorted(_levels(rule), key=lambda level: (abs(level - now), level)):
                after = _winners(rules, _with(bids, replace(bid, scores={**bid.scores, rule.id: then})))
                if after != first:
                    yield SmallestChange(
                        kind=Kind.SCORE, bid=bid.name, criterion=rule.id, now=now, then=then, winners=after
                    )
                    break


def _levels(rule: CriterionRule) -> Sequence[Decimal]:
    return rule.levels or [Decimal(step) / 100 for step in range(int(rule.maximum * 100) + 1)]


def _of_prices(rules: ScoringRules, bids: Sequence[Bid]) -> Iterator[SmallestChange]:
    if not rules.price.counts:
        return
    first = _winners(rules, bids)
    for bid in bids:
        now = bid.price
        assert now is not None

        def after(steps: int, bid: Bid = bid, now: Decimal = now) -> tuple[str, ...]:
            return _winners(rules, _with(bids, replace(bid, price=now + steps * PENNY)))

        up, down = int(now * (FARTHEST - 1) / PENNY), int((now - now / FARTHEST) / PENNY)
        tried = [_first_step(after, first, +1, up), _first_step(after, first, -1, down)]
        reached = [step for step in tried if step]
        if reached:
            least = min(reached, key=abs)
            yield SmallestChange(
                kind=Kind.PRICE, bid=bid.name, criterion="", now=now, then=now + least * PENNY, winners=after(least)
            )


def _of_weightings(rules: ScoringRules, bids: Sequence[Bid]) -> Iterator[SmallestChange]:
    first = _winners(rules, bids)
    for rule in rules.criteria:
        room = sum((each.weighting for each in rules.criteria if each.part is rule.part), Decimal(0))

        def after(steps: int, rule: CriterionRule = rule) -> tuple[str, ...]:
            return _winners(_reweighted(rules, rule, rule.weighting + steps * HUNDREDTH), bids)

        up, down = int((room - rule.weighting) / HUNDREDTH), int(rule.weighting / HUNDREDTH)
        if room == rule.weighting:
            continue
        tried = [_first_step(after, first, +1, up), _first_step(after, first, -1, down)]
        reached = [step for step in tried if step]
        if reached:
            least = min(reached, key=abs)
            yield SmallestChange(
                kind=Kind.WEIGHTING,
                bid="",
                criterion=rule.id,
                now=rule.weighting,
                then=rule.weighting + least * HUNDREDTH,
                winners=after(least),
            )


def _reweighted(rules: ScoringRules, changed: CriterionRule, weighting: Decimal) -> ScoringRules:
    """That weighting, and the others of its part in proportion; the last of them takes what rounding leaves."""
    others = [each for each in rules.criteria if each.part is changed.part and each is not changed]
    before = sum((each.weighting for each in others), Decimal(0))
    left = before + changed.weighting - weighting
    shares = {each.id: as_decimal(Fraction(each.weighting) * Fraction(left) / Fraction(before), 9) for each in others}
    last = others[-1].id
    shares[last] += left - sum(shares.values(), Decimal(0))
    shares[changed.id] = weighting
    criteria = tuple(replace(each, weighting=shares.get(each.id, each.weighting)) for each in rules.criteria)
    return replace(rules, criteria=criteria)


def _first_step(
    after: Callable[[int], tuple[str, ...]], first: tuple[str, ...], sign: int, farthest: int
) -> int | None:
    """The least whole step in one direction after which the first place differs, by halving.

    Along each direction the gap between two bids moves one way, so what has altered stays altered.
    """
    if farthest < 1 or after(sign * farthest) == first:
        return None
    same, altered = 0, farthest
    while altered - same > 1:
        middle = (same + altered) // 2
        same, altered = (middle, altered) if after(sign * middle) == first else (same, middle)
    return sign * altered


def _with(bids: Sequence[Bid], changed: Bid) -> list[Bid]:
    return [changed if bid.name == changed.name else bid for bid in bids]
