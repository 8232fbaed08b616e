"""What the scheme would pay for one more mark of social value, before any bid is there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from commonweal.challenge.target import Target
from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.scheme.robustness.implied_price import ImpliedPrice, implied_prices
from commonweal.scheme.scoring import Bid, CriterionRule, Part, PriceRule, ScoringRules

# Three bids that are alike but for price: a tenth below what is expected, at it, a tenth above; 70% of other marks.
SPREAD = (Decimal("0.9"), Decimal(1), Decimal("1.1"))
MARKS = Decimal(70)


def supposed_rules(target: Target) -> ScoringRules | None:
    """The split as rules of quality and of social value, each scored out of 100; None where price cannot be scored: it
    carries nothing, its method is unstated, or it needs prices that nobody has published."""
    return _rules_of(target.split)


def _rules_of(split: Split) -> ScoringRules | None:
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
    return _supposed(rules, target.pounds or Decimal(100))


def _supposed(rules: ScoringRules, pounds: Decimal) -> tuple[Bid, ...]:
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


def price_of_a_point(split: Split) -> tuple[Fraction, ...]:
    """The shares of the price that a bid at the expected price could ask more for one point more.

    By the method of the split; where it is unstated, by each of the two that are usual. Empty where price cannot
    be scored.
    """
    usual = (PriceMethod.LINEAR, PriceMethod.LOWEST_RATIO)
    methods = usual if split.method is PriceMethod.UNSTATED else (split.method,)
    found = []
    for method in methods:
        rules = _rules_of(replace(split, method=method))
        if rules is None:
            continue
        bids = _supposed(rules, Decimal(100))
        implied = next(each for each in implied_prices(rules, bids) if each.bid == "Bid 2")
        found += [implied.pounds_per_point / 100] if implied.pounds_per_point is not None else []
    return tuple(sorted(found))


def share_of_price(implied: ImpliedPrice, target: Target) -> Fraction | None:
    """That price as a share of the expected award."""
    if implied.pounds_per_point is None or not target.pounds:
        return None
    return implied.pounds_per_point / Fraction(target.pounds)
