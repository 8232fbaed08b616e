"""What a notice asks for: the criteria of each lot, their part of the marks, the measures that their words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.notice import Notice
from commonweal.record.errors import MisuseError
from commonweal.review.award_reading import read_lot
from commonweal.review.criteria_reading import AssignedCriterion, Share, without_methods
from commonweal.review.inference import Passage, match_patterns, passages_of

SUBJECT = "asked"
_NAMES_SOCIAL_VALUE = re.compile(r"\bsocial[ -]values?\b|\bcommunity benefits?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
# A description of no more words than this, beside the name, says nothing of what earns marks.
_BARE_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMeasure:
    """A measure that words tell, by its code PACK/MEASURE: what kind it is of, which words, and where they stand."""

    code: str
    title: str
    kind: MeasureKind
    words: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCriterion:
    """One published criterion: its name, its part of the marks, its weighting of the total, what its words ask for.

    `explained`: the notice says more of it than its name.
    """

    assigned: AssignedCriterion
    measures: tuple[AskedMeasure, ...]
    explained: bool

    @property
    def label(self) -> str:
        return self.assigned.label

    @property
    def share(self) -> Share:
        return self.assigned.share

    @property
    def weighting(self) -> Decimal | None:
        return self.assigned.criterion.weighting

    @property
    def where(self) -> str:
        return self.assigned.criterion.where

    @property
    def is_social_value(self) -> bool:
        """Whether social value is all or part of it."""
        return self.share in {Share.SOCIAL_VALUE, Share.MERGED}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLot:
    """The criteria of one lot, or of several lots that have the same."""

    lots: tuple[str, ...]
    criteria: tuple[AskedCriterion, ...]

    @property
    def total(self) -> Decimal:
        return sum((each.weighting or Decimal(0) for each in self.criteria), Decimal(0))

    @property
    def all_weighted(self) -> bool:
        return all(each.weighting is not None for each in self.criteria)

    @property
    def names_social_value(self) -> bool:
        return any(each.is_social_value for each in self.criteria)

    def part(self, share: Share) -> Decimal:
        """The weight of one part of the marks."""
        return sum((each.weighting or Decimal(0) for each in self.criteria if each.share is share), Decimal(0))

    @property
    def social_value(self) -> Decimal | None:
        """Social value's own weighting; None where that cannot be told: merged, or criteria without weighting."""
        if any(each.share is Share.MERGED for each in self.criteria):
            return None
        own = [each for each in self.criteria if each.share is Share.SOCIAL_VALUE]
        known = own or list(self.criteria)
        return None if any(each.weighting is None for each in known) else self.part(Share.SOCIAL_VALUE)


def review_pack(packs: Packs) -> Pack:
    """The pack of remarks and of the words that tell measures."""
    found = packs.of_kind(PackKind.REVIEW)
    if not found:
        raise MisuseError("No pack of remarks is at hand.", remedy="Load the shipped packs with your own.")
    return found[-1]


def read_asked(notice: Notice, packs: Packs) -> tuple[AskedLot, ...]:
    """The criteria of every lot, like lots together, in the order of the notice; a method of award is none."""
    prose = tuple(_social_value_sentences(notice))
    criteria_told = without_methods(notice.criteria)
    found: dict[tuple[object, ...], AskedLot] = {}
    for lot in dict.fromkeys(each.lot for each in criteria_told):
        own = tuple(each for each in criteria_told if each.lot == lot)
        shape = tuple((each.kind, each.name, each.description, each.weighting) for each in own)
        if shape in found:
            like = found[shape]
            found[shape] = AskedLot(lots=(*like.lots, lot), criteria=like.criteria)
            continue
        criteria = tuple(_asked(each, prose, packs) for each in read_lot(own, packs))
        found[shape] = AskedLot(lots=(lot,), criteria=criteria)
    return tuple(found.values())


def measures_told(text: str, where: str, packs: Packs) -> tuple[AskedMeasure, ...]:
    """The measures that the words of one text tell, strongest first."""
    told = []
    for each in match_patterns(text, review_pack(packs), subject=SUBJECT):
        pack_id, _, name = each.value.partition("/")
        measure = packs.get(pack_id).measures[name]
        told.append(
            AskedMeasure(code=each.value, title=measure.title, kind=measure.kind, words=each.words, where=where)
        )
    return tuple(told)


def _asked(assigned: AssignedCriterion, prose: tuple[Passage, ...], packs: Packs) -> AskedCriterion:
    """Social value alone is also told by what the notice says of it elsewhere."""
    criterion = assigned.criterion
    if assigned.share is Share.PRICE:
        return AskedCriterion(assigned=assigned, measures=(), explained=True)
    found = measures_told(f"{criterion.name}\n{criterion.description}", criterion.where, packs)
    explained = bool(found) or _says_more(assigned)
    if not found and assigned.share is Share.SOCIAL_VALUE and prose:
        each = [one for passage in prose for one in measures_told(passage.text, passage.where, packs)]
        found = tuple({one.code: one for one in reversed(each)}.values())[::-1]
        explained = explained or bool(found)
    return AskedCriterion(assigned=assigned, measures=found, explained=explained)


def _says_more(assigned: AssignedCriterion) -> bool:
    """Whether the name or the description goes beyond a name and a number."""
    words = {*re.findall(r"[a-z]{3,}", f"{assigned.criterion.name} {assigned.criterion.description}".lower())}
    return len(words - {"social", "value", "values", "quality", "criterion", "weighting", "question"}) > _BARE_WORDS


def _social_value_sentences(notice: Notice) -> Iterator[Passage]:
    """What the notice says of social value outside its criteria, sentence by sentence."""
    for passage in passages_of(notice):
        if passage.where.endswith("/name") or not _NAMES_SOCIAL_VALUE.search(passage.text):
            continue
        for sentence in _SENTENCE_END.split(passage.text):
            if _NAMES_SOCIAL_VALUE.search(sentence):
                yield Passage(text=sentence, where=passage.where)
