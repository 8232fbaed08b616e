"""Alignment: how much of the best attainable value bidders' own interest reaches.

Holmström and Milgrom (1991), Journal of Law, Economics and Organization 7; Baker (2002), Journal of Human Resources 37.
"""

from __future__ import annotations

import numpy as np

from commonweal.challenge.best_response.model import BidderModel
from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError


def best_effort(model: BidderModel, weights: Numbers) -> Numbers:
    """The effort (efforts,) of a bidder who is paid the weights for each unit of score: K⁻¹ Mᵀ w."""
    return model.ease @ model.raises.T @ model.checked_weights(weights)


def alignment(model: BidderModel, weights: Numbers) -> float:
    """The share, 0 to 1, of the best attainable value that bidders reach at the best scaling of rewards.

    The square of the cosine between V and Mᵀw in the K⁻¹ norm, 0 where it is negative: free of the scale of weights,
    values and costs. 0 too where the criteria see no effort at all. Raises MisuseError where no effort has a value.
    """
    pull = model.raises.T @ model.checked_weights(weights)
    whole = float(model.value @ model.ease @ model.value)
    if whole <= 0:
        raise MisuseError("No effort has a value, so that nothing could be missed.", remedy="Value one effort or more.")
    felt = float(pull @ model.ease @ pull)
    if felt <= 0:
        return 0.0
    towards = max(0.0, float(model.value @ model.ease @ pull))
    return min(1.0, towards**2 / (whole * felt))


def attained_share(model: BidderModel, weights: Numbers, *, pounds_per_unit: float) -> float:
    """The share of the best attainable value that is reached where each unit of weighted score earns so many pounds.

    (V·e - e'Ke / 2) over (V'K⁻¹V / 2): at most the alignment, and below zero where the rewards call forth more harm
    than good. Value and cost are in pounds.
    """
    effort = pounds_per_unit * best_effort(model, weights)
    gain = float(model.value @ effort - effort @ model.cost @ effort / 2)
    return gain / float(model.value @ model.ease @ model.value / 2)


def padding_payoffs(model: BidderModel) -> dict[str, float]:
    """For each criterion: score of an hour of its best padding over score of an hour of its best real effort.

    An hour of an effort is what the same cost buys of it alone. Infinite where only padding raises the criterion; 0
    where none does.
    """
    padded = np.array([effort in model.padding for effort in model.efforts])
    payoffs = {}
    for criterion, row in zip(model.criteria, model.raises / model.hours, strict=True):
        padding, real = row[padded].max(initial=0.0), row[~padded].max(initial=0.0)
        payoffs[criterion] = float(padding / real) if real > 0 else (float("inf") if padding > 0 else 0.0)
    return payoffs
