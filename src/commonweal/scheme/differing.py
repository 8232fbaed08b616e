"""Two schemes held against each other: what comes in, what goes out, what weighs, reads or binds otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.scheme.criterion import AdoptedCriterion, QualityPart
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.question import Question
from commonweal.scheme.scheme import AwardScheme, Scheme

Key = tuple[str, str]


class Part(StrEnum):
    """What of a criterion reads or binds otherwise."""

    TITLE = "title"
    QUESTION = "question"
    EVIDENCE = "evidence"
    WORD_LIMIT = "word limit"
    LEVEL = "level"
    CONDITION = "condition"
    KPI = "KPI"
    METHOD = "method of assessment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A criterion at a stage before and after; None where it is not there."""

    title: str
    stage: str
    before: AdoptedCriterion | None
    after: AdoptedCriterion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """One text before and after. `which` tells levels and KPIs of one criterion apart; `stage` is empty for all."""

    title: str
    stage: str
    part: Part
    before: str
    after: str
    which: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reweighted:
    """A weighting before and after: of price, of a quality criterion, or of social value in all."""

    award: str
    title: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDifference:
    """`placed` are criteria whose place or weighting differs; `marks` the weightings around them."""

    placed: tuple[Moved, ...]
    marks: tuple[Reweighted, ...]
    texts: tuple[Reworded, ...]
    edition: tuple[str, str] | None

    @property
    def nothing(self) -> bool:
        return not (self.placed or self.marks or self.texts or self.edition)


def compare_schemes(before: Scheme, after: Scheme) -> SchemeDifference:
    """What differs between two schemes of one procurement."""
    was, will = _placed(before), _placed(after)
    keys = [*was, *(key for key in will if key not in was)]
    return SchemeDifference(
        placed=tuple(each for key in keys if (each := _moved(key, was.get(key), will.get(key))) is not None),
        marks=tuple(_marks(before, after)),
        texts=tuple(text for key in keys if key in was and key in will for text in _texts(key[1], was[key], will[key]))
        + tuple(_methods(before, after)),
        edition=(before.edition, after.edition) if before.edition != after.edition else None,
    )


def _placed(scheme: Scheme) -> dict[Key, AdoptedCriterion]:
    """What stands where; scored before asked for, should both ever be at one stage."""
    return {(each.code, each.stage): each for each in (*scheme.contract, *scheme.scored)}


def _moved(key: Key, before: AdoptedCriterion | None, after: AdoptedCriterion | None) -> Moved | None:
    one = after or before
    assert one is not None  # one of the two has the key
    same = before and after and (before.place, before.weighting) == (after.place, after.weighting)
    return None if same else Moved(title=one.title, stage=key[1], before=before, after=after)


def _marks(before: Scheme, after: Scheme) -> Iterator[Reweighted]:
    """Price, quality in its parts, and social value in all, by award decision."""
    was = {award.id: award for award in before.awards}
    will = {award.id: award for award in after.awards}
    for award in dict.fromkeys((*was, *will)):
        one, other = _weightings(was.get(award)), _weightings(will.get(award))
        title = (will.get(award) or was[award]).title
        for name in dict.fromkeys((*one, *other)):
            if one.get(name) != other.get(name):
                yield Reweighted(award=title, title=name, before=one.get(name), after=other.get(name))


def _weightings(award: AwardScheme | None) -> dict[str, Decimal]:
    if award is None:
        return {}
    parts: tuple[QualityPart, ...] = award.quality
    found = {"Price": award.split.price, "Social value": award.social_value_total}
    return found | {part.title: part.weighting for part in parts}


def _methods(before: Scheme, after: Scheme) -> Iterator[Reworded]:
    was = {award.id: award for award in before.awards}
    for award in after.awards:
        one = was.get(award.id)
        if one is not None and one.methodology != award.methodology:
            yield Reworded(
                title=award.title, stage="", part=Part.METHOD, before=one.methodology, after=award.methodology
            )


def _texts(stage: str, before: AdoptedCriterion, after: AdoptedCriterion) -> Iterator[Reworded]:
    pairs = [(Part.TITLE, "", before.title, after.title), (Part.CONDITION, "", before.condition, after.condition)]
    pairs += _of_question(before.question, after.question)
    pairs.append((Part.KPI, "", _say_kpi(before.kpi), _say_kpi(after.kpi)))
    for part, which, was, will in pairs:
        if was != will:
            yield Reworded(title=after.title, stage=stage, part=part, before=was, after=will, which=which)


def _of_question(before: Question | None, after: Question | None) -> list[tuple[Part, str, str, str]]:
    """Texts of a question that both have; that one has none is a change of place, told elsewhere."""
    if before is None or after is None:
        return []
    pairs = [
        (Part.QUESTION, "", before.text, after.text),
        (Part.EVIDENCE, "", before.evidence, after.evidence),
        (Part.WORD_LIMIT, "", str(before.word_limit), str(after.word_limit)),
    ]
    was = {level.points: level.descriptor for level in before.scale}
    will = {level.points: level.descriptor for level in after.scale}
    points = sorted({*was, *will})
    return pairs + [(Part.LEVEL, f"{each:f}", was.get(each, ""), will.get(each, "")) for each in points]


def _say_kpi(kpi: Kpi | None) -> str:
    """A KPI in a line, so that any change of it is seen."""
    if kpi is None:
        return ""
    bands = kpi.bands
    due = f"{bands.good:f}, {bands.approaching:f}, {bands.improvement:f} ({bands.unit})" if kpi.due else kpi.due_note
    return f"{kpi.title}: {kpi.measure} ({kpi.unit}), every {kpi.frequency_months} months; {due} {kpi.evidence}".strip()
