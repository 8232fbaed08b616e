"""A conflicts assessment is prepared before the tender notice, which confirms it (s.83)."""

from __future__ import annotations

from datetime import date

from commonweal.procurement.procurement import AwardStructure
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    not_answered,
    not_met,
    outside_the_act,
    unknown,
)
from commonweal.scheme.checks.reach import day_words

CHECK = "conflicts-assessment"


def check(context: Context) -> Verdict:
    """The day of the assessment is no later than that of the notice, and the notice confirms it."""
    if outside := outside_the_act(context):
        return outside
    if context.procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("A call-off publishes no notice before which an assessment is prepared.")
    prepared = context.said(CHECK, "prepared_on", date)
    commencement = context.procurement.commencement
    if prepared is None:
        return not_answered("When the conflicts assessment was prepared has not been said.", "prepared_on")
    if commencement is None:
        return unknown(f"The conflicts assessment is of {day_words(prepared)}; whether before the notice is unknown.")
    if prepared > commencement.on:
        return not_met(
            f"The conflicts assessment of {day_words(prepared)} comes after the notice of {day_words(commencement.on)}."
        )
    return answer_by(
        context,
        CHECK,
        "confirmed",
        yes=f"A conflicts assessment was prepared on {day_words(prepared)}, and the notice confirms it.",
        no="The notice does not confirm that a conflicts assessment was prepared and revised.",
        unsaid="Whether the notice confirms the conflicts assessment has not been said.",
    )
