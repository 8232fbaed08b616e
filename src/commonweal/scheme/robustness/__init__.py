"""How sure a result is, and what a scheme pays for: advice, never part of the result."""

from commonweal.scheme.robustness.implied_price import ImpliedPrice, implied_prices
from commonweal.scheme.robustness.irrelevant import OrderChange, find_order_changes
from commonweal.scheme.robustness.smaa import Acceptability, weigh_all_ways
from commonweal.scheme.robustness.smallest_change import SmallestChange, smallest_changes
from commonweal.scheme.robustness.weights import WeightSpace

__all__ = [
    "Acceptability",
    "ImpliedPrice",
    "OrderChange",
    "SmallestChange",
    "WeightSpace",
    "find_order_changes",
    "implied_prices",
    "smallest_changes",
    "weigh_all_ways",
]
