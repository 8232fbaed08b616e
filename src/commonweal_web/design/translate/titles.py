"""What criteria, stages and the subjects of decisions are called."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.design import Proposals
from commonweal.procurement.case import Case, Decision, DecisionKind


def stage_titles(case: Case) -> dict[str, str]:
    return {stage.id: stage.title for stage in case.procurement.stages}


def criterion_titles(proposals: Proposals) -> dict[str, str]:
    """Titles by full code, and by its last part where only one has it; of the edition and its outcomes too."""
    full = {each.code: each.criterion.title for each in proposals.candidates}
    ends: dict[str, list[str]] = {}
    for code in full:
        ends.setdefault(code.partition("/")[2], []).append(code)
    edition = proposals.applicability.pack
    outcomes = {code: each.title for code, each in edition.outcomes.items()} if edition else {}
    editions = {edition.id: edition.head.title} if edition else {}
    return outcomes | editions | full | {end: full[codes[0]] for end, codes in ends.items() if len(codes) == 1}


def subject_title(decision: Decision, titles: Mapping[str, str]) -> str:
    """What a decision is about, by the title of its criterion where it has one."""
    subject = decision.subject
    if decision.kind in {DecisionKind.FACTOR, DecisionKind.WORDING}:
        subject, _, part = subject.rpartition(".")
        return f"{titles.get(subject, subject)}: {part.replace('-', ' ')}"
    return titles.get(subject, subject)
