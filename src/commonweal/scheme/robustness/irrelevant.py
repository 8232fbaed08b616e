"""Whether a bid that cannot win decides who does: the alarm of relative price formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.scheme.scoring.bid import Bid
from commonweal.scheme.scoring.ranking import Ranking, rank_bids
from commonweal.scheme.scoring.rules import ScoringRules


class Happening(StrEnum):
    WITHOUT = "without"
    WEAK_AND_CHEAP = "weak-and-cheap"
    WEAK_AND_DEAR = "weak-and-dear"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange:
    """One happening that changes the order of bids that it does not touch.

    `bid` is the one that leaves, or the one that is invented. `wins` says whether the winner changes too.
    """

    happening: Happening
    bid: Bid
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    wins: bool


# What invented bids ask, as shares of the lowest and the highest price: from absurd to near.
CHEAP = (Decimal("0.01"), Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), Decimal("0.9"))
DEAR = (Decimal("1.1"), Decimal("1.5"), Decimal(2), Decimal(5), Decimal(100))


def find_order_changes(rules: ScoringRules, bids: Sequence[Bid]) -> tuple[OrderChange, ...]:
    """Each bid that does not win taken away in turn, and weak bids added: where the others' order changes.

    An added weak bid has the least scores that keep it in. A dear one is dominated by every bid; a cheap one is beaten
    in everything but price, and is told only where it does not win itself. Under an absolute method there is nothing
    to find, whatever the bids. Raises MisuseError as `rank_bids` does.
    """
    inside = [each.assessed.bid for each in rank_bids(rules, bids).places]
    if len(inside) < 2:
        return ()
    ranking = rank_bids(rules, inside)
    found = [_compare(rules, ranking, inside, gone=bid) for bid in _losers(ranking)]
    found += [_compare(rules, ranking, inside, added=bid) for bid in _weak_bids(rules, inside)]
    return tuple(each for each in found if each is not None)


def _losers(ranking: Ranking) -> list[Bid]:
    return [each.assessed.bid for each in ranking.places if each.place > 1]


def _weak_bids(rules: ScoringRules, bids: Sequence[Bid]) -> list[tuple[Happening, Bid]]:
    prices = [bid.price for bid in bids if bid.price is not None]
    if not rules.price.counts or not prices:
        return []
    scores = {
        rule.id: min((level for level in rule.levels if level >= (rule.least or 0)), default=rule.least or Decimal(0))
        for rule in rules.criteria
    }
    asked = [(Happening.WEAK_AND_CHEAP, min(prices) * share) for share in reversed(CHEAP)]
    asked += [(Happening.WEAK_AND_DEAR, max(prices) * share) for share in DEAR]
    return [(happening, Bid(name="An added weak bid", scores=scores, price=price)) for happening, price in asked]


def _compare(
    rules: ScoringRules,
    ranking: Ranking,
    bids: Sequence[Bid],
    *,
    gone: Bid | None = None,
    added: tuple[Happening, Bid] | None = None,
) -> OrderChange | None:
    happening, touched = added or (Happening.WITHOUT, gone)
    assert touched is not None
    others = [bid for bid in bids if bid.name != touched.name]
    changed = rank_bids(rules, [*others, touched] if added else others)
    if touched.name in {name for first in changed.order[:1] for name in first}:
        return None
    before, after = _order_of(ranking, touched.name), _order_of(changed, touched.name)
    if before == after:
        return None
    return OrderChange(happening=happening, bid=touched, before=before, after=after, wins=before[0] != after[0])


def _order_of(ranking: Ranking, without: str) -> tuple[tuple[str, ...], ...]:
    kept = (tuple(name for name in names if name != without) for names in ranking.order)
    return tuple(names for names in kept if names)
