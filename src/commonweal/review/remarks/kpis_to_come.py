"""KPIs will be due before the contract."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.remarks.context import Context, Noted
from commonweal.review.remarks.kpi_duty import asks_for_kpis, kpi_limit


def remark(context: Context) -> Iterator[Noted]:
    """Of a notice before bids, where the value is known to be above the limit."""
    if context.asks and not context.notice.kpis and asks_for_kpis(context):
        yield Noted(
            message=f"It is worth {context.valuation}, above £{kpi_limit(context.packs):,.0f}: at least three KPIs, or "
            "a reason for none, will be due before the contract.",
            where=context.notice.value.where if context.notice.value else "",
        )
