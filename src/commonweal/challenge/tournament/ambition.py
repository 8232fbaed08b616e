"""What ambition earns: an honest bidder's mean social value marks by the size of the contribution that it offers."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from commonweal.challenge.judgements import KINDS, Judgements
from commonweal.challenge.modelling import REAL, Modelled
from commonweal.challenge.standing import share
from commonweal.challenge.tournament.result import Ambition
from commonweal.challenge.tournament.scales import Scale, expected_marks
from commonweal.challenge.tournament.spending import honest_effort
from commonweal.frameworks.measures import MeasureKind
from commonweal.quantities.arrays import Numbers

SIZES = tuple(Decimal(each) for each in ("0.25", "0.5", "0.75", "1", "1.5", "2", "3", "4"))


def ambition_of(modelled: Modelled, scales: tuple[Scale, ...], judgements: Judgements) -> Ambition:
    """The reward curve, exact over readings: no fields are drawn for it.

    Of a usual bidder's honest effort, so many times as large. A risky contribution comes off with the chance p^size, p
    being the usual one's: twice the size is twice as many things that must go well. Where it does not, what was learned
    is left; an honest bid promises what it expects.
    """
    efforts = honest_effort(modelled.model)[: len(REAL)]
    chance = float(judgements.usual_chance)
    sure = tuple(_marks(modelled, scales, float(size) * efforts) for size in SIZES)
    risky = tuple(_marks(modelled, scales, float(size) * _expected(efforts, chance ** float(size))) for size in SIZES)
    doubling = sure[SIZES.index(Decimal(2))] - sure[SIZES.index(Decimal(1))]
    least = judgements.ambition_pays * modelled.target.total
    return Ambition(sizes=SIZES, sure=sure, risky=risky, a_doubling=doubling, least=least, pays=bool(doubling >= least))


def _marks(modelled: Modelled, scales: tuple[Scale, ...], yields: Numbers) -> Decimal:
    """Percentage points of the whole mark for real efforts (kinds,)."""
    offered = modelled.model.raises[:, : len(REAL)] @ yields / np.array([each.full for each in scales])
    return share(expected_marks(scales, offered, modelled.weights) * float(modelled.target.total))


def _expected(efforts: Numbers, chance: float) -> Numbers:
    """Efforts (kinds,) that are expected to come to something: all with that chance, learning anyway."""
    learning = np.array([kind is MeasureKind.LEARNING for kind in KINDS])
    expected: Numbers = np.where(learning, efforts, chance * efforts)
    return expected
