"""Suppliers are treated the same unless a difference justifies another treatment; small firms' barriers (s.12)."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met, outside_the_act

CHECK = "equal-treatment"


def check(context: Context) -> Verdict:
    """Different treatment has its reason recorded, and the barriers of small and medium-sized firms are considered."""
    if outside := outside_the_act(context):
        return outside
    differs, barriers = context.said(CHECK, "differs", bool), context.said(CHECK, "barriers_considered", bool)
    if barriers is False:
        return not_met("Whether barriers to small and medium-sized firms can be removed or lowered was not considered.")
    if differs and not context.said(CHECK, "justified_because", str):
        return not_met("Suppliers are treated differently, and what difference justifies it is not recorded.")
    if differs is None:
        return not_answered("Whether any step or term treats suppliers differently has not been said.", "differs")
    if barriers is None:
        return not_answered(
            "Whether barriers to small and medium-sized firms were considered has not been said.", "barriers_considered"
        )
    treated = "differently, for the reason recorded" if differs else "the same"
    return met(f"Suppliers are treated {treated}, and barriers to small and medium-sized firms were considered.")
