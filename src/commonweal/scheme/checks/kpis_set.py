"""Above £5m at least three KPIs are set before the contract, or a reason why none could be (s.52)."""

from __future__ import annotations

from decimal import Decimal

from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import law_number, no_scheme, outside_kpi_duty
from commonweal.scheme.scheme import AwardScheme, Scheme

CHECK = "kpis-set"
REASON_ASK = "no_kpis_reason"


def check(context: Context) -> Verdict:
    """The scheme's KPIs and the contract's others reach the least number at every contract, or s.52(2) is relied on."""
    if outside := outside_kpi_duty(context):
        return outside
    if context.scheme is None:
        return no_scheme()
    least = law_number(context, "least-kpis")
    if least is None:
        return unknown("How many KPIs were to be set on that day is not in the pack.")
    said = context.said(CHECK, "other_kpis", Decimal)
    for award in context.scheme.awards:
        have = _count(award, context.scheme) + (said or 0)
        if have >= least:
            continue
        if context.said(CHECK, REASON_ASK, str):
            return met("Fewer KPIs are set, for the reason recorded under s.52(2).")
        where = f"award-decisions/{award.id}"
        short = f"{award.title} leads to a contract with {have:f} KPIs, and s.52 asks for {least:f}."
        return (
            not_answered(short, "other_kpis", REASON_ASK, where=where) if said is None else not_met(short, where=where)
        )
    return met(f"At least {least:f} KPIs are set in every contract.")


def none_under_s52(context: Context) -> Verdict | None:
    """The answer of a check on s.71(2) where the reason of s.52(2) is relied on: no KPIs were set under s.52(1)."""
    least = law_number(context, "least-kpis")
    if least is None or not context.said(CHECK, REASON_ASK, str):
        return None
    others = context.said(CHECK, "other_kpis", Decimal) or Decimal(0)
    awards = context.scheme.awards if context.scheme else ()
    most = max((_count(award, context.scheme) for award in awards if context.scheme), default=Decimal(0)) + others
    if most >= least:
        return None
    return does_not_apply("No KPIs are set under s.52(1), for the reason recorded, so s.71(2) asks for no assessment.")


def _count(award: AwardScheme, scheme: Scheme) -> Decimal:
    """Distinct KPIs with a target at the stages of an award decision's contract: one not due sets nothing to meet."""
    due = {(kpi.criterion, kpi.measure) for kpi in scheme.kpis if kpi.due and kpi.stage in award.stages}
    return Decimal(len(due))
