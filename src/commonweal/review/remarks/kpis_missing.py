"""A contract details notice above £5m with neither KPIs nor a reason for none that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.record.finding import Severity
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.remarks.kpi_duty import asks_for_kpis, kpi_limit
from commonweal.review.wording import shorten

CONTRACT_DETAILS = "UK7"
_CLAIMS_LESS = re.compile(r"\b(?:below|under|less than|not above|not over|sub)\W{0,3}(?:the )?£?\s?5", re.IGNORECASE)


def remark(context: Context) -> Iterator[Noted]:
    """Only of contract details notices: the others have no place for KPIs."""
    notice, said = context.notice, context.notice.value
    asked = asks_for_kpis(context)
    if notice.kind != CONTRACT_DETAILS or notice.kpis or said is None or asked is False:
        return
    limit = f"£{kpi_limit(context.packs):,.0f}"
    reason = notice.no_kpis_reason
    if reason is not None and _CLAIMS_LESS.search(reason.value):
        yield Noted(
            message=f"No KPI is described, since the contract is said to be below £5m (‘{shorten(reason.value)}’); "
            f"the notice states {said.value}, and the limit of {limit} includes VAT.",
            where=reason.where,
            severity=None if asked else Severity.INFORMATION,
        )
    elif reason is None:
        unsure = "" if asked else " Whether the duty extends to it cannot be told: the regime is not stated."
        yield Noted(
            message=f"The contract is worth {said.value}, above {limit}; the notice describes no KPI and no reason "
            f"for none.{unsure}",
            where="contracts/0/agreedMetrics",
            severity=None if asked else Severity.INFORMATION,
        )
