"""What a notice is, in the few words that a table holds: law, value, weightings, KPIs, stage, delivery, rounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from commonweal.frameworks.pack import Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.notice import Notice, NoticeSource, PublishedCriterion
from commonweal.procurement.procurement import AwardStructure, DeliveryModel
from commonweal.procurement.regime import RegimeKind
from commonweal.procurement.stage import StageKind
from commonweal.quantities.money import Money
from commonweal.review.criteria_reading import Share, assign_criteria, whole_lot
from commonweal.review.inference import passages_of
from commonweal.review.regime_reading import Signs, regime_passages, settle_regime, signs_of
from commonweal.review.word_reading import SEPARATOR, Weighed, WordReading

SUBJECTS = ("stage-kind", "delivery-model", "award-structure", "rounds", "regime", "social-value-mention")
_SEVERAL_ROUNDS = re.compile(r"flexible|restricted|negotiat|dialogue|selective", re.IGNORECASE)
_TWO_ROUNDS = re.compile(r"restricted|negotiat|dialogue", re.IGNORECASE)
_DIRECT = re.compile(r"direct|without|call-off|under framework", re.IGNORECASE)
_OPEN = re.compile(r"\bopen\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Mention(StrEnum):
    """Where a notice speaks of social value: in an award criterion, elsewhere only, or nowhere."""

    CRITERION = "criterion"
    ELSEWHERE = "elsewhere"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """A notice in the words of a table. `line` and the names tell which; the rest is read or inferred.

    `weightings`: for each lot with any, the percentages of its criteria in their order. `rounds` is None where nothing
    tells how many. Stage, delivery and structure are what the words tell; with no words, plain operation under one
    conventional contract.
    """

    line: int
    source: NoticeSource
    ocid: str
    id: str
    kind: str
    published: date | None
    authority_name: str
    title: str
    regime: RegimeKind
    value: Money | None
    weightings: tuple[tuple[str, tuple[Decimal, ...]], ...]
    social_value: Decimal | None
    social_value_mention: Mention
    kpis: int
    no_kpis_reason: bool
    stage_kind: StageKind
    delivery_model: DeliveryModel
    award_structure: AwardStructure
    rounds: int | None


@dataclass(frozen=True, slots=True)
class Stated(Signs):
    """What a notice states outright, as far as a classification needs it."""

    line: int
    ocid: str
    id: str
    authority_name: str
    title: str
    criteria: tuple[PublishedCriterion, ...]
    kpis: int
    no_kpis_reason: bool
    sets_up: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a notice, whitespace being single spaces, joined by SEPARATOR, by what they can tell.

    `body`: every passage but the title. `codes`: codes as words. `beside`: where social value may be spoken of too.
    `legal`: what may tell the law too. The last two are made only where they are needed.
    """

    title: str
    body: str
    codes: tuple[str, ...]
    beside: Callable[[], str]
    legal: Callable[[], str]


def join_texts(texts: Iterable[str]) -> str:
    """Texts as a wording takes them; days are no texts."""
    once = dict.fromkeys(each for each in texts if each and not _DAY.fullmatch(each))
    flat = (" ".join(each.replace(SEPARATOR, " ").split()) for each in once)
    return SEPARATOR.join(each for each in flat if each)


def classify(notice: Notice, packs: Packs) -> Classification:
    """The classification of one notice."""
    signs = signs_of(notice)
    stated = Stated(
        line=notice.line,
        source=notice.source,
        ocid=notice.ocid,
        id=notice.id,
        kind=notice.kind,
        published=notice.published,
        authority_name=notice.authority_name,
        title=notice.title,
        regime=signs.regime,
        law=signs.law,
        nature=signs.nature,
        value=signs.value,
        criteria=notice.criteria,
        kpis=len(notice.kpis),
        no_kpis_reason=notice.no_kpis_reason is not None,
        procedure=notice.procedure,
        sets_up=notice.framework or (notice.dynamic_market and notice.kind == DYNAMIC_MARKET_NOTICE),
    )
    passages = passages_of(notice)
    beside = [each.description for each in notice.criteria]
    beside += [f"{each.title}\n{each.description}" for each in notice.kpis]
    beside += [said.value for said in notice.legal_text]
    wording = Wording(
        title=join_texts([notice.title]),
        body=join_texts(each.text for each in passages if not each.heading),
        codes=(),
        beside=lambda: join_texts(beside),
        legal=lambda: join_texts(each.text for each in regime_passages(notice) if each not in passages),
    )
    return classify_from(stated, wording, packs)


DYNAMIC_MARKET_NOTICE = "UK13"


