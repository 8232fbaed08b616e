"""A direct follow-on needs an earlier competed public contract whose notice stated it (Schedule 5 paragraph 8)."""

from __future__ import annotations

from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    outside_the_act,
)
from commonweal.scheme.checks.prototype_direct_award import awarded_directly
from commonweal.scheme.checks.reach import law_number

CHECK = "follow-on"
# What cannot seed a direct follow-on, on our reading: neither is a public contract.
_SEEDLESS = (RegimeKind.EXEMPT, RegimeKind.BELOW_THRESHOLD)


def check(context: Context) -> Verdict:
    """A follow-on meant for direct award has a first contract that can carry it, and its intention is stated."""
    if outside := outside_follow_on(context):
        return outside
    procurement = context.procurement
    intended = procurement.circumstances.follow_on_intended
    if intended is False or (intended is None and not procurement.delivery_model.is_experimental):
        return does_not_apply("No follow-on contract has been said to be intended.")
    if intended is None:
        return not_answered("Whether a follow-on contract is intended has not been said.", where="circumstances")
    direct = context.said(CHECK, "direct_award", bool)
    if direct is None:
        return not_answered("Whether the follow-on is to be awarded directly has not been said.", "direct_award")
    if not direct:
        return met("The follow-on is to be competed afresh.")
    if context.regime_is(*_SEEDLESS):
        return not_met(f"A direct follow-on cannot rest on a contract that is {procurement.regime.kind.words}.")
    if procurement.award_structure is AwardStructure.CALL_OFF:
        return not_met("A direct follow-on cannot rest on a call-off.")
    if awarded_directly(context):
        return not_met("A direct follow-on cannot rest on a contract that is itself awarded directly.")
    stated = context.said(CHECK, "intention_stated", bool)
    if stated is None:
        return not_answered("Whether the notice states the intended follow-on has not been said.", "intention_stated")
    if not stated:
        return not_met("A direct follow-on is intended, but the notice does not state it.")
    years = law_number(context, "follow-on-years")
    within = f", within {years:f} years of the award" if years is not None else ""
    return met(f"The notice states the intended follow-on{within}.")


def outside_follow_on(context: Context) -> Verdict | None:
    """Exempt and below-threshold contracts are asked all the same: they are what cannot carry a follow-on."""
    return None if context.regime_is(*_SEEDLESS) else outside_the_act(context)
