"""A framework runs four years, eight for defence or utilities alone; an open one has its own limits (s.47, s.49)."""

from __future__ import annotations

from decimal import Decimal

from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.awarded import is_private_utility
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    outside_the_act,
)

CHECK = "framework-term"


def check(context: Context) -> Verdict:
    """The term is within its limit, or a longer one has a reason that the notice gives."""
    if outside := outside_the_act(context):
        return outside
    if context.procurement.award_structure is not AwardStructure.FRAMEWORK:
        return does_not_apply("The contract is no framework.")
    if context.regime_is(RegimeKind.LIGHT_TOUCH) or is_private_utility(context.procurement):
        return does_not_apply("s.47 does not limit the term of this framework.")
    is_open = context.said(CHECK, "open", bool)
    if is_open is None:
        return not_answered("Whether it is an open framework has not been said.", "open")
    years = context.said(CHECK, "years", Decimal)
    if years is None or years <= 0:
        return not_answered("How many years the framework runs has not been said.", "years")
    return _open(context, years) if is_open else _closed(context, years)


def _closed(context: Context, years: Decimal) -> Verdict:
    special = context.regime_is(RegimeKind.DEFENCE, RegimeKind.UTILITIES)
    limit = context.law.parameter("framework-years-special" if special else "framework-years")
    if years <= limit:
        return met(f"The framework runs {years:f} years, and the limit is {limit:f}.")
    longer = f"The framework runs {years:f} years, more than {limit:f}"
    if not context.said(CHECK, "longer_because", str):
        return not_met(f"{longer}, and no reason is recorded.")
    return answer_by(
        context,
        CHECK,
        "reasons_in_notice",
        yes=f"{longer}, for a reason that the notice gives.",
        no=f"{longer}, and the notice does not give the reason.",
        unsaid=f"{longer}, and whether the notice gives the reason has not been said.",
    )


def _open(context: Context, years: Decimal) -> Verdict:
    """All its frameworks together end by their limit, and it is opened again in time."""
    one = context.said(CHECK, "one_supplier", bool)
    name = "open-framework-years-one-supplier" if one else "open-framework-years"
    limit = context.law.parameter(name)
    if years > limit:
        alone = " with one supplier" if one else ""
        return not_met(f"The open framework{alone} runs {years:f} years, more than {limit:f}.")
    if one:
        return met(f"The open framework with one supplier runs {years:f} years, and the limit is {limit:f}.")
    return answer_by(
        context,
        CHECK,
        "reopens_in_time",
        yes=f"The open framework ends by {limit:f} years, and is opened again in time.",
        no="The open framework is not opened again within three years of its first award, and each five after.",
        unsaid="Whether the open framework is opened again in time has not been said.",
    )
