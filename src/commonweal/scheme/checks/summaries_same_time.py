"""All assessment summaries go out at the same time, before the award notice (s.50(3), reg 31(4))."""

from __future__ import annotations

from datetime import date

from commonweal.scheme.checks.assessment_by_scores import outside_summaries
from commonweal.scheme.checks.awarded import award_notice_day
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import day_words

CHECK = "summaries-same-time"


def check(context: Context) -> Verdict:
    """One moment for all, no later than the day of the award notice."""
    if outside := outside_summaries(context):
        return outside
    together = context.said(CHECK, "all_at_once", bool)
    if together is False:
        return not_met("The assessment summaries do not go to every bidder at the same time.")
    sent, notice = context.said(CHECK, "sent_on", date), award_notice_day(context)
    if sent is not None and notice is not None and sent > notice:
        return not_met(
            f"The assessment summaries of {day_words(sent)} come after the award notice of {day_words(notice)}."
        )
    if together is None:
        return not_answered("Whether all assessment summaries go out together has not been said.", "all_at_once")
    if sent is None:
        return not_answered("On which day the assessment summaries go out has not been said.", "sent_on")
    if notice is None:
        return unknown(f"The summaries are of {day_words(sent)}; whether before the award notice is unknown.")
    return met(f"All assessment summaries go out on {day_words(sent)}, and the award notice on {day_words(notice)}.")
