"""What one more mark is worth in pounds: the extra price that a scheme accepts for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonweal.procurement.procurement import PriceMethod
from commonweal.record.errors import MisuseError
from commonweal.scheme.scoring.bid import Bid
from commonweal.scheme.scoring.ranking import rank_bids
from commonweal.scheme.scoring.rules import PriceRule, ScoringRules
from commonweal.scheme.scoring.workings import Assessed


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpliedPrice:
    """For one bid: the rise in its price, in pounds, that one more point exactly makes good.

    None where no price does: the bid's price already earns less than one point, so nothing is left to lose. `depends`
    says whether the figure hangs on the other bids.
    """

    bid: str
    pounds_per_point: Fraction | None
    depends: bool


def implied_prices(rules: ScoringRules, bids: Sequence[Bid]) -> tuple[ImpliedPrice, ...]:
    """The implied price of one point at each ranked bid, with the other bids as they are.

    A point is one percentage point of the whole, of quality or social value alike. Price per point and value index:
    price / points. Lowest ratio: the price that earns one point less, less the price. Linear: the reach of the prices
    over the weighting. Fixed point: the reach of the two published prices over the weighting. The lowest price of a
    ratio and either end of a linear method hold the formula themselves; they are taken as given. Raises MisuseError as
    `rank_bids` does, and where price plays no part.
    """
    if not rules.price.counts:
        raise MisuseError("Price carries no weighting, so a mark has no price.")
    places = rank_bids(rules, bids).places
    prices = [Fraction(each.assessed.bid.price or 0) for each in places]
    depends = rules.price.method in {PriceMethod.LOWEST_RATIO, PriceMethod.LINEAR}
    return tuple(
        ImpliedPrice(
            bid=each.assessed.bid.name,
            pounds_per_point=_of(rules.price, each.assessed, prices),
            depends=depends,
        )
        for each in places
    )


def _of(rule: PriceRule, assessed: Assessed, prices: Sequence[Fraction]) -> Fraction | None:
    price, most = Fraction(assessed.bid.price or 0), Fraction(rule.weighting)
    if rule.method.is_absolute:
        return price / (assessed.quality + assessed.social_value)
    if rule.method is PriceMethod.LOWEST_RATIO:
        earned = most * min(prices) / price
        return most * min(prices) / (earned - 1) - price if earned > 1 else None
    if rule.method is PriceMethod.LINEAR:
        reach = (max(prices) - min(prices)) / most
        return reach if reach and price + reach <= max(prices) else None
    full, none = Fraction(rule.full_at or 0), Fraction(rule.none_at or 0)
    start = max(price, full)
    dearer = start + (none - full) / most
    return dearer - price if dearer <= none else None
