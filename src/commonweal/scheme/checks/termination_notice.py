"""Every end of a public contract, expiry included, has its notice within thirty days (s.80)."""

from __future__ import annotations

from datetime import date

from commonweal.quantities.working_day import last_day_of
from commonweal.scheme.checks.awarded import outside_publication
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.reach import day_words

CHECK = "termination-notice"


def check(context: Context) -> Verdict:
    """The notice is published by its last day, the day of the end counted as the first."""
    if outside := outside_publication(context, "s.80"):
        return outside
    ended, published = context.said(CHECK, "ended_on", date), context.said(CHECK, "notice_on", date)
    if ended is None:
        return not_answered("On which day the contract ended has not been said.", "ended_on")
    last = last_day_of(begins_with=ended, days=int(context.law.parameter("termination-notice-days")))
    if published is None:
        return not_answered(
            f"The termination notice is due by {day_words(last)}; when it was published has not been said.", "notice_on"
        )
    if published < ended:
        return not_met(
            f"The termination notice of {day_words(published)} comes before the contract's end on {day_words(ended)}."
        )
    if published > last:
        return not_met(f"The termination notice of {day_words(published)} comes after its last day, {day_words(last)}.")
    return met(f"The termination notice of {day_words(published)} comes by its last day, {day_words(last)}.")
