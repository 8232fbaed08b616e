"""The authority's own quality criteria as bidders are asked them: its question, with a scale where it states none."""

from __future__ import annotations

from decimal import Decimal

from commonweal.design.settings import criteria_pack
from commonweal.frameworks.definitions import Scale
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import QualityCriterion
from commonweal.record.errors import MisuseError
from commonweal.scheme.criterion import QualityPart
from commonweal.scheme.question import Question, ScaleLevel

OWN_SCALE = "own-question"


def own_scale(packs: Packs) -> Scale:
    """The scale of an own question whose levels nobody has described: a judgement, for the authority to change."""
    pack = criteria_pack(packs)
    if OWN_SCALE not in pack.scales:
        raise MisuseError(f"The pack {pack.name} has no scale '{OWN_SCALE}'.", remedy="Add it to its scales.yaml.")
    return pack.scales[OWN_SCALE]


def own_part(part: QualityCriterion, weighting: Decimal, *, scale: Scale) -> QualityPart:
    """One of the authority's own criteria at an award decision. Without a question it is still to be stated."""
    asked = _question(part, scale)
    return QualityPart(title=part.title, weighting=weighting, question=asked, sub_criteria=part.sub_criteria)


def _question(part: QualityCriterion, scale: Scale) -> Question | None:
    if not part.question.strip():
        return None
    described = part.levels or tuple(level.descriptor for level in scale.levels)
    return Question(
        text=part.question,
        word_limit=part.word_limit,
        evidence=part.evidence,
        scale=tuple(
            ScaleLevel(points=level.points, label=level.label, descriptor=descriptor)
            for level, descriptor in zip(scale.levels, described, strict=True)
        ),
        sub_criteria=(),
    )
