"""What differs between two versions of a scheme, as bidders would notice it: never the authority's own reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.record.digest import plain_decimal
from commonweal.scheme.criterion import AdoptedCriterion, QualityPart
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.question import Question, ScaleLevel
from commonweal.scheme.scheme import AwardScheme, EvidenceItem, Scheme

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeChange:
    """One thing that is no longer as it was. `before` is empty for what is new, `after` for what is gone.

    `stage` is the id of the stage at which it stands; empty for what holds at all of an award decision.
    """

    subject: str
    what: str
    before: str
    after: str
    stage: str = ""

    @property
    def comes_or_goes(self) -> bool:
        """Whether a whole part is new, or gone."""
        return self.what in {"added", "removed"}

    @property
    def of_weighting(self) -> bool:
        return self.what.startswith("weighting")


def compare_versions(before: Scheme, after: Scheme) -> tuple[SchemeChange, ...]:
    """Every difference that bidders would notice, in the order in which a scheme is read."""
    old, new = _parts(before), _parts(after)
    changes: list[SchemeChange] = []
    for key in dict.fromkeys((*new, *old)):
        changes += _changes(old.get(key), new.get(key))
    return tuple(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Something of a scheme that stays itself while its facts change. `summary` tells of it as a whole."""

    subject: str
    summary: str
    facts: Facts
    stage: str = ""


def _changes(old: _Part | None, new: _Part | None) -> Iterator[SchemeChange]:
    if old is None and new is not None:
        yield SchemeChange(subject=new.subject, what="added", before="", after=new.summary, stage=new.stage)
    elif new is None and old is not None:
        yield SchemeChange(subject=old.subject, what="removed", before=old.summary, after="", stage=old.stage)
    elif old is not None and new is not None:
        for what in dict.fromkeys((*old.facts, *new.facts)):
            was, now = old.facts.get(what, ""), new.facts.get(what, "")
            if was != now:
                yield SchemeChange(subject=new.subject, what=what, before=was, after=now, stage=new.stage)


def _parts(scheme: Scheme) -> dict[tuple[str, ...], _Part]:
    parts: dict[tuple[str, ...], _Part] = {}
    for award in scheme.awards:
        parts[("award", award.id)] = _award(award)
        for quality in award.quality:
            parts[("quality", award.id, quality.title)] = _quality(quality)
        for each in award.social_value:
            parts[("criterion", award.id, each.stage, each.code)] = _criterion(each)
    for each in scheme.contract:
        parts[("contract", each.stage, each.code)] = _criterion(each)
    for kpi in scheme.reporting:
        parts[("reporting", kpi.stage, kpi.criterion, kpi.title)] = _kpi_part(kpi)
    for item in scheme.evidence:
        parts[("evidence", item.criterion, item.stage, item.what)] = _evidence(item)
    return parts


def _award(award: AwardScheme) -> _Part:
    split = award.split
    facts = {
        "weighting of price": _percent(split.price),
        "weighting of quality": _percent(split.quality),
        "weighting of social value": _percent(split.social_value),
        "price method": split.method.value,
        "stages": ", ".join(award.stages),
        "method of assessment": award.methodology,
    }
    return _Part(subject=award.title, summary=award.methodology, facts=facts)


def _quality(part: QualityPart) -> _Part:
    asked = _question(part.question) if part.question else {"question": part.asks}
    facts = {"weighting": _percent(part.weighting), **asked}
    facts |= {"sub-criteria": "; ".join(part.sub_criteria)} if part.sub_criteria else {}
    return _Part(subject=part.title, summary=_percent(part.weighting), facts=facts)


def _criterion(each: AdoptedCriterion) -> _Part:
    facts: dict[str, str] = {"place": each.place.words}
    facts |= {"weighting": _percent(each.weighting)} if each.weighting is not None else {}
    facts |= {"measure": each.measure_title, "unit": each.unit}
    facts |= _question(each.question) if each.question else {}
    facts |= {f"KPI: {name}": value for name, value in _kpi(each.kpi).items()} if each.kpi else {}
    facts |= {"what the contract asks": each.condition} if each.condition else {}
    weighting = f", {_percent(each.weighting)}" if each.weighting is not None else ""
    return _Part(subject=each.title, summary=f"{each.place.words}{weighting}", facts=facts, stage=each.stage)


def _question(question: Question) -> dict[str, str]:
    return {
        "question": question.text,
        "word limit": str(question.word_limit),
        "what convinces": question.evidence,
        "scale of scores": _levels(question.scale),
        "sub-criteria": "; ".join(each.title for each in question.sub_criteria),
    }


def _kpi_part(kpi: Kpi) -> _Part:
    return _Part(subject=kpi.title, summary="reporting", facts=_kpi(kpi), stage=kpi.stage)


def _kpi(kpi: Kpi) -> dict[str, str]:
    bands = (kpi.bands.good, kpi.bands.approaching, kpi.bands.improvement)
    return {
        "measure": kpi.measure,
        "bands": f"{', '.join(plain_decimal(each) for each in bands)} ({kpi.bands.unit})" if kpi.due else kpi.due_note,
        "months between reports": str(kpi.frequency_months),
        "owner": kpi.owner,
        "evidence": kpi.evidence,
        **({"levels": _levels(kpi.scale)} if kpi.scale else {}),
    }


def _levels(scale: tuple[ScaleLevel, ...]) -> str:
    return "; ".join(f"{plain_decimal(level.points)} {level.label}: {level.descriptor}" for level in scale)


def _evidence(item: EvidenceItem) -> _Part:
    facts = {"month": plain_decimal(item.month), "decides": item.decides}
    return _Part(subject=item.title, summary=f"evidence: {item.what}", facts=facts, stage=item.stage)


def _percent(value: Decimal) -> str:
    return f"{plain_decimal(value)}%"
