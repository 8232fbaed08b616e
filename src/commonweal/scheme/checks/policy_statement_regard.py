"""Regard is had to the National Procurement Policy Statement (s.13(9)-(10)), exempt and small contracts included."""

from __future__ import annotations

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.awarded import is_northern_irish, is_private_utility, is_welsh
from commonweal.scheme.checks.context import (
    OUTSIDE_BODIES,
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    unknown,
)

CHECK = "policy-statement-regard"


def check(context: Context) -> Verdict:
    """A person says that regard was had to the statement, and how it bore on this procurement."""
    if outside := _outside(context):
        return outside
    had = context.said(CHECK, "had_regard", bool)
    if had is None:
        return not_answered("Whether regard was had to the national statement has not been said.", "had_regard", "how")
    if not had:
        return not_met("No regard was had to the National Procurement Policy Statement.")
    if not context.said(CHECK, "how", str):
        return not_answered("How the national statement bore on this procurement has not been said.", "how")
    return met("Regard was had to the National Procurement Policy Statement, and how it bore on this is recorded.")


def _outside(context: Context) -> Verdict | None:
    procurement = context.procurement
    if procurement.authority.kind in OUTSIDE_BODIES or context.regime_is(RegimeKind.SCOTLAND, RegimeKind.LEGACY):
        return does_not_apply("The National Procurement Policy Statement does not reach this procurement.")
    if procurement.authority.kind is AuthorityKind.DEVOLVED_SCOTLAND and not context.under_the_act:
        return does_not_apply("The National Procurement Policy Statement does not reach this procurement.")
    if is_private_utility(procurement):
        return does_not_apply("A private utility need not have regard to the national statement.")
    if is_welsh(procurement) or is_northern_irish(procurement):
        return does_not_apply("Devolved Welsh and transferred Northern Ireland procurement has statements of its own.")
    if procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("A call-off need not have regard to the national statement: its framework had.")
    if context.regime_is(RegimeKind.PROVIDER_SELECTION):
        return unknown("Whether the national statement reaches the provider selection regime was not read.")
    return None
