"""An estimate just below a threshold or band is explained: estimating is not for escaping a rule (s.4(3))."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from commonweal.frameworks.pack_head import PackKind
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import law_number, outside_valuation, pounds
from commonweal.scheme.checks.thresholds import possible_thresholds

CHECK = "no-threshold-avoidance"
# Rules that begin above (not at) their amount.
_ABOVE = ("kpi-above", "publish-contract-above", "publish-changed-contract-above", "losing-bidders-named-above")


def check(context: Context) -> Verdict:
    """The estimate lies well away from every amount at which rules begin, or a person has said how it was made."""
    if outside := outside_valuation(context):
        return outside
    if context.said(CHECK, "counts_everything", bool) is False:
        return not_met("The estimate leaves out a stage, option, extension or payment, or counts it below its maximum.")
    low, high = context.valuation.lowest, context.valuation.highest
    if low is None or high is None:
        return unknown(f"Whether the value lies near a threshold is unknown: the value is {context.valuation}.")
    margin = context.law.parameter("estimate-margin")
    for amount, inclusive in _amounts(context):
        below = low < amount or (not inclusive and low == amount)
        if not below or high < amount * (1 - margin):
            continue
        if context.said(CHECK, "estimate_reason", str) and context.said(CHECK, "counts_everything", bool):
            return met(f"The estimate is close below {pounds(amount)}, and how it was made is recorded.")
        return not_answered(
            f"The value of {context.valuation} is close below {pounds(amount)}, where rules begin.",
            "counts_everything",
            "estimate_reason",
        )
    return met(f"The value of {context.valuation} is not close below an amount at which rules begin.")


def _amounts(context: Context) -> Iterator[tuple[Decimal, bool]]:
    """Every amount at which a rule could begin for this procurement, and whether it begins at that very amount."""
    procurement = context.procurement
    rules = [(name, True) for name in possible_thresholds(procurement)] + [(name, False) for name in _ABOVE]
    for name, inclusive in rules:
        amount = law_number(context, name)
        if amount is not None:
            yield amount, inclusive
    day = procurement.commencement.on if procurement.commencement else None
    for pack in context.packs.of_kind(PackKind.SOCIAL_VALUE_MODEL):
        applies, edition = pack.head.applies, pack.head.rules
        if applies is None or edition is None or (day is not None and day < applies.mandatory_from):
            continue
        if procurement.authority.kind in {*applies.authorities, *applies.unsure_authorities}:
            bands = {band.from_pounds for band in edition.floors if band.from_pounds}
            bands |= {each for each in (applies.least_pounds, edition.kpis_from_pounds) if each is not None}
            yield from ((amount, True) for amount in sorted(bands))
