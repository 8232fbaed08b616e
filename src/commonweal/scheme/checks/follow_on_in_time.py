"""A direct follow-on is announced within five years of the earlier award (Schedule 5 paragraph 8)."""

from __future__ import annotations

from datetime import date

from commonweal.quantities.working_day import years_later
from commonweal.scheme.checks import follow_on
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met
from commonweal.scheme.checks.reach import day_words

CHECK = "follow-on-in-time"


def check(context: Context) -> Verdict:
    """The earlier award lies within the years that end with the day of the follow-on's transparency notice."""
    if context.procurement.circumstances.follow_on_intended is False:
        return does_not_apply("No follow-on contract is intended.")
    if not context.said(follow_on.CHECK, "direct_award", bool):
        return does_not_apply("No follow-on has been said to be awarded directly.")
    if outside := follow_on.outside_follow_on(context):
        return outside
    awarded = context.said(CHECK, "first_awarded_on", date)
    if awarded is None:
        return not_answered("On which day the earlier contract was awarded has not been said.", "first_awarded_on")
    years = int(context.law.parameter("follow-on-years"))
    closed = years_later(awarded, years)  # the period ends with the notice's day, so this day is the first too late
    notice = context.said(CHECK, "transparency_on", date)
    if notice is None:
        return not_answered(
            f"The follow-on's transparency notice is due before {day_words(closed)}; its day has not been said.",
            "transparency_on",
        )
    if notice < awarded:
        return not_met(
            f"The transparency notice of {day_words(notice)} comes before the earlier award of {day_words(awarded)}."
        )
    if notice >= closed:
        return not_met(
            f"The transparency notice of {day_words(notice)} comes {years} years or more after the award of "
            f"{day_words(awarded)}."
        )
    return met(f"The transparency notice of {day_words(notice)} comes within {years} years of the earlier award.")
