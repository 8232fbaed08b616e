"""How bids are assessed, for a tender pack: award decisions, weightings, criteria with their questions and scales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from commonweal.exchange.report.words import say_percent
from commonweal.exchange.tender_pack.pack_view import PackAward, PackCriterion, PackLevel, PackWeighting
from commonweal.frameworks.pack import Packs
from commonweal.procurement.procurement import PriceMethod
from commonweal.record.digest import plain_decimal
from commonweal.record.text import say_list
from commonweal.scheme.criterion import AdoptedCriterion, QualityPart
from commonweal.scheme.question import Question, ScaleLevel
from commonweal.scheme.scheme import AwardScheme, Scheme

PRICE, QUALITY, SOCIAL_VALUE = "Price", "Quality", "Social value"
CRITERIA_SECTION = 3


def make_awards(scheme: Scheme, titles: Mapping[str, str], packs: Packs) -> tuple[PackAward, ...]:
    return tuple(_award(award, scheme, number, titles, packs) for number, award in enumerate(scheme.awards, start=1))


def _award(award: AwardScheme, scheme: Scheme, number: int, titles: Mapping[str, str], packs: Packs) -> PackAward:
    section = f"{CRITERIA_SECTION}.{number}" if len(scheme.awards) > 1 else str(CRITERIA_SECTION)
    parts = [_quality(part) for part in award.quality] + [_social(each, titles, packs) for each in award.social_value]
    criteria = tuple(replace(part, number=f"{section}.{place}") for place, part in enumerate(parts, start=1))
    quality = sum((part.weighting for part in award.quality), Decimal(0))
    return PackAward(
        title=award.title,
        number=section,
        stages=say_list([f"‘{titles.get(stage, stage)}’" for stage in award.stages]),
        price=say_percent(award.split.price),
        quality=say_percent(quality),
        social_value=say_percent(award.social_value_total),
        total=say_percent(award.total),
        method=award.methodology,
        price_example=price_example(award.split.method, award.split.price),
        scores=_scores(award),
        weightings=_weightings(award, packs),
        criteria=criteria,
        conflict=award.conflict,
    )


def price_example(method: PriceMethod, points: Decimal) -> str:
    """What the formula does to one price; only where the scheme says enough to work it out."""
    if method is not PriceMethod.LOWEST_RATIO or not points:
        return ""
    earned = (points * Decimal("0.8")).quantize(Decimal("0.01"))
    return (
        f"The lowest price earns all {plain_decimal(points)} points. A price a quarter above the lowest earns "
        f"{plain_decimal(earned)}: {plain_decimal(points)} × 100 / 125."
    )


def _scores(award: AwardScheme) -> str:
    """The scale in one sentence, where every question of the award decision shares one."""
    asked = [part.question for part in award.quality] + [each.question for each in award.social_value]
    scales = {tuple((level.points, level.label) for level in each.scale) for each in asked if each}
    if len(scales) != 1:
        return ""
    levels = [f"{plain_decimal(points)}{f' ({label.lower()})' if label else ''}" for points, label in scales.pop()]
    return f"Scores run over {say_list(levels)}; what each asks is told with its question."


def _weightings(award: AwardScheme, packs: Packs) -> tuple[PackWeighting, ...]:
    price = [PackWeighting(title="Price", part=PRICE, weighting=say_percent(award.split.price), official="")]
    quality = [
        PackWeighting(title=part.title, part=QUALITY, weighting=say_percent(part.weighting), official="")
        for part in award.quality
    ]
    social = [
        PackWeighting(
            title=each.title,
            part=SOCIAL_VALUE,
            weighting=say_percent(each.weighting or Decimal(0)),
            official=say_official(each, packs),
        )
        for each in award.social_value
    ]
    return (*(price if award.split.price else []), *quality, *social)


def say_official(criterion: AdoptedCriterion, packs: Packs) -> str:
    """The official criterion whose marks it takes, as its edition calls it."""
    if not criterion.fills:
        return ""
    pack_id, _, code = criterion.fills.partition("/")
    label = next((pack.head.label for pack in packs.editions if pack.id == pack_id), pack_id)
    named = f"{label}, criterion {code}"
    return named if criterion.fills == criterion.code else f"refines {named}"


def _quality(part: QualityPart) -> PackCriterion:
    asked = _question(part.question)
    own = "The contracting authority's own question and scale: still to be added here."
    own = "The scale by which answers are scored: still to be added here." if part.asks else own
    return replace(
        asked,
        title=part.title,
        part=QUALITY,
        weighting=say_percent(part.weighting),
        question=part.asks or asked.question,
        sub_criteria=part.sub_criteria or asked.sub_criteria,
        note=part.proposed if part.question else own,
    )


def _social(each: AdoptedCriterion, titles: Mapping[str, str], packs: Packs) -> PackCriterion:
    return replace(
        _question(each.question),
        title=each.title,
        part=SOCIAL_VALUE,
        weighting=say_percent(each.weighting or Decimal(0)),
        official=say_official(each, packs),
        stage=titles.get(each.stage, each.stage),
        why=each.link,
        commitment=each.condition,
        note="" if each.question else "The question is still to be added here.",
    )


def _question(question: Question | None) -> PackCriterion:
    """A criterion of which only the question is filled in yet."""
    return PackCriterion(
        title="",
        number="",
        part="",
        weighting="",
        official="",
        stage="",
        why="",
        question=question.text if question else "",
        word_limit=f"{question.word_limit:,}" if question else "",
        evidence=question.evidence if question else "",
        sub_criteria=tuple(part.title for part in question.sub_criteria) if question else (),
        levels=make_levels(question.scale if question else ()),
        commitment="",
        note="",
    )


def make_levels(scale: tuple[ScaleLevel, ...]) -> tuple[PackLevel, ...]:
    return tuple(
        PackLevel(points=plain_decimal(level.points), label=level.label, descriptor=level.descriptor) for level in scale
    )
