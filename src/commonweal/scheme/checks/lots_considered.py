"""Lots are considered, and used or a reason given (s.18, reg 18(2)(q))."""

from __future__ import annotations

from commonweal.procurement.procurement import AwardStructure
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
)
from commonweal.scheme.checks.prototype_direct_award import outside_competition

CHECK = "lots-considered"


def check(context: Context) -> Verdict:
    """The contract is in lots, or a person has said why it is not."""
    if outside := outside_competition(context):
        return outside
    procurement = context.procurement
    if procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("Lots are for the framework, not for its call-offs.")
    if len(procurement.lots) > 1:
        return met(f"The contract is in {len(procurement.lots)} lots.", where="lots")
    if context.said(CHECK, "considered", bool) is False:
        return not_met("Dividing the contract into lots was not considered.")
    if not context.said(CHECK, "reason", str):
        return not_answered("Why the contract is not divided into lots has not been said.", "considered", "reason")
    return met("Lots were considered, and the reason for having none is recorded.")
