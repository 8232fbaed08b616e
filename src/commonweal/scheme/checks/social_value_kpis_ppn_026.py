"""PPN 026: from £5m the contract has at least three social value KPIs."""

from __future__ import annotations

from decimal import Decimal

from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, unknown
from commonweal.scheme.checks.reach import no_scheme, outside_edition, pounds
from commonweal.scheme.scheme import AwardScheme, Scheme

CHECK = "social-value-kpis-ppn-026"


def check(context: Context) -> Verdict:
    """Each contract has as many criteria with a KPI, or placed in it, as the edition asks; a person may add others."""
    if outside := outside_edition(context, "ppn-026"):
        return outside
    rules = context.applicability.rules
    assert rules is not None
    if rules.kpis_from_pounds is None:
        return does_not_apply("The edition at hand asks for no KPIs.")
    reached = context.valuation.at_least(rules.kpis_from_pounds)
    if reached is None:
        return unknown(
            f"Whether {pounds(rules.kpis_from_pounds)} is reached is unknown: the value is {context.valuation}."
        )
    if not reached:
        return does_not_apply(f"The value of {context.valuation} is below {pounds(rules.kpis_from_pounds)}.")
    if context.scheme is None:
        return no_scheme()
    others = context.said(CHECK, "other_kpis", Decimal) or Decimal(0)
    for award in context.scheme.awards:
        have = _count(award, context.scheme) + others
        if have < rules.least_kpis:
            return not_answered(
                f"{award.title} leads to {have:f} social value KPIs, and the edition asks for {rules.least_kpis}.",
                "other_kpis",
                where=f"award-decisions/{award.id}",
            )
    return met(f"Every contract has at least {rules.least_kpis} social value KPIs.")


def _count(award: AwardScheme, scheme: Scheme) -> int:
    """Distinct criteria that are tracked in the contract of an award decision."""
    placed = {each.code for each in scheme.contract if each.award_decision == award.id}
    return len(placed | {each.code for each in award.social_value if each.kpi is not None})
