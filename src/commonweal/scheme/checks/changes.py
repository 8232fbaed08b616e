"""Changes of a contract: what a person says of them, and how far they move its value and its term."""

from __future__ import annotations

from decimal import Decimal

from commonweal.procurement.regime import RegimeKind
from commonweal.record.digest import plain_decimal
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, not_answered, outside_the_act
from commonweal.scheme.checks.threshold_version import threshold_amounts
from commonweal.scheme.checks.thresholds import possible_thresholds

CHANGE_NOTICE, CHANGED_ASK = "change-notice", "changed"


def no_change(context: Context, *, check: str) -> Verdict | None:
    """The answer of a check on changes while none is made or meant, or nobody has said; None where there is one."""
    changed = context.said(CHANGE_NOTICE, CHANGED_ASK, bool)
    if changed is None:
        unsaid = "Whether the contract has been or is to be changed has not been said"
        elsewhere = f"{unsaid} ({CHANGE_NOTICE}, {CHANGED_ASK})."
        return not_answered(f"{unsaid}.", CHANGED_ASK) if check == CHANGE_NOTICE else not_answered(elsewhere)
    return None if changed else does_not_apply("The contract is not changed.")


def moved_share(context: Context, before: str, after: str) -> Decimal | None:
    """By what share of what it was before something moves, up or down; None while a number is missing or senseless."""
    old, new = context.said(CHANGE_NOTICE, before, Decimal), context.said(CHANGE_NOTICE, after, Decimal)
    if old is None or new is None or old <= 0 or new < 0:
        return None
    return abs(new - old) / old


def percent(share: Decimal) -> str:
    """A share as people read it, with a decimal where there is one; just over 50% is never shown as 50%."""
    exact = share * 100
    shown = exact.quantize(Decimal("0.1"))
    if shown == exact or shown != shown.to_integral_value():
        return f"{plain_decimal(shown)}%"
    return f"just {'over' if exact > shown else 'under'} {plain_decimal(shown)}%"


def outside_changes(context: Context) -> Verdict | None:
    """The answer of a check on changes where the Act's rules on them do not reach, or None.

    A contract below the threshold that a change lifts over it is reached: the Act calls it convertible (s.74(1)).
    """
    return None if _converts(context) else outside_the_act(context)


def _converts(context: Context) -> bool:
    after = context.said(CHANGE_NOTICE, "value_after", Decimal)
    if not context.regime_is(RegimeKind.BELOW_THRESHOLD) or after is None:
        return False
    amounts = threshold_amounts(context, possible_thresholds(context.procurement))
    return any(each is not None and after >= each for each in amounts)
