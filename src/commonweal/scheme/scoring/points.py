"""The points that a bid earns: for each criterion, and for its price. Exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from commonweal.procurement.procurement import PriceMethod
from commonweal.record.errors import MisuseError
from commonweal.scheme.scoring.bid import Bid
from commonweal.scheme.scoring.rules import CriterionRule, PriceRule


def criterion_points(rule: CriterionRule, score: Decimal) -> Fraction:
    """Score over the highest score, times the weighting: percentage points of the whole."""
    return Fraction(score) / Fraction(rule.maximum) * Fraction(rule.weighting)


def price_points(rule: PriceRule, price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """The points of a price under a method that gives price a weighting; `prices` are of all bids that are assessed.

    Lowest ratio: weighting × lowest / price. Linear: weighting × (1 - (price - lowest) / (highest - lowest)), and the
    whole weighting where all are equal. Fixed point: weighting at the first published price or below, none at the
    second or above, evenly between. Raises MisuseError for a method that gives no points.
    """
    most = Fraction(rule.weighting)
    match rule.method:
        case PriceMethod.LOWEST_RATIO:
            return most * min(prices) / price
        case PriceMethod.LINEAR:
            reach = max(prices) - min(prices)
            return most * (1 - (price - min(prices)) / reach) if reach else most
        case PriceMethod.FIXED_POINT if rule.full_at is not None and rule.none_at is not None:
            full, none = Fraction(rule.full_at), Fraction(rule.none_at)
            return most * max(Fraction(0), min(Fraction(1), (none - price) / (none - full)))
    raise MisuseError(f"Price earns no points under {rule.method.words}.")


def checked_price(bid: Bid) -> Fraction:
    """The price of a bid where price counts. Raises MisuseError, naming the bid, where it is missing or not above 0."""
    if bid.price is None:
        raise MisuseError(f"{bid.name} has no price.", remedy="Give its price, or say which condition it failed.")
    if bid.price <= 0:
        raise MisuseError(
            f"The price of {bid.name} is £{bid.price:f}: it must be above zero.",
            remedy="Ask the supplier whether it is meant, before it is scored.",
        )
    return Fraction(bid.price)


def checked_score(rule: CriterionRule, bid: Bid) -> Decimal:
    """The score of a bid on a criterion's scale. Raises MisuseError where it is missing or no level of the scale."""
    score = bid.scores.get(rule.id)
    if score is None:
        raise MisuseError(f"{bid.name} has no score for '{rule.title}'.", remedy="Moderate it first.")
    on_scale = score in rule.levels if rule.levels else 0 <= score <= rule.maximum
    if not on_scale:
        raise MisuseError(f"{bid.name} has {score:f} for '{rule.title}', which is not on its scale.")
    return score


def rounded(value: Fraction, decimals: int | None) -> Fraction:
    """Rounded half up to that many places; as it is where the method does not round."""
    if decimals is None:
        return value
    return Fraction(as_decimal(value, decimals))


def as_decimal(value: Fraction, decimals: int = 6) -> Decimal:
    """The nearest decimal of so many places (half up): for people to read, never to rank by."""
    scaled = value * 10**decimals
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    return Decimal(f"{whole if scaled >= 0 else -whole}E-{decimals}")
