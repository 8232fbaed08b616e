"""Who took part in a pilot or in market engagement gains no unfair advantage from it (s.16(3)-(5))."""

from __future__ import annotations

from commonweal.scheme.checks import market_engagement_notice
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    outside_the_act,
)

CHECK = "pilot-advantage"


def check(context: Context) -> Verdict:
    """Steps against an advantage are recorded; one that cannot be avoided excludes the supplier."""
    if outside := outside_the_act(context):
        return outside
    may_bid = context.procurement.circumstances.pilot_participants_may_bid
    engaged = context.said(market_engagement_notice.CHECK, "held", bool)
    if not may_bid and not engaged:
        if may_bid is None and context.procurement.delivery_model.is_experimental:
            return not_answered(
                "Whether anyone who took part in a pilot may bid has not been said.", where="circumstances"
            )
        return does_not_apply("Nobody who took part in a pilot or in engagement is said to bid.")
    if context.said(CHECK, "unavoidable", bool):
        if context.said(CHECK, "excluded", bool):
            return met("A supplier whose advantage could not be avoided is excluded.")
        return not_met("A supplier's unfair advantage cannot be avoided, and the supplier is not excluded.")
    if not context.said(CHECK, "steps", str):
        return not_answered(
            "Which steps keep those who took part from an unfair advantage has not been said.", "steps", "unavoidable"
        )
    return met("Steps against an unfair advantage of those who took part are recorded.")
