"""Performance against KPIs is assessed at least every twelve months; gates no further apart serve it (s.71(2))."""

from __future__ import annotations

from decimal import Decimal

from commonweal.procurement.procurement import AwardStructure, Procurement
from commonweal.procurement.stage import Stage
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.kpis_set import none_under_s52
from commonweal.scheme.checks.reach import outside_kpi_duty

CHECK = "gate-cadence"


def check(context: Context) -> Verdict:
    """No more than the longest time runs between gates, or a person says that assessments lie between them."""
    if outside := outside_kpi_duty(context) or none_under_s52(context):
        return outside
    longest = context.law.parameter("kpi-assessment-months")  # the newest: assessments come after commencement
    found = _first_gap(context.procurement, longest)
    if found is None:
        return met(f"No more than {longest:f} months run between gates.")
    stage, gap = found
    where = f"stages/{stage.id}"
    between = context.said(CHECK, "assessed_between", bool)
    if between:
        return met(f"Performance is assessed at least every {longest:f} months, also between gates.", where=where)
    finding = f"{stage.title} ends {gap:f} months after the last gate or the start, more than {longest:f}"
    if between is None:
        return not_answered(
            f"{finding}; whether performance is assessed in between is unsaid.", "assessed_between", where=where
        )
    return not_met(f"{finding}, and performance is not assessed in between.", where=where)


def _first_gap(procurement: Procurement, longest: Decimal) -> tuple[Stage, Decimal] | None:
    """The first stage that ends too long after the last gate, the start of its contract counted as one."""
    since = Decimal(0)
    for stage in procurement.contract_stages:
        since += stage.months
        if since > longest:
            return stage, since
        if stage.gate or procurement.award_structure is AwardStructure.CONTRACT_PER_STAGE:
            since = Decimal(0)
    return None
