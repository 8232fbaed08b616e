"""The contract details notice, and above £5m a copy of the contract, are published in time (s.53)."""

from __future__ import annotations

from datetime import date

from commonweal.procurement.regime import RegimeKind
from commonweal.quantities.working_day import last_day_of
from commonweal.scheme.checks.awarded import contract_day, is_northern_irish, is_welsh, outside_publication
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import day_words, law_number

CHECK = "contract-details-notice"


def check(context: Context) -> Verdict:
    """Both are published by their last days, the day of the contract counted as the first."""
    if outside := outside_publication(context, "s.53"):
        return outside
    entered = contract_day(context)
    if entered is None:
        return not_answered("On which day the contract was entered into has not been said (standstill, contract_on).")
    details = _late_or_open(context, "details_on", "The contract details notice", _last(context, "details-notice-days"))
    if details is not None:
        return details
    copied = copy_published(context)
    if copied is None and context.said(CHECK, "copy_on", date) is None:
        return unknown(f"Whether a copy of the contract is published is unknown: the value is {context.valuation}.")
    if copied is False:
        return met("The contract details notice is published in time, and no copy of the contract is asked for.")
    copy = _late_or_open(context, "copy_on", "The copy of the contract", _last(context, "contract-copy-days"))
    return copy or met("The contract details notice and a copy of the contract are published in time.")


def copy_published(context: Context) -> bool | None:
    """Whether s.53(3) asks for a copy of the contract: above its amount, but not of devolved bodies' contracts."""
    procurement = context.procurement
    if is_welsh(procurement) or is_northern_irish(procurement):
        return False
    limit = law_number(context, "publish-contract-above")
    return None if limit is None else context.valuation.more_than(limit)


def _last(context: Context, name: str) -> date:
    """The last day for a publication, longer for a light touch contract."""
    entered = contract_day(context)
    assert entered is not None
    light = "-light-touch" if context.regime_is(RegimeKind.LIGHT_TOUCH) else ""
    return last_day_of(begins_with=entered, days=int(context.law.parameter(f"{name}{light}")))


def _late_or_open(context: Context, ask: str, what: str, last: date) -> Verdict | None:
    published = context.said(CHECK, ask, date)
    if published is None:
        return not_answered(f"{what} is due by {day_words(last)}; when it was published has not been said.", ask)
    if published > last:
        return not_met(f"{what} of {day_words(published)} comes after its last day, {day_words(last)}.")
    return None
