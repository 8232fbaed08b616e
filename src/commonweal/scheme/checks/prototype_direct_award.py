"""A prototype, or something novel made at the authority's request, may be awarded directly (Schedule 5 paras 2-3)."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.procurement.procurement import AwardStructure
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    outside_the_act,
)

CHECK = "prototype-direct-award"
DIRECT_ASK = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A question, what is found where it is answered no, and what is missing while it is not."""

    ask: str
    no: str
    unsaid: str


PARTS = (
    Part(
        ask="made_on_request",
        no="What is bought is neither a prototype nor something novel made at the authority's request.",
        unsaid="Whether it is a prototype, or something novel made at the authority's request, has not been said.",
    ),
    Part(
        ask="listed_purpose",
        no="The direct award is for none of the purposes that Schedule 5 lists.",
        unsaid="Whether the direct award is for a purpose that Schedule 5 lists has not been said.",
    ),
    Part(
        ask="supplier_checked",
        no="The supplier has not been looked at for grounds that exclude it.",
        unsaid="Whether the supplier has been looked at for grounds that exclude it has not been said.",
    ),
    Part(
        ask="transparency_first",
        no="The contract is awarded directly without a transparency notice first.",
        unsaid="Whether a transparency notice comes before the direct award has not been said.",
    ),
)


def check(context: Context) -> Verdict:
    """What is bought, its purpose, the supplier and the notice each allow the direct award."""
    if outside := outside_the_act(context):
        return outside
    if context.procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("A call-off is awarded under its framework, not directly as a prototype.")
    direct = context.said(CHECK, DIRECT_ASK, bool)
    if direct is None and context.procurement.contract_stages[0].bidders == 1:
        return not_answered(
            "One bidder is expected, and whether the contract is awarded directly has not been said.", DIRECT_ASK
        )
    if not direct:
        return does_not_apply("No direct award of a prototype is said to be meant.")
    said = {part.ask: context.said(CHECK, part.ask, bool) for part in PARTS}
    if broken := next((part for part in PARTS if said[part.ask] is False), None):
        return not_met(broken.no)
    if missing := next((part for part in PARTS if said[part.ask] is None), None):
        return not_answered(missing.unsaid, missing.ask)
    return met("The prototype is awarded directly for a listed purpose, after a transparency notice.")


def awarded_directly(context: Context) -> bool:
    """Whether a person says that this contract is awarded directly."""
    return bool(context.said(CHECK, DIRECT_ASK, bool))


def outside_competition(context: Context) -> Verdict | None:
    """The answer of a check on competing bids where none compete: outside the Act, or in a direct award. Else None."""
    if outside := outside_the_act(context):
        return outside
    if awarded_directly(context):
        return does_not_apply("The contract is awarded directly, so no bids are assessed against each other.")
    return None
