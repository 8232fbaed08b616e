"""The least weighting that an edition asks for at a value, and what it is a share of."""

from __future__ import annotations

from decimal import Decimal

from commonweal.frameworks.pack import Pack
from commonweal.frameworks.pack_head import FloorBase
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.valuation import Valuation
from commonweal.record.finding import Finding, Severity
from commonweal.record.source import Source


def find_floor(pack: Pack, valuation: Valuation) -> tuple[Decimal | None, Source | None, tuple[Finding, ...]]:
    """The least weighting at this value. While the value straddles two bands, the higher one is taken, and said."""
    rules = pack.head.rules
    assert rules is not None
    possible = [
        band for band in rules.floors if _band_holds(band.from_pounds, band.below_pounds, valuation) is not False
    ]
    if not possible:
        return None, None, ()
    band = max(possible, key=lambda each: each.share)
    if len(possible) == 1:
        return band.share, band.source, ()
    finding = Finding(
        code="floor-band-unknown",
        severity=Severity.WARNING,
        where="procurement",
        message=f"The value is {valuation}, so the least social value weighting could be "
        f"{' or '.join(f'{each.share:.0%}' for each in possible)}; the higher is used.",
        remedy="State the value including VAT for every stage.",
        sources=(band.source,),
    )
    return band.share, band.source, (finding,)


def _band_holds(least: Decimal, below: Decimal | None, valuation: Valuation) -> bool | None:
    from_least = valuation.at_least(least)
    under = None if below is None else valuation.at_least(below)
    if from_least is False or under is True:
        return False
    if from_least is None or (below is not None and under is None):
        return None
    return True


def floor_base(pack: Pack, procurement: Procurement) -> FloorBase:
    rules = pack.head.rules
    assert rules is not None
    absolute = procurement.split is not None and procurement.split.method.is_absolute
    return rules.absolute_base if absolute else rules.base
