"""Decisions as their list shows them, those that hold and those withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonweal.procurement.award_decision import place_titles
from commonweal.procurement.case import Case, Decision
from commonweal.record.digest import digest
from commonweal_web.procurements.translate.naming import decision_words, subject_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision in words: about what, what was decided of it, and at which stage or award decision.

    `mark` names it, so that none is withdrawn in place of another; one that is withdrawn has none.
    """

    decision: Decision
    title: str
    what: str
    value: str
    at: str
    mark: str = ""
    withdrawn_by: str = ""
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""


def list_decisions(case: Case, titles: Mapping[str, str]) -> tuple[Decided, ...]:
    return tuple(Decided(**_said(each, case, titles), mark=decision_mark(each)) for each in case.decisions)


def list_withdrawn(case: Case, titles: Mapping[str, str]) -> tuple[Decided, ...]:
    return tuple(
        Decided(
            **_said(each.decision, case, titles),
            withdrawn_by=each.by,
            withdrawn_on=each.on,
            withdrawn_reason=each.reason,
        )
        for each in case.withdrawn
    )


def _said(decision: Decision, case: Case, titles: Mapping[str, str]) -> dict[str, Any]:
    what, value = decision_words(decision.kind, decision.value)
    return {
        "decision": decision,
        "title": subject_title(decision.subject, titles),
        "what": what,
        "value": value,
        "at": place_titles(case.procurement).get(decision.stage, decision.stage),
    }


def decision_mark(decision: Decision) -> str:
    return digest(decision)[:16]
