"""The lots that are really awarded: those that only join other lots for one bid are left out."""

from __future__ import annotations

import re
from decimal import Decimal

from commonweal.procurement.case import Assumption
from commonweal.procurement.lot import Lot
from commonweal.procurement.notice import Notice, PublishedLot
from commonweal.review.scrubbing import scrub

_COMBINES = re.compile(r"\bcombin\w+|\bjoint (?:bid|lot)|\bboth lots\b|\ball (?:\w+ )?lots\b", re.IGNORECASE)
_ALL = re.compile(r"\bboth lots\b|\ball (?:\w+ )?lots\b", re.IGNORECASE)
_NAMED = re.compile(r"\blots?\W{0,2}(\d{1,2}|[A-Z])\b", re.IGNORECASE)
_OPENING = 200


def own_lots(notice: Notice) -> tuple[PublishedLot, ...]:
    """The lots without those that combine others; all of them where that would leave fewer than two."""
    own = tuple(lot for lot in notice.lots if not _combines(lot))
    return own if len(own) > 1 else notice.lots


def draft_lots(notice: Notice, *, longest_title: int) -> tuple[Lot, ...]:
    """Every lot of a notice that has several, with its value where that is stated; one lot is the contract itself."""
    lots = own_lots(notice)
    if len(lots) < 2:
        return ()
    return tuple(
        Lot(
            id=lot.id,
            title=scrub(lot.title)[:longest_title].strip() or f"Lot {lot.id}",
            value=lot.value if lot.value is not None and lot.value.amount else None,
        )
        for lot in lots
    )


def lots_assumed(notice: Notice) -> tuple[Assumption, ...]:
    """What is taken of several lots: which are left out, and that the scheme is one for all of them."""
    lots = own_lots(notice)
    if len(lots) < 2:
        return ()
    found = []
    left_out = [lot for lot in notice.lots if lot not in lots]
    if left_out:
        found.append(
            Assumption(
                subject="lots",
                value=f"{len(lots)} lots",
                because=f"{_named(left_out)} only combine other lots and are left out.",
                words=(left_out[0].title or left_out[0].description)[:120],
                where=f"tender/lots/{notice.lots.index(left_out[0])}",
            )
        )
    found.append(
        Assumption(
            subject="lots",
            value="designed as one",
            because=f"One scheme is designed for all {len(lots)} lots; where they differ much, make a case of each.",
            where="tender/lots",
        )
    )
    return tuple(found)


def _combines(lot: PublishedLot) -> bool:
    """Whether a lot has no value of its own, says that it combines, and names two others or all."""
    opening = lot.title or lot.description[:_OPENING]
    if (lot.value is not None and lot.value.amount > Decimal(1)) or not _COMBINES.search(opening):
        return False
    own = {lot.id.upper(), *(found.upper() for found in _NAMED.findall(opening)[:1])}
    others = {found.upper() for found in _NAMED.findall(opening)} - own
    return len(others) > 1 or bool(_ALL.search(opening))


def _named(lots: list[PublishedLot]) -> str:
    names = [lot.id for lot in lots]
    return f"Lots {', '.join(names)}" if len(names) > 1 else f"Lot {names[0]}"
