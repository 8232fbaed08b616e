"""Whether a least weighting binds cannot be told, and the notice is below what a possible edition asks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from commonweal.frameworks.applicability import Applicability, Standing
from commonweal.frameworks.pack_head import FloorBand
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.remarks.floor import own_social_value
from commonweal.review.wording import plain


def remark(context: Context) -> Iterator[Noted]:
    """Once, at the lot with the least."""
    applies = context.applicability
    if applies is None or applies.standing is not Standing.UNKNOWN or not context.asks:
        return
    least = _least_possible(applies)
    told = [(given, lot) for lot in context.lots if (given := own_social_value(lot)) is not None and given < least]
    if not told:
        return
    given, lot = min(told, key=lambda each: each[0])
    names = " or ".join(pack.head.title for pack in applies.possible)
    said = f"gives social value {plain(given)}%" if lot.names_social_value else "names no marks for social value"
    yield Noted(
        message=f"The notice {said}. {names} would ask for at least {plain(least)}%, and "
        f"whether it binds cannot be told: {applies.reason.text.partition('edition. ')[2] or applies.reason.text}",
        where=lot.criteria[0].where,
        sources=tuple(dict.fromkeys(band.source for band in _least_bands(applies))),
    )


def _least_possible(applies: Applicability) -> Decimal:
    return min((band.share for band in _least_bands(applies)), default=Decimal(0)) * 100


def _least_bands(applies: Applicability) -> list[FloorBand]:
    """Of each edition that may bind, the band that asks least."""
    rules = [pack.head.rules for pack in applies.possible if pack.head.rules is not None]
    return [min(each.floors, key=lambda band: band.share) for each in rules if each.floors]
