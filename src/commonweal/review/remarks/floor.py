"""What remarks on least weightings share: the floor at a lot, and the weighting it is held against."""

from __future__ import annotations

from decimal import Decimal

from commonweal.frameworks.applicability import Applicability
from commonweal.frameworks.pack_head import FloorBase
from commonweal.review.asking import AskedLot
from commonweal.review.criteria_reading import Share


def floor_of(applies: Applicability, lot: AskedLot) -> Decimal:
    """In points of the total mark; 0 where no least weighting applies."""
    share = applies.floor_share or Decimal(0)
    base = Decimal(100) if applies.base is FloorBase.TOTAL else 100 - lot.part(Share.PRICE)
    return share * base


def own_social_value(lot: AskedLot) -> Decimal | None:
    """Social value's weighting, where the lot's weightings make up the whole; None where they tell too little."""
    if lot.total != 100 or not lot.all_weighted or is_bare_split(lot):
        return None
    return lot.social_value


def is_bare_split(lot: AskedLot) -> bool:
    """Whether it only weighs price and the rest, or price alone: what quality holds is left open."""
    return len(lot.criteria) <= 2 and not lot.names_social_value and lot.all_weighted and lot.total == 100
