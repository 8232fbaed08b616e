"""The split and the quality criteria that a notice's award criteria state."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Assumption, QualityCriterion
from commonweal.procurement.notice import Notice, PublishedCriterion, Said
from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.review.criteria_reading import (
    AssignedCriterion,
    Share,
    assign_criteria,
    is_price,
    label_of,
    names_only_a_method,
    whole_lot,
    without_methods,
)
from commonweal.scheme.weighting import share_out

_METHODS = (
    (
        PriceMethod.PRICE_PER_QUALITY_POINT,
        re.compile(r"(?:price|cost) per (?:quality|technical) (?:point|pt|mark)", re.IGNORECASE),
    ),
    (PriceMethod.VALUE_INDEX, re.compile(r"value[- ]for[- ]money index|\bVfM index", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardReading:
    """`split` is None where social value's weighting is not stated: then the pack's usual split serves."""

    split: Split | None
    quality: tuple[QualityCriterion, ...]
    assumptions: tuple[Assumption, ...]


def read_award(notice: Notice, packs: Packs, *, usual: Split) -> AwardReading:
    """The split from the published weightings, quality criteria by name; what could not be read as assumptions."""
    lot = whole_lot(without_methods(notice.criteria))
    method = read_method(notice)
    if not lot:
        made = _without_price(usual, method) if method.is_absolute else None
        return AwardReading(split=made, quality=(), assumptions=(_nothing_stated(notice, made or usual, method),))
    nested = _nested_total(lot)
    assigned = assign_criteria(_within_quality(lot, nested), packs)
    noted = () if nested is None else (_nesting_assumed(assigned, nested),)
    totals = {share: _total(assigned, share) for share in Share}
    split = _split(totals, method)
    quality = tuple(
        QualityCriterion(title=each.label, weighting=each.criterion.weighting or Decimal(0))
        for each in assigned
        if each.share in {Share.QUALITY, Share.MERGED} and each.criterion.weighting
    )
    if split is None:
        made = _with_room(totals, usual)
        if made is not None:
            assumed = _assumed(made, _room_made(totals, usual), "", assigned[0])
            return AwardReading(split=made, quality=_fit_into(quality, made.quality), assumptions=(*noted, assumed))
        return AwardReading(split=None, quality=quality, assumptions=(*noted, _unstated(assigned, totals, usual)))
    return AwardReading(split=split, quality=quality, assumptions=(*noted, *_inferred(assigned, split, notice)))


def _nested_total(criteria: tuple[PublishedCriterion, ...]) -> Decimal | None:
    """What quality is worth in all, where its criteria total 100 among themselves beside a weighting of price.

    Forms for Scotland are filled in so: price 40, and quality criteria of 30, 60 and 10 that share the other 60. A
    price finer than hundredths leaves nothing that could be shared out in them.
    """
    prices = [each for each in criteria if is_price(each)]
    price = sum((each.weighting or Decimal(0) for each in prices), Decimal(0))
    rest = sum((each.weighting or Decimal(0) for each in criteria if each not in prices), Decimal(0))
    shared = rest == 100 and 0 < price < 100 and price == price.quantize(Decimal("0.01"))
    return 100 - price if shared else None


def _within_quality(criteria: tuple[PublishedCriterion, ...], total: Decimal | None) -> tuple[PublishedCriterion, ...]:
    """The criteria, those of quality as their shares of its total, in hundredths that add up to it."""
    if total is None:
        return criteria
    claims = [float(each.weighting) for each in criteria if each.weighting and not is_price(each)]
    shares = iter(share_out(total, claims, least=Decimal(0), unit=Decimal("0.01")))
    return tuple(
        replace(each, weighting=next(shares).normalize()) if each.weighting and not is_price(each) else each
        for each in criteria
    )


def _nesting_assumed(assigned: tuple[AssignedCriterion, ...], total: Decimal) -> Assumption:
    return Assumption(
        subject="quality",
        value=f"shares of {_plain(total)}",
        because=f"The quality criteria total 100 beside a price of {_plain(100 - total)}: they share the other "
        f"{_plain(total)}.",
        words="; ".join(each.label for each in assigned)[:200],
        where=assigned[0].criterion.where,
    )


def _total(assigned: tuple[AssignedCriterion, ...], share: Share) -> Decimal:
    return sum((each.criterion.weighting or Decimal(0) for each in assigned if each.share is share), Decimal(0))


def _split(totals: dict[Share, Decimal], method: PriceMethod) -> Split | None:
    """The split, where social value has a weighting of its own and the whole totals 100 in hundredths."""
    parts = [totals[Share.PRICE], totals[Share.QUALITY], totals[Share.SOCIAL_VALUE]]
    whole = all(part == part.quantize(Decimal("0.01")) for part in parts) and sum(parts) == 100
    if not whole or totals[Share.MERGED] or not totals[Share.SOCIAL_VALUE]:
        return None
    kept = PriceMethod.UNSTATED if method.is_absolute and parts[0] else method
    return Split(price=parts[0], quality=parts[1], social_value=parts[2], method=kept)


def _with_room(totals: dict[Share, Decimal], usual: Split) -> Split | None:
    """Where price and quality make up the whole, price is kept and the usual social value comes out of quality."""
    price, quality = totals[Share.PRICE], totals[Share.QUALITY]
    two_parts = price + quality == 100 and not totals[Share.MERGED] and not totals[Share.SOCIAL_VALUE]
    if not two_parts or quality <= usual.social_value or price != price.quantize(Decimal("0.01")):
        return None
    return Split(price=price, quality=quality - usual.social_value, social_value=usual.social_value)


def _room_made(totals: dict[Share, Decimal], usual: Split) -> str:
    return (
        f"The notice gives price {_plain(totals[Share.PRICE])} and quality {_plain(totals[Share.QUALITY])} and no "
        f"weighting of social value; the usual {_plain(usual.social_value)} is taken out of quality."
    )


def _fit_into(quality: tuple[QualityCriterion, ...], total: Decimal) -> tuple[QualityCriterion, ...]:
    """The published quality criteria, in the same proportions, within what is left for them."""
    shares = share_out(total, [float(each.weighting) for each in quality], least=Decimal(0))
    return tuple(replace(each, weighting=share) for each, share in zip(quality, shares, strict=True) if share)


def read_method(notice: Notice) -> PriceMethod:
    texts = [f"{each.name}\n{each.description}" for each in notice.criteria]
    whole = "\n".join([*texts, *(said.value for said in notice.criteria_text)])
    return next((method for method, words in _METHODS if words.search(whole)), PriceMethod.UNSTATED)


def split_words(split: Split) -> str:
    return f"price {_plain(split.price)}, quality {_plain(split.quality)}, social value {_plain(split.social_value)}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _without_price(usual: Split, method: PriceMethod) -> Split:
    """Under a method that sets price against points, price has no weighting: its usual part goes to quality."""
    return replace(usual, price=Decimal(0), quality=usual.quality + usual.price, method=method)


def _nothing_stated(notice: Notice, usual: Split, method: PriceMethod) -> Assumption:
    named = [Said(value=label_of(each), where=each.where) for each in notice.criteria if names_only_a_method(each)]
    said = next(iter((*named, *notice.criteria_text)), None)
    because = "The notice states no weightings, so the usual split is used"
    if method.is_absolute:
        because += f"; it names the method ‘{method.words}’, under which price has no weighting"
    return Assumption(
        subject="split",
        value=split_words(usual),
        because=f"{because}.",
        words=said.value[:200] if said else "",
        where=said.where if said else "",
    )


def _unstated(assigned: tuple[AssignedCriterion, ...], totals: dict[Share, Decimal], usual: Split) -> Assumption:
    merged = next((each for each in assigned if each.share is Share.MERGED), None)
    total = sum(totals.values(), Decimal(0))
    if merged is not None:
        why = f"The notice merges social value with something else (‘{merged.label}’)"
    elif total != 100:
        why = f"The published weightings total {_plain(total)}%, not 100%"
    else:
        why = (
            f"The notice gives price {_plain(totals[Share.PRICE])} and quality {_plain(totals[Share.QUALITY])} and no "
            "weighting of social value"
        )
    shown = merged or assigned[0]
    return Assumption(
        subject="split",
        value=split_words(usual),
        because=f"{why}, so the usual split is used.",
        words=shown.label if merged else "; ".join(each.label for each in assigned)[:200],
        where=shown.criterion.where,
    )


def _inferred(assigned: tuple[AssignedCriterion, ...], split: Split, notice: Notice) -> tuple[Assumption, ...]:
    """What was read from words, or taken for social value under another name, or taken from one lot for all."""
    found = []
    renamed = next((each for each in assigned if _is_other_name(each)), None)
    if renamed is not None:
        because = f"‘{renamed.label}’ is social value under another name."
        found.append(_assumed(split, because, renamed.words, renamed))
    textual = [each for each in assigned if each.criterion.weighting_words]
    kindred = next((each for each in assigned if each.share is Share.SOCIAL_VALUE and each.kindred), None)
    if textual:
        words = "; ".join(each.criterion.weighting_words for each in textual)
        found.append(_assumed(split, "The weightings stand in words.", words, textual[0]))
    if kindred is not None:
        found.append(_assumed(split, f"‘{kindred.label}’ is taken for social value.", kindred.words, kindred))
    if _others_differ(notice, assigned):
        because = f"Lots have different weightings; those of lot {assigned[0].criterion.lot} are used."
        found.append(_assumed(split, because, "", assigned[0]))
    return tuple(found)


def _is_other_name(each: AssignedCriterion) -> bool:
    own = "social value" in " ".join(each.label.lower().replace("-", " ").split())
    return each.share is Share.SOCIAL_VALUE and not each.kindred and not own


def _assumed(split: Split, because: str, words: str, of: AssignedCriterion) -> Assumption:
    return Assumption(
        subject="split", value=split_words(split), because=because, words=words[:200], where=of.criterion.where
    )


def _others_differ(notice: Notice, assigned: tuple[AssignedCriterion, ...]) -> bool:
    def shape(lot: str) -> list[tuple[str, Decimal | None]]:
        return [(each.kind, each.weighting) for each in notice.criteria if each.lot == lot]

    first = assigned[0].criterion.lot
    return any(shape(lot) != shape(first) for lot in {each.lot for each in notice.criteria})


def read_lot(criteria: tuple[PublishedCriterion, ...], packs: Packs) -> tuple[AssignedCriterion, ...]:
    """The criteria of one lot with their parts; quality's own that total 100 beside price are scaled to the whole."""
    return assign_criteria(_within_quality(criteria, _nested_total(criteria)), packs)
