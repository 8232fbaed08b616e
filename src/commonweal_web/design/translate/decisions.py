"""Decisions as their list shows them, those that hold and those withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.procurement.case import Case, Decision
from commonweal.record.digest import digest
from commonweal_web.design.translate.titles import subject_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as the list shows it. `mark` names it, so that none is withdrawn in place of another."""

    index: int
    decision: Decision
    title: str
    mark: str
    withdrawn_by: str = ""
    withdrawn_on: object = None
    withdrawn_reason: str = ""


def list_decisions(case: Case, titles: Mapping[str, str]) -> tuple[Decided, ...]:
    return tuple(
        Decided(index=index, decision=each, title=subject_title(each, titles), mark=decision_mark(each))
        for index, each in enumerate(case.decisions)
    )


def list_withdrawn(case: Case, titles: Mapping[str, str]) -> tuple[Decided, ...]:
    return tuple(
        Decided(
            index=index,
            decision=each.decision,
            title=subject_title(each.decision, titles),
            mark="",
            withdrawn_by=each.by,
            withdrawn_on=each.on,
            withdrawn_reason=each.reason,
        )
        for index, each in enumerate(case.withdrawn)
    )


def decision_mark(decision: Decision) -> str:
    return digest(decision)[:16]
