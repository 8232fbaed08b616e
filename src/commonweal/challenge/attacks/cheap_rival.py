"""A bid that cannot win decides who does, where price is scored against the other bids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import product

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.leak import Mend
from commonweal.challenge.pricing import MARKS, supposed_rules
from commonweal.challenge.target import Target
from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.scheme.robustness.irrelevant import OrderChange, find_order_changes
from commonweal.scheme.scoring import Bid, PriceRule, ScoringRules

RELATIVE = {PriceMethod.LOWEST_RATIO, PriceMethod.LINEAR}
EXPECTED = Decimal(100)
# Pairs of near bids: by how many marks of 100 one is better, and by what share it asks more.
BETTER = (Decimal(5), Decimal(10), Decimal(15), Decimal(20))
DEARER = (Decimal("0.05"), Decimal("0.1"), Decimal("0.15"), Decimal("0.2"))
# A rival that somebody might believe: from half the lowest price to twice the highest.
BELIEVED = (Decimal("0.5"), Decimal(2))
# Published prices of a fixed-point method that the mend tries: a quarter below and above what is expected.
FULL_AT, NONE_AT = Decimal("0.75"), Decimal("1.25")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Of pairs of near bids: how many there are, in how many an added or absent bid changes the winner, and what the
    first such bid asks, in percent of the expected price."""

    pairs: int
    decided: int
    asks: Decimal | None


def attack(context: AttackContext) -> Iterator[Found]:
    """Where a bid that does not win itself changes which of two near bids wins."""
    target = context.target
    rules = supposed_rules(target)
    if rules is None or not target.total:
        return
    found = decide(rules)
    if found.asks is None:
        return
    yield Found(
        severity=found.decided / found.pairs,
        points=target.total,
        of_price=True,
        finding="A bid that cannot win could decide who does, since price is scored against the other bids.",
        because=f"In {found.decided} of {found.pairs} pairs of near bids a further bid without a single mark changes "
        f"the winner, such as one at {found.asks:.0f}% of the expected price.",
        mends=tuple(_mends(target, rules, found)),
    )


@lru_cache(maxsize=64)
def decide(rules: ScoringRules) -> Decided:
    """Pairs of near bids under some rules: how often a bid that does not win decides between them.

    Prices are percentages of the expected one: a method reads only how they stand to each other and to those published.
    A method that reads no other bid's price has nothing to find, and is not tried; a test tries it.
    """
    asks, decided = None, 0
    for bids in near_pairs(rules) if rules.price.method in RELATIVE else ():
        changes = [each for each in find_order_changes(rules, bids) if each.wins and _believed(each, bids)]
        decided += bool(changes)
        asks = asks or next((each.bid.price for each in changes), None)
    return Decided(pairs=len(BETTER) * len(DEARER), decided=decided, asks=asks)


def near_pairs(rules: ScoringRules) -> Iterator[tuple[Bid, Bid]]:
    """Two bids about the expected price, the better one dearer."""
    for marks, share in product(BETTER, DEARER):
        usual = Bid(name="Near bid", price=EXPECTED, scores={each.id: MARKS for each in rules.criteria})
        better = {each.id: MARKS + marks for each in rules.criteria}
        yield usual, Bid(name="Better and dearer bid", price=EXPECTED * (1 + share), scores=better)


def _believed(change: OrderChange, bids: tuple[Bid, ...]) -> bool:
    prices = [each.price for each in bids if each.price is not None]
    asked = change.bid.price
    return asked is not None and min(prices) * BELIEVED[0] <= asked <= max(prices) * BELIEVED[1]


def _mends(target: Target, rules: ScoringRules, found: Decided) -> Iterator[Mend]:
    """By hand: the method of price stands in the case's split."""
    method = target.split.method.value
    price = PriceRule(
        method=PriceMethod.FIXED_POINT,
        weighting=target.split.price,
        full_at=EXPECTED * FULL_AT,
        none_at=EXPECTED * NONE_AT,
    )
    after = decide(replace(rules, price=price))
    if after.decided < found.decided:
        yield Mend(
            title=f"In the case’s split, change method: {method} to method: fixed-point, and publish the price that "
            "earns every price mark and the one that earns none.",
            because=f"With prices a quarter below and above what is expected, a further bid decides {_of(after)} of "
            f"the same pairs instead of {found.decided}.",
            costs="The authority states two prices before it knows any bid.",
        )
    split = index_split(target.split)
    again = supposed_rules(replace(target, split=split))
    if again is not None and (after := decide(again)).decided < found.decided:
        yield Mend(
            title=f"In the case’s split, change method: {method} to method: value-for-money-index, with price: 0, "
            f"quality: {split.quality:f} and social_value: {split.social_value:f}.",
            because="The marks of a bid are divided by its price, whatever others ask: a further bid decides "
            f"{_of(after)} of the same pairs instead of {found.decided}.",
            costs="Price has no weighting of its own then: read what a mark would cost before you choose it.",
        )


def _of(found: Decided) -> str:
    return f"{found.decided} of {found.pairs}" if found.decided else "none"


def index_split(split: Split) -> Split:
    """The same parts without price, to a hundred."""
    social = (split.social_value / split.non_price * 100).quantize(Decimal("0.01"))
    return Split(price=Decimal(0), quality=100 - social, social_value=social, method=PriceMethod.VALUE_INDEX)
