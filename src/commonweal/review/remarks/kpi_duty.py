"""Whether the duty to set KPIs extends to a notice's contract (s.52)."""

from __future__ import annotations

from decimal import Decimal

from commonweal.frameworks.pack import Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.quantities.money import gross_range
from commonweal.review.remarks.context import Context

_NO_DUTY = {RegimeKind.LIGHT_TOUCH, RegimeKind.CONCESSION}


def asks_for_kpis(context: Context) -> bool | None:
    """Whether it is above £5m including VAT, under the Act, and none of the contracts that the duty leaves out.

    None where all of it holds but for a regime that is not told.
    """
    notice, kind = context.notice, context.notice.authority_kind
    under = context.regime.under_the_act
    if under is False or context.regime.kind in _NO_DUTY or notice.framework or notice.dynamic_market:
        return False
    if kind is not None and kind.value is AuthorityKind.PRIVATE_UTILITY:
        return False
    if context.case is not None and context.case.procurement.award_structure is AwardStructure.FRAMEWORK:
        return False
    return under if _more_than(context, kpi_limit(context.packs)) else False


def kpi_limit(packs: Packs) -> Decimal:
    """Above this the duty begins, VAT included."""
    return packs.of_kind(PackKind.LAW)[-1].parameter("kpi-above")


def _more_than(context: Context, limit: Decimal) -> bool:
    if context.valuation is not None:
        return context.valuation.more_than(limit) is True
    said = context.notice.value
    least = gross_range(said.value) if said else None
    return least is not None and least[0] > limit
