"""A contract details notice above £5m with neither KPIs nor a reason for none."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.remarks.context import Context, Noted
from commonweal.review.remarks.kpi_duty import asks_for_kpis, kpi_limit

CONTRACT_DETAILS = "UK7"


def remark(context: Context) -> Iterator[Noted]:
    """Only of contract details notices under the Act: the others have no place for KPIs."""
    notice = context.notice
    if notice.kind != CONTRACT_DETAILS or notice.kpis or notice.no_kpis_reason or not asks_for_kpis(context):
        return
    value = notice.value.value if notice.value else ""
    yield Noted(
        message=f"The contract is worth {value}, above £{kpi_limit(context.packs):,.0f} including VAT; the notice "
        "describes no KPI and gives no reason for none.",
        where="contracts/0/agreedMetrics",
    )
