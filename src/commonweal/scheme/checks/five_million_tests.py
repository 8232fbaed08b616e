"""The several tests at five million pounds, each answered on its own: they only look alike."""

from __future__ import annotations

from decimal import Decimal

from commonweal.scheme.checks.awarded import is_private_utility, is_welsh
from commonweal.scheme.checks.change_notice import outside_change_notices
from commonweal.scheme.checks.context import Context, State, Verdict, met, outside_the_act, unknown
from commonweal.scheme.checks.contract_details_notice import copy_published
from commonweal.scheme.checks.reach import law_number, outside_kpi_duty

_WORDS = {True: "yes", False: "no", None: "unknown"}


def check(context: Context) -> Verdict:
    """Each test with its answer; *unknown* while the value leaves one of them open."""
    if outside := outside_the_act(context):
        return outside
    answers = {
        "KPIs (s.52)": _kpis(context),
        "contract copy published (s.53)": False if is_private_utility(context.procurement) else copy_published(context),
        "changed contract published (s.77)": _changed(context),
        "unsuccessful bidders named (reg 27)": _more_than(context, "losing-bidders-named-above"),
        **_ppn_026(context),
        "carbon plan by value a year (PPN 006)": _carbon_plan(context),
    }
    told = "; ".join(f"{name} {_WORDS[answer]}" for name, answer in answers.items())
    known = context.valuation.lowest is not None
    sentence = f"At {context.valuation}: {told}." if known else f"While the value is unknown: {told}."
    return unknown(sentence) if None in answers.values() else met(sentence)


def _kpis(context: Context) -> bool | None:
    outside = outside_kpi_duty(context)
    return True if outside is None else None if outside.state is State.UNKNOWN else False


def _more_than(context: Context, name: str) -> bool | None:
    limit = law_number(context, name)
    return None if limit is None else context.valuation.more_than(limit)


def _changed(context: Context) -> bool | None:
    """Where no change notice is asked for, no copy of a changed contract is; nor of a devolved Welsh one (s.77(3))."""
    if outside_change_notices(context) or is_welsh(context.procurement):
        return False
    return _more_than(context, "publish-changed-contract-above")


def _ppn_026(context: Context) -> dict[str, bool | None]:
    """The edition's own two tests, from (not above) their values, where it applies; unknown while it may."""
    applicability = context.applicability
    reaching = [applicability.pack] if applicability.pack else applicability.possible
    rules = next((pack.head.rules for pack in reaching if pack.id == "ppn-026"), None)
    if rules is None:
        return {}
    known = applicability.pack is not None
    highest = max(band.from_pounds for band in rules.floors)
    answers = {"higher weighting (PPN 026)": context.valuation.at_least(highest) if known else None}
    if rules.kpis_from_pounds is not None:
        reached = context.valuation.at_least(rules.kpis_from_pounds)
        answers["social value KPIs (PPN 026)"] = reached if known else None
    return answers


def _carbon_plan(context: Context) -> bool | None:
    """By the average value a year; whether VAT counts was not read, so the two readings must agree."""
    limit, vat = law_number(context, "carbon-plan-above-a-year"), law_number(context, "standard-vat")
    low, high = context.valuation.lowest, context.valuation.highest
    if limit is None or vat is None or low is None or high is None:
        return None
    months = sum((stage.months for stage in context.procurement.contract_stages), Decimal(0))
    years = max(months / 12, Decimal(1))
    readings = {low / (1 + vat) / years > limit, high / years > limit}
    return readings.pop() if len(readings) == 1 else None
