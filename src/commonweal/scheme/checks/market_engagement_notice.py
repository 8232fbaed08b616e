"""Preliminary market engagement is announced before the tender notice, or reasons are given in it (s.17)."""

from __future__ import annotations

from datetime import date

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import AwardStructure
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    unknown,
)
from commonweal.scheme.checks.prototype_direct_award import outside_competition
from commonweal.scheme.checks.reach import day_words

CHECK = "market-engagement-notice"


def check(context: Context) -> Verdict:
    """Engagement held needs its notice first, or a reason in the tender notice."""
    if outside := outside_competition(context):
        return outside
    if context.procurement.authority.kind is AuthorityKind.PRIVATE_UTILITY:
        return does_not_apply("A private utility need not announce market engagement.")
    if context.procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("A call-off has no tender notice that engagement would come before.")
    held = context.said(CHECK, "held", bool)
    if held is None:
        return not_answered("Whether preliminary market engagement is held has not been said.", "held")
    if not held:
        return does_not_apply("No preliminary market engagement is held.")
    published, reason = context.said(CHECK, "notice_published", date), context.said(CHECK, "reason", str)
    return _without_notice(reason) if published is None else _with_notice(published, reason, context)


def _without_notice(reason: str | None) -> Verdict:
    if reason:
        return met("No engagement notice was published, and the tender notice is to give the reason.")
    return not_answered("When the engagement notice was published has not been said.", "notice_published", "reason")


def _with_notice(published: date, reason: str | None, context: Context) -> Verdict:
    """In time, or late with a reason that the tender notice gives."""
    commencement, day = context.procurement.commencement, day_words(published)
    if commencement is not None and published < commencement.on:
        return met(f"A preliminary market engagement notice was published on {day}.")
    if reason:
        return met(f"The tender notice is to give the reason why no engagement notice came before that of {day}.")
    if commencement is None:
        return unknown(f"The engagement notice is of {day}; whether before the tender notice is unknown.")
    return not_met(
        f"The engagement notice of {day} does not come before the tender notice of {day_words(commencement.on)}."
    )
