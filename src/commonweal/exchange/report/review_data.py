"""A review as plain data, for --json and for programs."""

from __future__ import annotations

from typing import Any

from commonweal.exchange.case_file.writing import plain_data
from commonweal.exchange.report.data import finding_data, jsonable
from commonweal.exchange.report.review_bids import bids_data
from commonweal.exchange.report.review_sides import fits_lot
from commonweal.exchange.report.summary import summarise_option
from commonweal.review.asking import AskedCriterion
from commonweal.review.reviewing import Review
from commonweal.review.scrubbing import scrub
from commonweal.review.surviving import Survival


def review_data(review: Review) -> dict[str, Any]:
    """The notice, its facts, what it asks, remarks in order of harm, how it would be bid for, what would fit."""
    notice = review.notice
    return {
        "notice": {
            "ocid": notice.ocid,
            "id": notice.id,
            "type": notice.kind,
            "source": notice.source.value,
            "published": notice.published.isoformat() if notice.published else None,
            "title": scrub(notice.title),
            "authority": scrub(notice.authority_name),
        },
        "sentence": review.sentence,
        "facts": [
            {
                "subject": each.subject,
                "value": each.value,
                "how": each.origin.value,
                "where": each.where,
                "words": each.words,
                "because": each.because,
            }
            for each in review.facts
        ],
        "findings": [finding_data(each) for each in review.findings],
        "asks": [
            {"lots": list(lot.lots), "total": plain(lot.total), "criteria": [_asked(each) for each in lot.criteria]}
            for lot in review.lots
        ],
        "kpis": [
            {"title": scrub(each.title), "description": scrub(each.description), "every_months": each.months}
            for each in notice.kpis
        ],
        "survival": {code: _survival(each) for code, each in review.survivals.items()},
        "bid_for": bids_data(review),
        "fits": _options(review),
        "fits_lot": fits_lot(review) or None,
        "no_proposal": review.no_proposal or None,
        "fits_at_any_size": list(review.any_size),
        "assumptions": [plain_data(each) for each in review.case.assumptions] if review.case else [],
        "not_read": [scrub(each) for each in notice.warnings],
    }


def plain(value: Any) -> Any:
    """A decimal as text, nothing rounded."""
    return jsonable(value)


def _asked(criterion: AskedCriterion) -> dict[str, Any]:
    return {
        "name": scrub(criterion.label),
        "part": criterion.share.value,
        "weighting": plain(criterion.weighting),
        "where": criterion.where,
        "weighting_words": criterion.assigned.criterion.weighting_words,
        "explained": criterion.explained,
        "measures": [
            {"measure": each.code, "kind": each.kind.value, "words": each.words, "where": each.where}
            for each in criterion.measures
        ],
    }


def _survival(survival: Survival) -> dict[str, Any]:
    return {
        "survives": survival.survives,
        "best_stage": survival.stage,
        "because": survival.because,
        "factors": {reading.factor.value: round(reading.value, 4) for reading in survival.readings},
    }


def _options(review: Review) -> list[dict[str, Any]]:
    proposals = review.proposals
    if proposals is None:
        return []
    return [
        {
            "option": each.option,
            "same_as": each.same_as or None,
            "summary": summarise_option(each, proposals),
            "edition": each.scheme.edition or None,
            "awards": [
                {
                    "award_decision": award.id,
                    "price": plain(award.split.price),
                    "quality": [{"title": part.title, "weighting": plain(part.weighting)} for part in award.quality],
                    "social_value": [
                        {
                            "criterion": criterion.code,
                            "title": criterion.title,
                            "stage": criterion.stage,
                            "weighting": plain(criterion.weighting),
                            "because": criterion.reasons[0].text,
                        }
                        for criterion in award.social_value
                    ],
                    "conflict": award.conflict or None,
                }
                for award in each.scheme.awards
            ],
            "contract": [
                {"criterion": one.code, "title": one.title, "stage": one.stage, "place": one.place.value}
                for one in each.scheme.contract
            ],
        }
        for each in proposals.options
    ]
