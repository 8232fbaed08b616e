"""A scheme as bidders may see it: open data whose SHA-256 anybody can count.

What is not for bidders is not here: reasons of drafting, the draft reasons of the four tests, who decided against
advice, what was deferred, importance, odds of gates, funding. What a person may rely on is here whole.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonweal.procurement.case import Case
from commonweal.procurement.procurement import Procurement
from commonweal.record.digest import canonical_json, plain
from commonweal.record.text import visible
from commonweal.scheme.criterion import AdoptedCriterion, QualityPart
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.question import Question, ScaleLevel
from commonweal.scheme.scheme import AwardScheme, EvidenceItem, Scheme

FORMAT = "commonweal published scheme 1"
DIGEST_SHOWN = 12  # digits at the foot of a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What names a published scheme in all its documents: the number of its version, its day, and the digest of the
    open data."""

    number: int
    on: date
    digest: str

    @property
    def day(self) -> str:
        return f"{self.on.day} {self.on:%B %Y}"

    @property
    def words(self) -> str:
        return f"Version {self.number}, published on {self.day}"


def published_data(case: Case, scheme: Scheme) -> dict[str, Any]:
    """A scheme with its procurement as plain data, decimals and dates as text."""
    data: dict[str, Any] = _visible(
        plain(
            {
                "format": FORMAT,
                "procurement": _procurement(case.procurement),
                "edition": scheme.edition,
                "award_decisions": [_award(each) for each in scheme.awards],
                "contract": [_criterion(each) for each in scheme.contract],
                "reporting": [_kpi(each) for each in scheme.reporting],
                "evidence": [_evidence(each) for each in scheme.evidence],
                "packs": dict(scheme.packs),
            }
        )
    )
    return data


def published_text(case: Case, scheme: Scheme) -> str:
    """The same as one line of canonical JSON: sorted keys, no spaces. Equal schemes give equal text."""
    return canonical_json(published_data(case, scheme))


def text_digest(text: str) -> str:
    """The SHA-256 of a text's bytes in UTF-8: what any tool counts of the downloaded file."""
    return hashlib.sha256(text.encode()).hexdigest()


def _procurement(procurement: Procurement) -> dict[str, Any]:
    return {
        "title": procurement.title,
        "authority": procurement.authority.name,
        "description": procurement.description,
        "awarded_as": procurement.award_structure.words,
        "stages": [
            {
                "id": stage.id,
                "title": stage.title,
                "kind": stage.kind.value,
                "months": stage.months,
                "purpose": stage.purpose,
                "deliverables": stage.deliverables,
                "gate": stage.gate is not None,
            }
            for stage in procurement.contract_stages
        ],
        "rounds": [{"title": each.title, "kind": each.kind.value} for each in procurement.rounds],
        "lots": [lot.title for lot in procurement.lots],
    }


def _award(award: AwardScheme) -> dict[str, Any]:
    return {
        "id": award.id,
        "title": award.title,
        "stages": award.stages,
        "weightings": {
            "price": award.split.price,
            "quality": award.split.quality,
            "social_value": award.split.social_value,
        },
        "price_method": award.split.method.value,
        "method_of_assessment": award.methodology,
        "quality": [_quality(each) for each in award.quality],
        "social_value": [_criterion(each) for each in award.social_value],
    }


def _quality(part: QualityPart) -> dict[str, Any]:
    return {
        "title": part.title,
        "weighting": part.weighting,
        "question": _question(part.question) if part.question else {"text": part.asks} if part.asks else None,
        "sub_criteria": part.sub_criteria,
    }


def _criterion(each: AdoptedCriterion) -> dict[str, Any]:
    return {
        "code": each.code,
        "title": each.title,
        "outcome": each.outcome,
        "official_criterion": each.fills,
        "place": each.place.value,
        "stage": each.stage,
        "weighting": each.weighting,
        "measure": {"code": each.measure, "title": each.measure_title, "kind": each.measure_kind.value},
        "unit": each.unit,
        "question": _question(each.question) if each.question else None,
        "kpi": _kpi(each.kpi) if each.kpi else None,
        "contract_asks": each.condition,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "text": question.text,
        "word_limit": question.word_limit,
        "what_convinces": question.evidence,
        "scale": _scale(question.scale),
        "sub_criteria": [each.title for each in question.sub_criteria],
    }


def _scale(scale: tuple[ScaleLevel, ...]) -> list[dict[str, Any]]:
    return [{"points": level.points, "label": level.label, "descriptor": level.descriptor} for level in scale]


def _kpi(kpi: Kpi) -> dict[str, Any]:
    bands = {"good": kpi.bands.good, "approaching_target": kpi.bands.approaching}
    return {
        "title": kpi.title,
        "measure": kpi.measure,
        "unit": kpi.unit,
        "stage": kpi.stage,
        "least_for": {"of": kpi.bands.unit, **bands, "requires_improvement": kpi.bands.improvement}
        if kpi.due
        else None,
        "scale": _scale(kpi.scale),
        "rated_in_words_because": "" if kpi.due else kpi.due_note,
        "months_between_reports": kpi.frequency_months,
        "owner": kpi.owner,
        "evidence": kpi.evidence,
    }


def _evidence(item: EvidenceItem) -> dict[str, Any]:
    return {
        "criterion": item.criterion,
        "title": item.title,
        "stage": item.stage,
        "month": item.month,
        "what": item.what,
        "decides": item.decides,
    }


def _visible(data: Any) -> Any:
    """No text in it can steer a screen."""
    if isinstance(data, dict):
        return {key: _visible(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_visible(each) for each in data]
    return visible(data) if isinstance(data, str) else data
