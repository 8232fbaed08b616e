"""Conditions of participation ask for capacity and ability only, and for nothing that the Act forbids (s.22, s.46)."""

from __future__ import annotations

from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.procurement.round import RoundKind
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
)
from commonweal.scheme.checks.prototype_direct_award import outside_competition

CHECK = "conditions-of-participation"


def check(context: Context) -> Verdict:
    """No condition is of a forbidden kind, and why those set are proportionate is recorded."""
    if outside := outside_competition(context):
        return outside
    procurement = context.procurement
    if procurement.award_structure is AwardStructure.CALL_OFF and context.regime_is(RegimeKind.LIGHT_TOUCH):
        return does_not_apply("The rules on conditions in call-offs do not reach a light touch framework (s.46(11)).")
    if context.said(CHECK, "forbidden", bool):
        return not_met("A condition of participation asks for something that the Act forbids to ask.")
    by_round = any(each.kind is RoundKind.PARTICIPATION for each in procurement.rounds)
    conditions = True if by_round else context.said(CHECK, "conditions", bool)
    if conditions is None:
        return not_answered("Whether conditions of participation are set has not been said.", "conditions")
    if not conditions:
        return does_not_apply("No conditions of participation are set.")
    if context.said(CHECK, "forbidden", bool) is None:
        return not_answered("Whether a condition asks for something forbidden has not been said.", "forbidden")
    if not context.said(CHECK, "proportionate_because", str):
        return not_answered(
            "Why the conditions of participation are proportionate has not been said.", "proportionate_because"
        )
    return met("No condition of participation is of a forbidden kind, and why they are proportionate is recorded.")
