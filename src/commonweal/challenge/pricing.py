"""What the scheme would pay for one more mark of social value, before any bid is there."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from commonweal.challenge.target import Target
from commonweal.procurement.procurement import PriceMethod
from commonweal.scheme.robustness.implied_price import ImpliedPrice, implied_prices
from commonweal.scheme.scoring import Bid, CriterionRule, Part, PriceRule, ScoringRules

# Three bids that are alike but for price: a tenth below what is expected, at it, a tenth above; 70% of other marks.
SPREAD = (Decimal("0.9"), Decimal(1), Decimal("1.1"))
MARKS = Decimal(70)


def supposed_rules(target: Target) -> ScoringRules | None:
    """The split as rules of quality and of social value, each scored out of 100; None where price cannot be scored: it
    carries nothing, its method is unstated, or it needs prices that nobody has published."""
    split = target.split
    if split.method in {PriceMethod.UNSTATED, PriceMethod.FIXED_POINT} or (
        not split.price and not split.method.is_absolute
    ):
        return None
    parts = ((Part.QUALITY, split.quality), (Part.SOCIAL_VALUE, split.social_value))
    criteria = tuple(
        CriterionRule(id=part.value, title=part.value, part=part, weighting=weighting, maximum=Decimal(100), levels=())
        for part, weighting in parts
        if weighting
    )
    return ScoringRules(criteria=criteria, price=PriceRule(method=split.method, weighting=split.price))


def supposed_bids(target: Target, rules: ScoringRules) -> tuple[Bid, ...]:
    """Three bids about the expected price."""
    pounds = target.pounds or Decimal(100)
    return tuple(
        Bid(name=f"Bid {number}", price=pounds * share, scores={each.id: MARKS for each in rules.criteria})
        for number, share in enumerate(SPREAD, start=1)
    )


def pounds_per_mark(target: Target) -> ImpliedPrice | None:
    """The implied price of one mark for a bid at the expected price; None where price or its method is not known."""
    rules = supposed_rules(target)
    if rules is None or target.pounds is None:
        return None
    found = implied_prices(rules, supposed_bids(target, rules))
    return next(each for each in found if each.bid == "Bid 2")


def share_of_price(implied: ImpliedPrice, target: Target) -> Fraction | None:
    """That price as a share of the expected award."""
    if implied.pounds_per_point is None or not target.pounds:
        return None
    return implied.pounds_per_point / Fraction(target.pounds)