def classify_from(stated: Stated, wording: Wording, packs: Packs) -> Classification:
    """The classification of a notice from what it states and its texts."""
    reading = _reading_of(packs)
    heading = reading.matches(wording.title)
    body = reading.matches(wording.body).union(*[reading.matches(code) for code in wording.codes])
    weighed = reading.weigh(heading, body)
    told = _told_rounds(stated.procedure, weighed)
    rounds = count_rounds(stated.procedure, told)
    several = told is not None or (rounds or 0) > 1
    structure = _award_structure(_heaviest(weighed, "award-structure"), sets_up=stated.sets_up, several=several)
    social_value, in_criteria = _social_value(stated.criteria, packs) if stated.criteria else (None, False)
    return Classification(
        line=stated.line,
        source=stated.source,
        ocid=stated.ocid,
        id=stated.id,
        kind=stated.kind,
        published=stated.published,
        authority_name=stated.authority_name,
        title=stated.title,
        regime=_regime(stated, wording, packs, heading=heading, body=body),
        value=stated.value,
        weightings=_weightings(stated.criteria) if stated.criteria else (),
        social_value=social_value,
        social_value_mention=Mention.CRITERION if in_criteria else _mention(wording, reading, heading, body),
        kpis=stated.kpis,
        no_kpis_reason=stated.no_kpis_reason,
        stage_kind=StageKind(_heaviest(weighed, "stage-kind") or StageKind.OPERATE),
        delivery_model=_delivery_model(weighed.get("delivery-model", ()), structure, reading.least),
        award_structure=structure,
        rounds=rounds,
    )


def _reading_of(packs: Packs) -> WordReading:
    """The reading packs, made ready once."""
    key = id(packs)
    made = _MADE.get(key)
    if made is None or made[0] is not packs:
        _MADE.clear()
        made = _MADE[key] = (packs, WordReading(packs.of_kind(PackKind.READING), SUBJECTS))
    return made[1]


_MADE: dict[int, tuple[Packs, WordReading]] = {}


def _heaviest(weighed: Mapping[str, Weighed], subject: str) -> str:
    found = weighed.get(subject)
    return found[0][0] if found else ""


def _regime(
    stated: Stated, wording: Wording, packs: Packs, *, heading: frozenset[int], body: frozenset[int]
) -> RegimeKind:
    if stated.regime is not None and stated.regime is not RegimeKind.LEGACY:
        return stated.regime
    reading = _reading_of(packs)
    weighed = reading.weigh(heading, body | reading.matches(wording.legal()))
    return settle_regime(stated, _heaviest(weighed, "regime") or None, packs)[0]


def _mention(wording: Wording, reading: WordReading, heading: frozenset[int], body: frozenset[int]) -> Mention:
    if "social-value-mention" in reading.weigh(heading, body):
        return Mention.ELSEWHERE
    beside = wording.beside()
    found = beside and "social-value-mention" in reading.weigh(heading, body | reading.matches(beside))
    return Mention.ELSEWHERE if found else Mention.NONE


@lru_cache(maxsize=4096)
def _several_rounds(procedure: str) -> bool:
    return not procedure or bool(_SEVERAL_ROUNDS.search(procedure))


def _told_rounds(procedure: str, weighed: Mapping[str, Weighed]) -> str | None:
    """What the words tell of rounds, where the procedure is not known to have none."""
    return _heaviest(weighed, "rounds") or None if _several_rounds(procedure) else None


def count_rounds(procedure: str, told: str | None) -> int | None:
    """As many as the words tell; else two where the procedure always has them, one where it is open; else None."""
    if told is not None:
        return int(told) if told.isdigit() else None
    return _usual_rounds(procedure)


@lru_cache(maxsize=4096)
def _usual_rounds(procedure: str) -> int | None:
    if _DIRECT.search(procedure):
        return None
    if _TWO_ROUNDS.search(procedure):
        return 2
    return 1 if _OPEN.search(procedure) else None


def _weightings(criteria: tuple[PublishedCriterion, ...]) -> tuple[tuple[str, tuple[Decimal, ...]], ...]:
    lots: dict[str, list[Decimal]] = {}
    for each in criteria:
        if each.weighting is not None:
            lots.setdefault(each.lot, []).append(each.weighting)
    return tuple((lot, tuple(weightings)) for lot, weightings in lots.items())


def _social_value(criteria: tuple[PublishedCriterion, ...], packs: Packs) -> tuple[Decimal | None, bool]:
    """The weighting of social value's own criteria in the first whole lot, and whether any criterion names it."""
    assigned = assign_criteria(criteria, packs)
    if not any(each.share in {Share.SOCIAL_VALUE, Share.MERGED} for each in assigned):
        return None, False
    own = [each for each in assign_criteria(whole_lot(criteria), packs) if each.share is Share.SOCIAL_VALUE]
    weighed = [each.criterion.weighting for each in own if each.criterion.weighting is not None]
    return sum(weighed, Decimal(0)) if weighed else None, True


def _delivery_model(weighed: Weighed, structure: AwardStructure, least: Decimal) -> DeliveryModel:
    """What the words tell beyond a call-off, which the structure tells: a plain contract under one is delivered so."""
    told = (value for value, weight in weighed if value != DeliveryModel.CALL_OFF and weight >= least)
    model = DeliveryModel(next(told, DeliveryModel.CONVENTIONAL))
    plain = model is DeliveryModel.CONVENTIONAL and structure is AwardStructure.CALL_OFF
    return DeliveryModel.CALL_OFF if plain else model


def _award_structure(told: str, *, sets_up: bool, several: bool) -> AwardStructure:
    """A framework where one is set up; else what the words tell; several rounds are a structure of their own."""
    if sets_up:
        return AwardStructure.FRAMEWORK
    structure = AwardStructure(told) if told else AwardStructure.ONE_CONTRACT
    if structure is AwardStructure.ROUNDS and not several:
        return AwardStructure.ONE_CONTRACT
    return AwardStructure.ROUNDS if structure is AwardStructure.ONE_CONTRACT and several else structure
