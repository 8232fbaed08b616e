"""Performance against KPIs is assessed and published, with one of five ratings, every twelve months (s.71, reg 39)."""

from __future__ import annotations

from datetime import date

from commonweal.quantities.working_day import years_later
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.awarded import contract_day, outside_publication
from commonweal.scheme.checks.context import Context, Verdict, not_answered, not_met
from commonweal.scheme.checks.kpis_set import none_under_s52
from commonweal.scheme.checks.reach import day_words, outside_kpi_duty

CHECK = "ratings-published"


def check(context: Context) -> Verdict:
    """No more than twelve months lie between assessments, and each gives one of the five statutory ratings."""
    if outside := outside_publication(context, "s.71") or outside_kpi_duty(context) or none_under_s52(context):
        return outside
    before = context.said(CHECK, "previous_on", date) or contract_day(context)
    if before is None:
        return not_answered(
            "When performance was assessed before, or the contract entered into, has not been said.", "previous_on"
        )
    due, assessed = years_later(before, 1), context.said(CHECK, "assessed_on", date)
    if assessed is None:
        return not_answered(
            f"Performance is to be assessed by {day_words(due)}; when it was has not been said.", "assessed_on"
        )
    if assessed > due:
        return not_met(
            f"The assessment of {day_words(assessed)} comes more than twelve months after {day_words(before)}."
        )
    return answer_by(
        context,
        CHECK,
        "five_ratings",
        yes=f"The assessment of {day_words(assessed)} gives each KPI one of the five ratings.",
        no="A KPI was published without one of the five ratings, or without its period or supplier.",
        unsaid="Whether each KPI was published with one of the five ratings has not been said.",
    )
