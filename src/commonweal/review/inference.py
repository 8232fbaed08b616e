"""What a notice does not say outright, inferred from its words by the patterns of the reading packs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from commonweal.frameworks.matching import first_match
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.notice import Notice
from commonweal.review.sieve import sieve_of

CIRCUMSTANCE = "circumstances."
# What is intended is said once, wherever it fits; what the contract touches runs through the notice.
SAID_ONCE = frozenset({"circumstances.follow_on_intended", "circumstances.pilot_participants_may_bid"})
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a notice's text and where it stands. In a heading, words weigh more.

    An aside speaks of a part (a lot, the procedure, a criterion): its opening does not say what is bought.
    """

    text: str
    where: str
    heading: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another value of the same subject that the text also suggests, with less weight."""

    value: str
    weight: Decimal
    words: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """A value read from words: which words, where, with what weight, and what spoke against it."""

    subject: str
    value: str
    weight: Decimal
    words: str
    where: str
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    subject: str
    value: str
    weight: Decimal
    words: str
    where: str


def infer(notice: Notice, packs: Packs) -> tuple[Inference, ...]:
    """The value with the greatest total weight for each subject, where there is evidence enough.

    Each pattern counts once, in the place where it weighs most. Nothing is inferred from silence. A circumstance is
    inferred from words at the heart of the notice only: in its title, codes or opening sentence, or in two sentences.
    """
    return infer_from(passages_of(notice), packs)


def infer_from(passages: Iterable[Passage], packs: Packs) -> tuple[Inference, ...]:
    """As `infer`, on passages of any origin."""
    read = tuple(passages)
    found: list[Inference] = []
    for pack in packs.of_kind(PackKind.READING):
        hits = list(_hits(read, pack))
        least = reading_parameter(pack, "least-evidence")
        for subject in sorted({hit.subject for hit in hits}):
            inference = _heaviest([hit for hit in hits if hit.subject == subject])
            if inference.weight >= least and _is_heard(subject, inference.value, read, pack):
                found.append(inference)
    return tuple(found)


def infer_subject(passages: Iterable[Passage], packs: Packs, *, subject: str) -> Inference | None:
    """The heaviest value of one subject that some passages tell, where there is evidence enough."""
    read = tuple(passages)
    for pack in packs.of_kind(PackKind.READING):
        hits = list(_hits(read, pack, subject))
        if hits and (found := _heaviest(hits)).weight >= reading_parameter(pack, "least-evidence"):
            return found
    return None


def reading_parameter(pack: Pack, name: str) -> Decimal:
    return pack.parameter(name)


def least_evidence(packs: Packs) -> Decimal:
    """The weight from which something is taken as told, whichever reading pack tells it."""
    readers = packs.of_kind(PackKind.READING)
    return max((reading_parameter(pack, "least-evidence") for pack in readers), default=Decimal(0))


def passages_of(notice: Notice) -> tuple[Passage, ...]:
    """Every text of a notice, with its codes as words: 'CPV 73000000', 'nature goods'."""
    found = [Passage(text=notice.title, where="tender/title", heading=True)]
    found += [Passage(text=notice.description, where="tender/description")]
    for index, lot in enumerate(notice.lots):
        where = f"tender/lots/{index}"
        found.append(Passage(text=lot.title, where=f"{where}/title", aside=True))
        found.append(Passage(text=lot.description, where=f"{where}/description", aside=True))
        found.append(Passage(text=lot.options, where=f"{where}/options/description", aside=True))
        found.append(Passage(text=lot.renewal, where=f"{where}/renewal/description", aside=True))
    found.append(Passage(text=notice.procedure_text, where="tender/procedure/features", aside=True))
    found += [Passage(text=each.name, where=f"{each.where}/name", aside=True) for each in notice.criteria]
    prose = (*notice.criteria_text, *notice.other_text)
    found += [Passage(text=said.value, where=said.where, aside=True) for said in prose]
    found.append(Passage(text=notice.risks, where="tender/riskDetails", aside=True))
    found += [Passage(text=f"CPV {code}", where="tender/items") for code in notice.cpv]
    if notice.procedure:
        found.append(Passage(text=f"procedure {notice.procedure}", where="tender/procurementMethodDetails", aside=True))
    if notice.nature is not None:
        found.append(Passage(text=f"nature {notice.nature.value.value}", where=notice.nature.where))
    return tuple(passage for passage in found if passage.text)


def match_patterns(text: str, pack: Pack, *, subject: str) -> tuple[Inference, ...]:
    """Every value of a subject that one short text suggests, heaviest first."""
    hits = list(_hits((Passage(text=text, where=""),), pack, subject))
    values = sorted({hit.value for hit in hits})
    found = [_heaviest([hit for hit in hits if hit.value == value]) for value in values]
    return tuple(sorted(found, key=lambda each: -each.weight))


def _is_heard(subject: str, value: str, passages: tuple[Passage, ...], pack: Pack) -> bool:
    """Whether a circumstance is said at the heart of the notice, or more than in passing.

    Any other subject is. A lot's stray word makes no contract digital, and hints alone do not add up across sentences.
    """
    if not subject.startswith(CIRCUMSTANCE) or subject in SAID_ONCE:
        return True
    least = reading_parameter(pack, "least-evidence")
    sieve = sieve_of(pack)
    patterns = {name: each for name, each in pack.patterns.items() if (each.subject, each.value) == (subject, value)}
    sentences: set[str] = set()
    for passage in passages:
        for index, sentence in enumerate(_SENTENCE_END.split(" ".join(passage.text.split()))):
            possible = sieve.let_through(sentence)
            weights = [each.weight for name, each in patterns.items() if first_match(each, sentence, name, possible)]
            if weights and index == 0 and not passage.aside:
                return True
            if weights and max(weights) >= least:
                sentences.add(sentence)
    return len(sentences) > 1


def _hits(passages: tuple[Passage, ...], pack: Pack, subject: str = "") -> Iterator[_Hit]:
    title_weight = reading_parameter(pack, "title-weight")
    sieve = sieve_of(pack)
    flat = [" ".join(passage.text.split()) for passage in passages]
    sifted = [(text, sieve.let_through(text), passage) for text, passage in zip(flat, passages, strict=True)]
    for name, pattern in pack.patterns.items():
        if subject and pattern.subject != subject:
            continue
        best: _Hit | None = None
        for text, possible, passage in sifted:
            if possible.isdisjoint(pattern.words):
                continue
            weight = pattern.weight * (title_weight if passage.heading else 1)
            if best is not None and weight <= best.weight:
                continue
            words = first_match(pattern, text, name, possible)
            if words:
                best = _Hit(
                    subject=pattern.subject, value=pattern.value, weight=weight, words=words, where=passage.where
                )
        if best is not None:
            yield best


def _heaviest(hits: list[_Hit]) -> Inference:
    """The value with the greatest total; at a tie the strongest single pattern decides, then the name."""
    totals = {hit.value: Decimal(0) for hit in sorted(hits, key=lambda hit: hit.value)}
    for hit in hits:
        totals[hit.value] += hit.weight
    strongest = {each: max((hit for hit in hits if hit.value == each), key=lambda hit: hit.weight) for each in totals}
    value = max(totals, key=lambda each: (totals[each], strongest[each].weight))
    rivals = [
        Rival(value=each, weight=total, words=strongest[each].words, where=strongest[each].where)
        for each, total in totals.items()
        if each != value
    ]
    return Inference(
        subject=hits[0].subject,
        value=value,
        weight=totals[value],
        words=strongest[value].words,
        where=strongest[value].where,
        rivals=tuple(sorted(rivals, key=lambda rival: (-rival.weight, rival.value))),
    )
