"""Changes of a contract: what a person says of them, and how far they move its value and its term."""

from __future__ import annotations

from decimal import Decimal

from commonweal.record.digest import plain_decimal
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, not_answered

CHANGE_NOTICE = "change-notice"


def no_change(context: Context) -> Verdict | None:
    """The answer of a check on changes while none is made or meant, or nobody has said; None where there is one."""
    changed = context.said(CHANGE_NOTICE, "changed", bool)
    if changed is None:
        return not_answered(
            "Whether the contract has been or is to be changed has not been said (change-notice, changed)."
        )
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
