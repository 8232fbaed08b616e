"""Audit: verifying a criterion at a rate takes that share of what padding earns there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from commonweal.challenge.best_response.alignment import alignment
from commonweal.challenge.best_response.model import BidderModel
from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError


def audited(model: BidderModel, rates: Numbers) -> BidderModel:
    """The model where criterion c is verified at rate a (criteria,), each 0 to 1: its padding is scaled by 1 - a."""
    if rates.shape != (len(model.criteria),) or not ((rates >= 0) & (rates <= 1)).all():
        raise MisuseError(f"Rates of audit are {len(model.criteria)} shares between 0 and 1.")
    padded = np.array([effort in model.padding for effort in model.efforts])
    return replace(model, raises=np.where(padded, model.raises * (1 - rates)[:, None], model.raises))


def cheapest_audit(
    model: BidderModel, weights: Numbers, *, threshold: float, costs: Numbers | None = None
) -> Numbers | None:
    """The rates (criteria,) of least cost at which alignment reaches the threshold; None where full audit does not.

    `costs` (criteria,): of verifying all of a criterion, any one unit; 1 where not given. The threshold is a share, 0
    to 1. The weighted pull of each effort is affine in the rates, and a cosine over a level is a cone, so that the
    problem is convex: sequential least squares finds its one minimum.
    """
    count = len(model.criteria)
    price = np.ones(count) if costs is None else costs
    if price.shape != (count,) or not (price > 0).all() or not 0 < threshold < 1:
        raise MisuseError("Costs of audit are above zero, and the threshold is between 0 and 1.")
    if alignment(model, weights) >= threshold:
        return np.zeros(count)
    if alignment(audited(model, np.ones(count)), weights) < threshold:
        return None
    if count == 1:
        return np.array([_crossing(model, weights, threshold)])
    from scipy.optimize import minimize  # slow to import, and seldom needed

    solved = minimize(
        lambda rates: float(price @ rates) / float(price.max()),
        np.ones(count),
        bounds=[(0.0, 1.0)] * count,
        constraints=[{"type": "ineq", "fun": lambda rates: _over(model, weights, np.clip(rates, 0, 1), threshold)}],
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 500},
    )
    rates: Numbers = np.clip(solved.x, 0.0, 1.0)
    return rates


def _crossing(model: BidderModel, weights: Numbers, threshold: float) -> float:
    """The one rate from which on a single criterion is over the threshold, by halving: none is not enough, all is."""
    below, over = 0.0, 1.0
    while over - below > 1e-12:
        middle = (below + over) / 2
        reached = _over(model, weights, np.array([middle]), threshold) >= 0
        below, over = (below, middle) if reached else (middle, over)
    return over


def _over(model: BidderModel, weights: Numbers, rates: Numbers, threshold: float) -> float:
    """V'K⁻¹u - √threshold |V| |u|, u the pull: zero or more inside the cone."""
    pull = audited(model, rates).raises.T @ weights
    towards = float(model.value @ model.ease @ pull)
    reach = float(np.sqrt((model.value @ model.ease @ model.value) * (pull @ model.ease @ pull)))
    return towards - float(np.sqrt(threshold)) * reach
