"""The authority's own quality criteria as bidders are asked them: its question, with a scale where it states none."""

from __future__ import annotations

from decimal import Decimal

from commonweal.procurement.case import QualityCriterion
from commonweal.scheme.criterion import QualityPart
from commonweal.scheme.question import Question, ScaleLevel

# The scale of an own question whose levels nobody has described: our judgement, for the authority to change.
USUAL_LEVELS = (
    ("Nothing", "No answer, or nothing that answers the question."),
    ("Intent", "Says that it will be done, without a method, people or dates."),
    ("Partial", "Answers a part of the question, or with a method that fits this contract only in part."),
    ("Sound", "Answers the whole question with a method that fits this contract, and says who does what by when."),
    ("Strong", "As 3, and shows that the people and partners are in place, and what happens if something slips."),
    ("Proven", "As 4, with results of the same method elsewhere, good and bad, that an outsider can check."),
)


def own_part(part: QualityCriterion, weighting: Decimal) -> QualityPart:
    """One of the authority's own criteria at an award decision. Without a question it is still to be stated."""
    return QualityPart(title=part.title, weighting=weighting, question=_question(part), sub_criteria=part.sub_criteria)


def _question(part: QualityCriterion) -> Question | None:
    if not part.question.strip():
        return None
    return Question(
        text=part.question,
        word_limit=part.word_limit,
        evidence=part.evidence,
        scale=tuple(
            ScaleLevel(points=Decimal(points), label=label, descriptor=part.levels[points] if part.levels else usual)
            for points, (label, usual) in enumerate(USUAL_LEVELS)
        ),
        sub_criteria=(),
    )
