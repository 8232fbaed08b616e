"""Preliminary market engagement is announced before the tender notice, or reasons are given in it (s.17)."""

from __future__ import annotations

from datetime import date

from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    outside_the_act,
)

CHECK = "market-engagement-notice"


def check(context: Context) -> Verdict:
    """Engagement held needs its notice first, or a reason in the tender notice."""
    if outside := outside_the_act(context):
        return outside
    held = context.said(CHECK, "held", bool)
    if held is None:
        return not_answered("Whether preliminary market engagement is held has not been said.", "held")
    if not held:
        return does_not_apply("No preliminary market engagement is held.")
    published = context.said(CHECK, "notice_published", date)
    commencement = context.procurement.commencement
    if published is not None and commencement is not None and published >= commencement.on:
        return not_met(
            f"The engagement notice of {published} does not come before the tender notice of {commencement.on}."
        )
    if published is not None:
        return met(f"A preliminary market engagement notice was published on {published}.")
    if context.said(CHECK, "reason", str):
        return met("No engagement notice was published, and the tender notice is to give the reason.")
    return not_answered("When the engagement notice was published has not been said.", "notice_published", "reason")
