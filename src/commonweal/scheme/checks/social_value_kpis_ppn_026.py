"""PPN 026: from £5m the contract has at least three social value KPIs."""

from __future__ import annotations

from decimal import Decimal

from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import no_scheme, outside_edition, pounds
from commonweal.scheme.scheme import AwardScheme

CHECK = "social-value-kpis-ppn-026"


def check(context: Context) -> Verdict:
    """Each contract has as many of the edition's criteria with a due KPI as it asks; a person may add others."""
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
    others = context.said(CHECK, "other_kpis", Decimal)
    for award in context.scheme.awards:
        have = len(_tracked(award, context)) + (others or Decimal(0))
        if have >= rules.least_kpis:
            continue
        where = f"award-decisions/{award.id}"
        short = f"{award.title} leads to {have:f} social value KPIs, and the edition asks for {rules.least_kpis}."
        return not_answered(short, "other_kpis", where=where) if others is None else not_met(short, where=where)
    return met(f"Every contract has at least {rules.least_kpis} social value KPIs.")


def _tracked(award: AwardScheme, context: Context) -> set[str]:
    """Criteria of the edition, or refining one of it, with a KPI that is due in the contract of an award decision."""
    assert context.scheme is not None and context.applicability.pack is not None
    placed = (each for each in context.scheme.contract if each.award_decision == award.id)
    edition = context.applicability.pack.id
    due = {each.code for each in (*award.social_value, *placed) if each.kpi is not None and each.kpi.due}
    return {code for code in due if edition in _homes(code, context)}


def _homes(code: str, context: Context) -> set[str]:
    """The packs in which a criterion counts: its own, and those of the criteria that it may refine."""
    pack_id, _, name = code.partition("/")
    defined = [pack.criteria[name] for pack in context.packs.editions if pack.id == pack_id and name in pack.criteria]
    return {pack_id, *(home.pack for criterion in defined for home in criterion.homes)}
