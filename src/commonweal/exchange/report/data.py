"""A design as plain data, for --json and for programs."""

from __future__ import annotations

from typing import Any

from commonweal.design.proposal import Proposals, SchemeProposal, field_cost_share
from commonweal.design.sensitivity import Sensitivity
from commonweal.exchange.case_file.writing import plain_data
from commonweal.exchange.report.contract import prescribed_reporting
from commonweal.exchange.report.resting_data import sensitivity_data
from commonweal.exchange.report.summary import summarise_option
from commonweal.record.finding import Finding
from commonweal.scheme.checks import CheckAnswer


def proposals_data(
    proposals: Proposals, *, sensitivity: Sensitivity | None = None, of_case: tuple[Finding, ...] = ()
) -> dict[str, Any]:
    """Edition, value, options and fits; `of_case` are findings of the case as a whole, beside the design's own.

    Numbers of the fit are rounded to four decimals.
    """
    applicability, valuation = proposals.applicability, proposals.valuation
    return {
        "title": proposals.case.procurement.title,
        "edition": {
            "standing": applicability.standing.value,
            "pack": applicability.pack.name if applicability.pack else None,
            "because": applicability.reason.text,
            "least_share": _number(applicability.floor_share),
            "base": applicability.base.value,
            "candidates": [reason.text for reason in applicability.candidates],
        },
        "value": {
            "lowest": _number(valuation.lowest),
            "highest": _number(valuation.highest),
            "expected": _number(valuation.expected),
            "aggregated": valuation.aggregated,
        },
        "findings": [finding_data(finding) for finding in of_case],
        "options": [_option(proposal, proposals) for proposal in proposals.options],
        "sensitivity": sensitivity_data(sensitivity) if sensitivity else None,
        "assumptions": [plain_data(each) for each in proposals.case.assumptions],
        "packs": dict(proposals.options[0].scheme.packs),
    }


def _option(proposal: SchemeProposal, proposals: Proposals) -> dict[str, Any]:
    return {
        "option": proposal.option,
        "same_as": proposal.same_as or None,
        "summary": summarise_option(proposal, proposals),
        "worth_share": round(proposal.worth_share, 4),
        "scheme": jsonable(plain_data(proposal.scheme)),
        "prescribed_reporting": _prescribed(proposal, proposals),
        "winner_hours": [
            {"stage": each.where, "hours": float(round(each.hours, 1)), "limit": float(round(each.cap, 1))}
            for each in proposal.winner
        ],
        "field_hours": [
            {
                "award_decision": each.where,
                "hours": float(round(each.hours, 1)),
                "limit": float(round(each.cap, 1)),
                "share_of_sum_awarded": float(round(field_cost_share(each, proposals), 4)),
            }
            for each in proposal.field
        ],
        "findings": [finding_data(finding) for finding in proposal.findings],
        "checks": [answer_data(answer) for answer in proposal.answers],
        "prompts": [each.id for each in proposal.prompts],
        "why_not": [
            {
                "criterion": each.code,
                "stage": each.stage,
                "ruling": each.ruling.value,
                "because": each.because,
                "mend": each.mend,
                "factors": {reading.factor.value: round(reading.value, 4) for reading in each.fit.readings},
            }
            for each in proposal.rejected
        ],
    }


def _prescribed(proposal: SchemeProposal, proposals: Proposals) -> dict[str, Any] | None:
    """The edition's own figures, apart from the scheme's KPIs; they stand in full under the scheme's `reporting`."""
    titles = proposals.case.procurement.stage_titles
    found = prescribed_reporting(proposal.scheme, proposals.applicability.pack, titles)
    if found is None:
        return None
    return {
        "by": found.by,
        "outcomes": list(found.outcomes),
        "figures": list(found.figures),
        "marks": 0,
        "sources": [str(source) for source in found.sources],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "message": finding.message,
        "remedy": finding.remedy,
        "sources": [str(source) for source in finding.sources],
    }


def answer_data(answer: CheckAnswer) -> dict[str, Any]:
    return {
        "check": answer.check,
        "pack": answer.pack,
        "title": answer.rule.title,
        "severity": answer.rule.severity.value,
        "moment": answer.rule.moment.value,
        "state": answer.verdict.state.value,
        "message": answer.verdict.message,
        "where": answer.verdict.where,
        "questions": {ask: answer.rule.asks[ask].question for ask in answer.verdict.asks if ask in answer.rule.asks},
        "remedy": answer.rule.remedy,
        "sources": [str(source) for source in answer.rule.sources],
    }


def jsonable(data: Any) -> Any:
    """Decimals and dates as text, so that nothing is rounded on the way."""
    from datetime import date
    from decimal import Decimal

    from commonweal.record.digest import plain_decimal

    if isinstance(data, dict):
        return {key: jsonable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [jsonable(value) for value in data]
    if isinstance(data, Decimal):
        return plain_decimal(data)
    return data.isoformat() if isinstance(data, date) else data


def _number(value: Any) -> str | None:
    return None if value is None else str(jsonable(value))
