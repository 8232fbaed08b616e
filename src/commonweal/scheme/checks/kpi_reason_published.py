"""Where no KPIs are set, the contract details notice explains why (reg 32(2)(s))."""

from __future__ import annotations

from commonweal.scheme.checks import kpis_set
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply
from commonweal.scheme.checks.reach import outside_kpi_duty

CHECK = "kpi-reason-published"


def check(context: Context) -> Verdict:
    """A reason under s.52(2) goes into the contract details notice."""
    if outside := outside_kpi_duty(context):
        return outside
    if not context.said(kpis_set.CHECK, kpis_set.REASON_ASK, str):
        return does_not_apply("No reason under s.52(2) for setting fewer KPIs is relied on.")
    return answer_by(
        context,
        CHECK,
        "in_details_notice",
        yes="The contract details notice is to explain why KPIs could not be set.",
        no="The contract details notice leaves out why KPIs could not be set.",
        unsaid="Whether the contract details notice explains why KPIs could not be set has not been said.",
    )
