"""An experiment whose criteria ask for no learning, capability or route to impact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.frameworks.definitions import MeasureKind
from commonweal.review.award_reading import Share
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import MODEL_WORDS

_KINDS = {MeasureKind.LEARNING, MeasureKind.CAPABILITY, MeasureKind.IMPACT}
_LEARNS = re.compile(r"\b(?:evaluat\w+|learn\w*|evidence|knowledge|method\w*|handover|hand[- ]over|testing|research)\b", re.I)
_GENERIC = re.compile(r"(?:non[- ]price|quality|technical\w*|social value|criteria|questions?|award|score|[\W\d])+", re.I)


def remark(context: Context) -> Iterator[Noted]:
    """Where the criteria are named closely enough to tell."""
    model = context.delivery_model
    if model is None or not model.is_experimental or not context.asks or not context.lots:
        return
    criteria = [each for lot in context.lots for each in lot.criteria if each.share is not Share.PRICE]
    named = [each for each in criteria if not _GENERIC.fullmatch(each.label) or each.assigned.criterion.description]
    own = [each for each in named if each.share is Share.QUALITY]
    texts = [f"{each.label} {each.assigned.criterion.description}" for each in criteria]
    kinds = {measure.kind for each in criteria for measure in each.measures}
    if not own or kinds & _KINDS or any(_LEARNS.search(text) for text in texts):
        return
    yield Noted(
        message=f"This is {MODEL_WORDS[model]}, and no criterion asks how anything is learnt, handed over or taken "
        "further.",
        where=criteria[0].where,
    )
