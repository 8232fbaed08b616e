"""Which part of an award decision each published criterion belongs to: price, quality or social value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.notice import PublishedCriterion
from commonweal.review.inference import Inference, match_patterns

_PRICE = re.compile(
    r"(?<!non-)(?<!non )\b(?:pric\w*|costs?|commercial\w*|financ\w*|fees?|rates?|tariffs?)\b", re.IGNORECASE
)
# A method of setting price against points, written where a criterion belongs.
_METHOD = re.compile(
    r"(?:(?:the )?(?:price|cost) per (?:quality|technical) (?:point|pt|mark)s?|value[- ]for[- ]money index|vfm index)"
    r"(?: (?:method|approach|model|formula|evaluation))?(?: (?:(?:is|are|will|to) )*be (?:used|applied)| applies)?\.?",
    re.IGNORECASE,
)
_COUNTED = r"(?:award )?criteri(?:on|a)|(?:quality )?question|method statement|section|part|stage|q|ms|ac"
_NUMBERED = re.compile(rf"(?:{_COUNTED})?[\s#:.–-]*\d+[a-z]?|criteri(?:on|a)|question|", re.IGNORECASE)
# A name that is only a weighting, or none.
_BARE = re.compile(r"[\d.,%\s]*")
LONGEST_LABEL = 150
MOST_TOLD = 20_000
_TOLD: dict[tuple[str, str], tuple[Inference, ...]] = {}


class Share(StrEnum):
    """Which part of the split a criterion belongs to. Merged: it names social value with something else."""

    PRICE = "price"
    QUALITY = "quality"
    SOCIAL_VALUE = "social-value"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedCriterion:
    """A published criterion, the name that says what it is, its part, and the words that told social value."""

    criterion: PublishedCriterion
    label: str
    share: Share
    words: str = ""
    kindred: bool = False


def is_price(criterion: PublishedCriterion) -> bool:
    return criterion.kind in {"price", "cost"} or bool(_PRICE.fullmatch(label_of(criterion)))


def names_only_a_method(criterion: PublishedCriterion) -> bool:
    """Whether what stands as a criterion is a method of award: of the whole, or without a weighting."""
    return criterion.weighting in {None, Decimal(100)} and bool(_METHOD.fullmatch(label_of(criterion)))


def without_methods(criteria: tuple[PublishedCriterion, ...]) -> tuple[PublishedCriterion, ...]:
    return tuple(each for each in criteria if not names_only_a_method(each))


def assign_criteria(criteria: tuple[PublishedCriterion, ...], packs: Packs) -> tuple[AssignedCriterion, ...]:
    """Each criterion of one lot with its part of the split.

    A name that says social value goes before the type that the notice gives (one is filed under cost). A kindred name
    such as sustainability counts only where no other criterion says social value.
    """
    first = tuple(_assign(each, packs) for each in criteria)
    named = any(each.share is Share.SOCIAL_VALUE and not each.kindred for each in first)
    priced = any(_speaks_of_price(each.label) for each in first if not _BARE.fullmatch(each.criterion.name))
    return tuple(_settle(each, named=named, priced=priced) for each in first)


@lru_cache(maxsize=MOST_TOLD)
def _speaks_of_price(label: str) -> bool:
    return bool(_PRICE.search(label))


@lru_cache(maxsize=MOST_TOLD)
def _is_named_price(label: str) -> bool:
    return bool(_PRICE.fullmatch(label))


def label_of(criterion: PublishedCriterion) -> str:
    """What a criterion is called: its name, or its description where the name only counts ("Criterion 1").

    Where both say a bare number or nothing, as the price of a weighting often does, what its type says.
    """
    name = criterion.name
    if _NUMBERED.fullmatch(name.strip()) and criterion.description:
        name = criterion.description.split("\n")[0]
    label = " ".join(name.split())[:LONGEST_LABEL].strip()
    if not _BARE.fullmatch(label):
        return label
    return "Price" if criterion.kind in {"price", "cost"} else "Quality"


def _assign(criterion: PublishedCriterion, packs: Packs) -> AssignedCriterion:
    label = label_of(criterion)
    for pack in packs.of_kind(PackKind.READING):
        found = _told(label, pack)
        if found:
            share = Share.MERGED if found[0].value == "merged" else Share.SOCIAL_VALUE
            kindred = found[0].value == "kindred"
            return AssignedCriterion(
                criterion=criterion, label=label, share=share, words=found[0].words, kindred=kindred
            )
    priced = criterion.kind in {"price", "cost"}
    return AssignedCriterion(criterion=criterion, label=label, share=Share.PRICE if priced else Share.QUALITY)


def _told(label: str, pack: Pack) -> tuple[Inference, ...]:
    """What a name tells of social value; names of criteria come again and again, so it is kept."""
    key = (pack.digest, label)
    if key not in _TOLD:
        if len(_TOLD) >= MOST_TOLD:
            _TOLD.clear()
        _TOLD[key] = match_patterns(label, pack, subject="social-value")
    return _TOLD[key]


def _settle(each: AssignedCriterion, *, named: bool, priced: bool) -> AssignedCriterion:
    """The part, once the lot's other criteria are known."""
    only_kindred = each.share is Share.SOCIAL_VALUE and each.kindred and named
    misfiled = each.share is Share.PRICE and priced and not _speaks_of_price(each.label)
    if only_kindred or misfiled:
        return replace(each, share=Share.QUALITY)
    if each.share is Share.QUALITY and _is_named_price(each.label):
        return replace(each, share=Share.PRICE)
    return each


def whole_lot(criteria: tuple[PublishedCriterion, ...]) -> tuple[PublishedCriterion, ...]:
    """The criteria of the first lot whose weightings total 100; without one, of the first that states any."""
    lots = {each.lot: tuple(one for one in criteria if one.lot == each.lot) for each in criteria}
    weighted = [lot for lot in lots.values() if any(each.weighting is not None for each in lot)]
    whole = [lot for lot in weighted if sum((each.weighting or Decimal(0) for each in lot), Decimal(0)) == 100]
    return next(iter(whole or weighted), ())
