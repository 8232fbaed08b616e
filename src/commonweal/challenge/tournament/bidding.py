"""What each bidder of a field offers, and what it is truly worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.challenge.judgements import Judgements
from commonweal.challenge.modelling import REAL, Modelled
from commonweal.challenge.tournament.field import Field
from commonweal.challenge.tournament.scales import Scale
from commonweal.challenge.tournament.spending import effort_of, honest_effort
from commonweal.frameworks.challenging import BidderType
from commonweal.quantities.arrays import Numbers


@dataclass(frozen=True, kw_only=True)
class Offers:
    """`offered` (fields, bidders, criteria): marks that a bid would earn if read without error, shares of each
    criterion's own, 1 and more at the top of its scale. `worth` (fields, bidders): true social value that is delivered,
    as a share of the social value mark, a usual bidder's honest effort being worth the usual mark.
    """

    offered: Numbers
    worth: Numbers


def offers_of(modelled: Modelled, scales: tuple[Scale, ...], judgements: Judgements, field: Field) -> Offers:
    """The bids of all fields under one scheme."""
    types = [each for _name, each in field.types]
    efforts = np.array([_spent(each, modelled) for each in types])
    real, padding = np.split(efforts, [len(REAL)], axis=1)
    raises = modelled.model.raises / np.array([each.full for each in scales])[:, None]
    yields = field.ability * field.by_type(real)
    claimed = np.array([[_claims(each, scale) for scale in scales] for each in types])
    prose = np.outer([float(each.writing) for each in types], [scale.prose for scale in scales])
    shown = np.array([[answered_share(each, scales)] for each in types])
    done = yields @ raises[:, : len(REAL)].T
    dressed = padding @ raises[:, len(REAL) :].T + prose
    offered = done * field.by_type(claimed * shown) + field.by_type(dressed * shown)
    delivered = field.by_type(np.array([float(each.delivers) for each in types]))
    return Offers(
        offered=np.maximum(offered, 0.0), worth=float(judgements.usual_mark) * _worth(modelled, yields) * delivered
    )


def answered_share(bidder: BidderType, scales: tuple[Scale, ...]) -> float:
    """How much of what it does a bidder can show: all of it, or as many hours as it has of those that are asked."""
    asked = sum(each.hours for each in scales)
    return min(1.0, float(bidder.size) / asked) if asked else 1.0


def _spent(bidder: BidderType, modelled: Modelled) -> Numbers:
    mix = effort_of(modelled, follows=float(bidder.follows), pads=float(bidder.pads))
    return float(bidder.effort) * mix


def _worth(modelled: Modelled, yields: Numbers) -> Numbers:
    """True value (fields, bidders) against that of a usual bidder's honest effort."""
    value = modelled.model.value[: len(REAL)]
    usual = float(value @ honest_effort(modelled.model)[: len(REAL)])
    worth: Numbers = yields @ value / usual if usual > 0 else np.zeros(yields.shape[:2])
    return worth


def _claims(bidder: BidderType, scale: Scale) -> float:
    """Claims beyond what is expected shrink as far as anything checks them; modest ones stay modest."""
    claims = float(bidder.claims)
    return 1 + (claims - 1) * scale.credulous if claims > 1 else claims
