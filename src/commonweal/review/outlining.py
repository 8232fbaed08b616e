"""A case from a notice that states no value: everything but sums, so that stage and time can still be reviewed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.procurement.notice import Notice, Said
from commonweal.procurement.procurement import Extra, Procurement
from commonweal.quantities.money import Money
from commonweal.review.drafting import draft_case
from commonweal.review.regime_reading import read_regime

# Stands in while the case is drafted, and is taken out of it again: no sum of it is left.
_STAND_IN = Said(value=Money(amount=Decimal(1_000_000)), where="")
_OF_SUMS = frozenset({"funding", "declared_value"})


def outline_case(notice: Notice, *, packs: Packs) -> Case:
    """As `draft_case`, of a notice without a value: no stage is funded, and the legal value is unknown."""
    lots = tuple(replace(lot, value=None, rival=None) for lot in notice.lots)
    case = draft_case(replace(notice, value=_STAND_IN, rival=None, lots=lots), packs=packs)
    # A value can tell the regime, and this one is not the notice's.
    regime, assumed = read_regime(notice, packs)
    assumptions = tuple(
        assumed if assumed and each.subject == "regime" else each
        for each in case.assumptions
        if each.subject not in _OF_SUMS
    )
    procurement = replace(_without_sums(case.procurement), regime=regime)
    return replace(case, procurement=procurement, assumptions=assumptions)


def _without_sums(procurement: Procurement) -> Procurement:
    return replace(
        procurement,
        declared_value=None,
        stages=tuple(replace(stage, funding=None) for stage in procurement.stages),
        extras=tuple(Extra(what=extra.what) for extra in procurement.extras),
    )
