"""No contract before the standstill has ended: eight working days, the day of the award notice the first (s.51)."""

from __future__ import annotations

from datetime import date

from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.awarded import (
    AWARD_NOTICE_ASK,
    CONTRACT_ASK,
    STANDSTILL,
    award_notice_day,
    contract_day,
    is_private_utility,
)
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    outside_the_act,
    unknown,
)
from commonweal.scheme.checks.prototype_direct_award import awarded_directly
from commonweal.scheme.checks.reach import day_words

CHECK = STANDSTILL


def check(context: Context) -> Verdict:
    """The contract is entered into after the last day of the standstill, counted in working days."""
    if outside := _excepted(context):
        return outside
    notice, contract = award_notice_day(context), contract_day(context)
    if notice is None:
        return not_answered("On which day the award notice is published has not been said.", AWARD_NOTICE_ASK)
    ends = standstill_end(context, notice)
    if ends is None:
        return unknown(f"Where a standstill from {day_words(notice)} ends is unknown: its bank holidays are not known.")
    if longer := context.said(CHECK, "longer_until", date):
        ends = max(ends, longer)
    if contract is None:
        return not_answered(
            f"The standstill ends with {day_words(ends)}; on which day the contract is entered into is unsaid.",
            CONTRACT_ASK,
        )
    if contract <= ends:
        return not_met(
            f"The contract of {day_words(contract)} comes before the end of the standstill, {day_words(ends)}."
        )
    return met(f"The standstill ends with {day_words(ends)}, before the contract of {day_words(contract)}.")


def standstill_end(context: Context, notice: date) -> date | None:
    """The last day of the mandatory standstill; None where the pack's bank holidays do not reach so far."""
    count = int(context.law.parameter("standstill-working-days"))
    calendar = context.law.calendars.get("bank-holidays")
    return calendar.last_working_day(notice, count=count) if calendar else None


def _excepted(context: Context) -> Verdict | None:
    if outside := outside_the_act(context):
        return outside
    if context.procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("No standstill is mandatory before a call-off (s.51(3)(d)).")
    if context.regime_is(RegimeKind.LIGHT_TOUCH):
        return does_not_apply("No standstill is mandatory before a light touch contract (s.51(3)(f)).")
    if is_private_utility(context.procurement) and awarded_directly(context):
        return does_not_apply("No standstill is mandatory before a private utility's direct award (s.51(3)(c)).")
    if context.said(CHECK, "excepted", bool):
        return does_not_apply("The award is of a kind that s.51(3) excepts, on the answer given.")
    return None
