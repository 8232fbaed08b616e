"""Points and winners of many fields at once: the same sums as `scheme.scoring`, on arrays; a test holds them equal."""

from __future__ import annotations

import numpy as np

from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.quantities.arrays import Numbers

# A fixed-point method without its prices: all points a fifth under the usual price, none a fifth above.
FULL_AT, NONE_AT = 0.8, 1.2
# Sums that differ by less are equal: they differ by how they were added up.
NEAR = 1e-9


def price_points(split: Split, price: Numbers) -> Numbers:
    """Points (fields, bidders) for prices against the usual price's 1, under methods that weigh price; else none.

    The formulas of `scheme.scoring.points`. Where no method is stated, the lowest ratio.
    """
    lowest, highest = price.min(axis=1, keepdims=True), price.max(axis=1, keepdims=True)
    points: Numbers
    match split.method:
        case PriceMethod.LINEAR:
            reach = highest - lowest
            points = 1 - np.where(reach > 0, (price - lowest) / np.where(reach > 0, reach, 1.0), 0.0)
        case PriceMethod.FIXED_POINT:
            points = np.clip((NONE_AT - price) / (NONE_AT - FULL_AT), 0.0, 1.0)
        case _:
            points = lowest / price
    return float(split.price) * points


def decides(split: Split, quality: Numbers, social_value: Numbers, price: Numbers) -> Numbers:
    """What the order goes by (fields, bidders), most wins: points, or under an absolute method points at the usual
    price, which orders bids as price per point and points per pound do."""
    points = quality + social_value
    if split.method.is_absolute:
        return points / price
    return points + price_points(split, price)


def chances(numbers: Numbers) -> Numbers:
    """Each bid's chance to be picked (fields, bidders): those that are level at the top share it, by lot."""
    top = numbers >= numbers.max(axis=1, keepdims=True) - NEAR
    shared: Numbers = top / top.sum(axis=1, keepdims=True)
    return shared


def supposed_of(split: Split) -> tuple[str, ...]:
    """What these sums take for granted that the split does not tell."""
    if not split.price:
        return ()
    match split.method:
        case PriceMethod.UNSTATED:
            return ("The price method is not stated: price is scored by the lowest ratio here.",)
        case PriceMethod.FIXED_POINT:
            return ("The two prices of the fixed-point method are taken to be a fifth below and above the usual one.",)
    return ()
