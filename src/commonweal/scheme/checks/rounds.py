"""Rounds of tendering: where the rules of a flexible procedure with more than one round reach."""

from __future__ import annotations

from commonweal.procurement.procurement import AwardStructure
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, outside_the_act


def outside_rounds(context: Context) -> Verdict | None:
    """The answer of a check on rounds where bids are made once only, or None where there are several rounds."""
    if outside := outside_the_act(context):
        return outside
    procurement = context.procurement
    if procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("A call-off follows its framework, not the rules on a procedure's rounds.")
    if procurement.award_structure is not AwardStructure.ROUNDS and len(procurement.rounds) < 2:
        return does_not_apply("Bids are made in one round only.")
    return None
