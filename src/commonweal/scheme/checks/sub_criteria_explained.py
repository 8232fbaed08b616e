"""Whatever is scored can be explained in an assessment summary: by sub-criteria, or as a whole (s.50(3), reg 31)."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.prototype_direct_award import outside_competition
from commonweal.scheme.checks.reach import no_scheme
from commonweal.scheme.criterion import QualityPart

CHECK = "sub-criteria-explained"


def check(context: Context) -> Verdict:
    """Every scored criterion puts a question; every quality part has sub-criteria, a question, or a person's word."""
    if outside := outside_competition(context):
        return outside
    if context.scheme is None:
        return no_scheme()
    for criterion in context.scheme.scored:
        if criterion.question is None or not criterion.question.text.strip():
            return not_met(
                f"'{criterion.title}' is scored but puts no question that could be explained.", where=criterion.code
            )
    for award in context.scheme.awards:
        for part in award.quality:
            if not _explained(part, context) and not context.said(CHECK, "explained_whole", bool):
                return not_answered(
                    f"'{part.title}' at {award.title} has no sub-criteria and no question yet.",
                    "explained_whole",
                    where=f"award-decisions/{award.id}",
                )
    return met("Everything that is scored has sub-criteria or is explained as a whole.")


def _explained(part: QualityPart, context: Context) -> bool:
    own = next((each for each in context.case.quality if each.title == part.title), None)
    return bool(part.sub_criteria or part.question or (own and own.question.strip()))
