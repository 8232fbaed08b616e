"""What a notice is, in the few words that a table holds: law, value, weightings, social value, KPIs, stage, delivery."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.frameworks.pack import PackKind, Packs
from commonweal.procurement.notice import Notice, NoticeSource, PublishedCriterion
from commonweal.procurement.procurement import AwardStructure, DeliveryModel
from commonweal.procurement.regime import RegimeKind
from commonweal.procurement.stage import StageKind
from commonweal.quantities.money import Money
from commonweal.review.award_reading import Share, assign_criteria, whole_lot
from commonweal.review.inference import Inference, Passage, infer_subject, passages_of, reading_parameter
from commonweal.review.regime_reading import read_regime

_SEVERAL_ROUNDS = re.compile(r"flexible|restricted|negotiat|dialogue|selective", re.IGNORECASE)
_TWO_ROUNDS = re.compile(r"restricted|negotiat|dialogue", re.IGNORECASE)
_NO_ROUND = re.compile(
    r"direct|without|limited|call-off|under framework|single tender|dynamic|^$|other|not specified", re.IGNORECASE
)


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


def classify(notice: Notice, packs: Packs) -> Classification:
    """The classification of one notice."""
    subjects = ("stage-kind", "delivery-model", "award-structure", "rounds")
    passages = passages_of(notice)
    inferred = {each: found for each in subjects if (found := infer_subject(passages, packs, subject=each))}
    told = _told_rounds(notice.procedure, inferred)
    rounds = count_rounds(notice.procedure, told)
    structure = _award_structure(notice, inferred.get("award-structure"), several=told is not None or (rounds or 0) > 1)
    social_value, mention = _social_value(notice, packs)
    return Classification(
        line=notice.line,
        source=notice.source,
        ocid=notice.ocid,
        id=notice.id,
        kind=notice.kind,
        authority_name=notice.authority_name,
        title=notice.title,
        regime=read_regime(notice, packs)[0].kind,
        value=notice.value.value if notice.value else None,
        weightings=_weightings(notice.criteria),
        social_value=social_value,
        social_value_mention=mention,
        kpis=len(notice.kpis),
        no_kpis_reason=notice.no_kpis_reason is not None,
        stage_kind=StageKind(inferred["stage-kind"].value) if "stage-kind" in inferred else StageKind.OPERATE,
        delivery_model=_delivery_model(inferred.get("delivery-model"), structure, packs),
        award_structure=structure,
        rounds=rounds,
    )


def count_rounds(procedure: str, told: Inference | None) -> int | None:
    """As many as the words tell; else two where the procedure always has two, one where it is open; else nobody knows."""
    if told is not None:
        return int(told.value) if told.value.isdigit() else None
    if _NO_ROUND.search(procedure):
        return None
    return 2 if _TWO_ROUNDS.search(procedure) else 1


def _told_rounds(procedure: str, inferred: Mapping[str, Inference]) -> Inference | None:
    """What the words tell of rounds, where the procedure is not known to have none."""
    told = not procedure or _SEVERAL_ROUNDS.search(procedure)
    return inferred.get("rounds") if told else None


def _weightings(criteria: tuple[PublishedCriterion, ...]) -> tuple[tuple[str, tuple[Decimal, ...]], ...]:
    lots: dict[str, list[Decimal]] = {}
    for each in criteria:
        if each.weighting is not None:
            lots.setdefault(each.lot, []).append(each.weighting)
    return tuple((lot, tuple(weightings)) for lot, weightings in lots.items())


def _social_value(notice: Notice, packs: Packs) -> tuple[Decimal | None, Mention]:
    """The weighting of social value's own criteria in the first whole lot, and where social value is spoken of."""
    assigned = assign_criteria(whole_lot(notice.criteria), packs)
    own = [each.criterion.weighting for each in assigned if each.share is Share.SOCIAL_VALUE]
    weighed = [weighting for weighting in own if weighting is not None]
    told = any(each.share in {Share.SOCIAL_VALUE, Share.MERGED} for each in assign_criteria(notice.criteria, packs))
    if told:
        return sum(weighed, Decimal(0)) if weighed else None, Mention.CRITERION
    return None, Mention.ELSEWHERE if _is_spoken_of(notice, packs) else Mention.NONE


def _is_spoken_of(notice: Notice, packs: Packs) -> bool:
    texts = [
        *passages_of(notice),
        *(Passage(text=each.description, where=each.where) for each in notice.criteria),
        *(Passage(text=f"{each.title}\n{each.description}", where=each.where) for each in notice.kpis),
        *(Passage(text=said.value, where=said.where) for said in notice.legal_text),
    ]
    found = infer_subject(texts, packs, subject="social-value-mention")
    return found is not None and bool(packs.of_kind(PackKind.READING))


def _delivery_model(found: Inference | None, structure: AwardStructure, packs: Packs) -> DeliveryModel:
    """What the words tell beyond a call-off, which the structure tells: a plain contract under one is delivered so."""
    least = max((reading_parameter(pack, "least-evidence") for pack in packs.of_kind(PackKind.READING)), default=0)
    weighed = [(found.value, found.weight), *((each.value, each.weight) for each in found.rivals)] if found else []
    told = (value for value, weight in weighed if value != DeliveryModel.CALL_OFF and weight >= least)
    model = DeliveryModel(next(told, DeliveryModel.CONVENTIONAL))
    plain = model is DeliveryModel.CONVENTIONAL and structure is AwardStructure.CALL_OFF
    return DeliveryModel.CALL_OFF if plain else model


def _award_structure(notice: Notice, found: Inference | None, *, several: bool) -> AwardStructure:
    """A framework where the notice says so; else what the words tell; several rounds are a structure of their own."""
    if notice.framework or (notice.dynamic_market and notice.kind == "UK13"):
        return AwardStructure.FRAMEWORK
    structure = AwardStructure(found.value) if found else AwardStructure.ONE_CONTRACT
    if structure is AwardStructure.ROUNDS and not several:
        return AwardStructure.ONE_CONTRACT
    return AwardStructure.ROUNDS if structure is AwardStructure.ONE_CONTRACT and several else structure
