"""Unforeseeable, known-risk and additional changes add half the value at most, linked ones together (Schedule 8)."""

from __future__ import annotations

from decimal import Decimal

from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.awarded import is_private_utility
from commonweal.scheme.checks.changes import no_change, outside_changes, percent
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
)
from commonweal.scheme.checks.gates import modified_freely

CHECK = "change-caps"


def check(context: Context) -> Verdict:
    """A change on a capped ground stays within its cap, what could have been changed together counted as one."""
    if (
        outside := outside_changes(context)
        or modified_freely(context)
        or _uncapped(context)
        or no_change(context, check=CHECK)
    ):
        return outside
    linked = context.said(CHECK, "linked_together", bool)
    if linked is False:
        return not_met("Changes that could reasonably have been made together are tested apart.")
    capped = context.said(CHECK, "capped_ground", bool)
    if capped is None:
        return not_answered("Whether a change rests on one of the capped grounds has not been said.", "capped_ground")
    if not capped:
        return does_not_apply("No change rests on a ground that Schedule 8 caps.")
    share = _share(context)
    if share is None:
        return not_answered("By how much the change raises the value has not been said.", "value_before", "increase")
    if share <= 0:
        return met("The change does not raise the value, so it stays within every cap.")
    cap = context.law.parameter("change-cap-share")
    raises = f"The change raises the value by {percent(share)}"
    if share > cap:
        return not_met(f"{raises}, more than the cap of {percent(cap)}.")
    if linked is None:
        return not_answered(
            f"{raises}; whether linked changes are counted together has not been said.", "linked_together"
        )
    return met(f"{raises}, within the cap of {percent(cap)}.")


def _uncapped(context: Context) -> Verdict | None:
    if context.regime_is(RegimeKind.UTILITIES) or is_private_utility(context.procurement):
        return does_not_apply("Schedule 8 caps no change of a utilities contract.")
    return None


def _share(context: Context) -> Decimal | None:
    before, increase = context.said(CHECK, "value_before", Decimal), context.said(CHECK, "increase", Decimal)
    return None if before is None or increase is None or before <= 0 else increase / before
