"""How a bidder spends its effort: where value is, where marks are, on padding. Always as much in all."""

from __future__ import annotations

import numpy as np

from commonweal.challenge.best_response.model import BidderModel
from commonweal.challenge.modelling import Modelled
from commonweal.quantities.arrays import Numbers

# A usual bidder goes half of the way to where marks are.
USUAL_FOLLOWS = 0.5


def honest_effort(model: BidderModel) -> Numbers:
    """Effort (efforts,) spent where value is: K⁻¹V, scaled to e'Ke = 1."""
    return _sized(model.ease @ model.value, model)


def effort_of(modelled: Modelled, *, follows: float, pads: float) -> Numbers:
    """Effort (efforts,) between the honest one and the best response to the marks, K⁻¹M'w.

    `follows` is the part of the response, `pads` the part of its padding that is done. Either end is scaled to e'Ke = 1
    before they are mixed, and so is the mix: every bidder works as long. Where marks call for nothing that this bidder
    would do, it does what is honest.
    """
    model = modelled.model
    padded = np.array([effort in model.padding for effort in model.efforts])
    response = model.ease @ (model.raises.T @ modelled.weights) * np.where(padded, pads, 1.0)
    honest = honest_effort(model)
    chasing = _sized(response, model) if response.any() else honest
    return _sized((1 - follows) * honest + follows * chasing, model)


def usual_effort(modelled: Modelled) -> Numbers:
    """Effort (efforts,) of the bidder by which scales are set: half honest, half after marks, without padding."""
    return effort_of(modelled, follows=USUAL_FOLLOWS, pads=0.0)


def _sized(effort: Numbers, model: BidderModel) -> Numbers:
    size = float(effort @ model.cost @ effort) ** 0.5
    return effort / size if size > 0 else effort
