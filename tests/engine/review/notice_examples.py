"""Invented notices, as the reader gives them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from commonweal.procurement import AuthorityKind, Nature, RegimeKind
from commonweal.procurement.notice import Notice, PublishedCriterion, PublishedLot, Said
from commonweal.quantities import Money, Vat

PLAIN = Notice(
    ocid="ocds-h6vhtk-099a01",
    id="099500-2026",
    kind="UK4",
    published=date(2026, 11, 16),
    authority_name="Invented Vale Council",
    authority_kind=Said(value=AuthorityKind.LOCAL_AUTHORITY, where="buyer/name", words="Council"),
    regime=Said(value=RegimeKind.COVERED, where="tender/aboveThreshold", words="above threshold"),
    title="Meals for day centres",
    description="Hot meals for nine day centres.",
    nature=Said(value=Nature.SERVICES, where="tender/mainProcurementCategory", words="services"),
    procedure="Open procedure",
    cpv=("55520000",),
    value=Said(value=Money(amount=Decimal(360000), vat=Vat.INCLUDED), where="tender/value/amountGross"),
    lots=(PublishedLot(id="1", title="", description="", starts=date(2027, 1, 1), ends=date(2029, 12, 31)),),
)


def notice(**changes: Any) -> Notice:
    """The plain notice with some of its parts changed."""
    return replace(PLAIN, **changes)


def lot(**changes: Any) -> PublishedLot:
    return replace(PLAIN.lots[0], **changes)


def pounds(amount: int | str, vat: Vat = Vat.INCLUDED) -> Said[Money]:
    return Said(value=Money(amount=Decimal(amount), vat=vat), where="tender/value/amountGross")


def criteria(*rows: tuple[str, str, int | str | None], lot_id: str = "1") -> tuple[PublishedCriterion, ...]:
    """Criteria of one lot, each a kind, a name and a weighting."""
    return tuple(
        PublishedCriterion(
            lot=lot_id,
            kind=kind,
            name=name,
            description="",
            weighting=None if weighting is None else Decimal(weighting),
            where=f"tender/lots/0/awardCriteria/criteria/{index}",
        )
        for index, (kind, name, weighting) in enumerate(rows)
    )
