"""What a notice does not tell of how it would be bid for, and how that was taken; in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.target import Target
from commonweal.procurement.procurement import PriceMethod
from commonweal.record.text import inside_sentence, say_list
from commonweal.review.asking import AskedLot
from commonweal.review.bid_criteria import WeighedCriterion
from commonweal.review.criteria_reading import Share
from commonweal.review.remarks.context import Context
from commonweal.review.scrubbing import scrub
from commonweal.review.wording import STAGE_WORDS, plain, shorten


def bid_unknowns(lot: AskedLot, own: list[WeighedCriterion], bare: Target, context: Context) -> Iterator[str]:
    """What matters most first."""
    yield from _of_criteria(own)
    merged = [f"‘{scrub(shorten(each.label))}’" for each in lot.criteria if each.share is Share.MERGED]
    if merged:
        yield f"{say_list(merged)} merges social value with something else, and is left out."
    if lot.total != 100:
        yield f"The weightings total {plain(lot.total)}: they are taken as parts of 100."
    if context.stage_kind is None:
        kinds = say_list(list(dict.fromkeys(STAGE_WORDS[each.stage.kind] for each in bare.stages)))
        yield f"No words tell the stage: it is taken for {kinds}."
    price = "" if bare.split.method is not PriceMethod.UNSTATED else ", the exact price formula"
    yield f"The questions, their scale and length, the contract’s terms{price} and who will bid are not in the notice."


def _of_criteria(own: list[WeighedCriterion]) -> Iterator[str]:
    narrative = say_list([f"‘{each}’" for each in dict.fromkeys(each.title for each in own if each.is_narrative)])
    if narrative:
        yield f"No words tell a measure that would earn the marks of {narrative}: it is taken for an answer in words."
    for each in own:
        measures = [inside_sentence(one.title) for one in each.asked.measures]
        if len(measures) > 1:
            yield f"‘{each.title}’ asks for {say_list(measures)}: its marks are taken in equal parts."
