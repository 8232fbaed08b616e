"""An experiment whose criteria ask for no learning, capability or route to impact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.procurement import DeliveryModel
from commonweal.review.criteria_reading import Share
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import MODEL_WORDS

# What a study delivers is knowledge, and its quality criteria are about nothing else.
_NO_EXPERIMENT = {DeliveryModel.RESEARCH, DeliveryModel.CONVENTIONAL, DeliveryModel.CALL_OFF}
_KINDS = {MeasureKind.LEARNING, MeasureKind.CAPABILITY, MeasureKind.IMPACT}
_LEARNS = re.compile(
    r"\b(?:evaluat\w+|learn\w*|evidence|knowledge|method\w*|handover|hand[- ]over|testing|research)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:non[- ]price|quality|technical\w*|criteria|questions?|award|score|envelope|proposals?|response|submission|"
    r"[\W\d])+",
    re.IGNORECASE,
)


def remark(context: Context) -> Iterator[Noted]:
    """Where every criterion is named closely enough to tell: one that is only called quality may hold it."""
    model = context.delivery_model
    if model is None or model in _NO_EXPERIMENT or not context.asks or context.is_told_by_code("delivery_model"):
        return
    criteria = [each for lot in context.lots for each in lot.criteria if each.share is not Share.PRICE]
    own = [each for each in criteria if each.share is Share.QUALITY]
    told = [f"{each.label} {each.assigned.criterion.description}" for each in criteria]
    kinds = {measure.kind for each in criteria for measure in each.measures}
    closed = any(_GENERIC.fullmatch(each.label) and not each.assigned.criterion.description for each in own)
    if not own or closed or kinds & _KINDS or any(_LEARNS.search(text) for text in told):
        return
    yield Noted(
        message=f"This is {MODEL_WORDS[model]}, and no criterion asks how anything is learnt, handed over or taken "
        "further.",
        where=criteria[0].where,
    )
