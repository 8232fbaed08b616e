"""What people decided, for a report: each in words, with the titles of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.design.proposal import Proposals
from commonweal.exchange.report.words import FACTOR_WORDS
from commonweal.frameworks.titles import subject_titles
from commonweal.procurement.award_decision import place_titles
from commonweal.procurement.case import Decision, DecisionKind

DECISION_KINDS = {
    DecisionKind.ADOPT: "Adopted",
    DecisionKind.INSIST: "Insisted on",
    DecisionKind.FORCE: "Placed against advice",
    DecisionKind.EXCLUDE: "Left out",
    DecisionKind.LINK: "Link to what is bought",
    DecisionKind.ADDITIONALITY: "Whether it goes beyond the contract",
    DecisionKind.FACTOR: "A factor of fit changed",
    DecisionKind.WEIGHTING: "A weighting set",
    DecisionKind.EDITION: "The edition chosen",
    DecisionKind.OUTCOME: "The outcome chosen",
    DecisionKind.WORDING: "Words changed",
}
DECISION_VALUES = {
    (DecisionKind.LINK, "yes"): "relates to what is bought",
    (DecisionKind.LINK, "no"): "does not relate to what is bought",
    (DecisionKind.ADDITIONALITY, "deliverable"): "is what the contract buys",
    (DecisionKind.ADDITIONALITY, "spillover"): "goes beyond what the contract buys",
    (DecisionKind.FORCE, "scored"): "scored",
    (DecisionKind.FORCE, "condition"): "as a contract condition",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRow:
    what: str
    reason: str
    by: str


def decided_rows(proposals: Proposals) -> tuple[DecidedRow, ...]:
    titles, stages = _titles(proposals), place_titles(proposals.case.procurement)
    return tuple(
        DecidedRow(what=_what(each, titles, stages), reason=each.reason, by=f"{each.by}, {each.on.day} {each.on:%B %Y}")
        for each in proposals.case.decisions
    )


def _titles(proposals: Proposals) -> Mapping[str, str]:
    """Of all that the proposals draw on, criteria as they word them."""
    edition = proposals.applicability.pack
    drawn = {each.pack.name: each.pack for each in proposals.candidates} | ({edition.name: edition} if edition else {})
    return subject_titles(drawn.values(), menu={each.code: each.criterion.title for each in proposals.candidates})


def _what(decision: Decision, titles: Mapping[str, str], stages: Mapping[str, str]) -> str:
    kind, about = DECISION_KINDS[decision.kind], decision.subject
    if decision.kind is DecisionKind.ADOPT:
        return f"{kind}: the {about} scheme"
    part = ""
    if decision.kind in {DecisionKind.FACTOR, DecisionKind.WORDING}:
        about, _, part = about.rpartition(".")
    at = f" ({stages.get(decision.stage, decision.stage)})" if decision.stage else ""
    named = f"{titles.get(about, about)}{f', {_part(part)}' if part else ''}{at}"
    return f"{kind}: {named}{f': {_value(decision)}' if decision.value else ''}"


def _part(name: str) -> str:
    return next((words for factor, words in FACTOR_WORDS.items() if factor.value == name), name.replace("-", " "))


def _value(decision: Decision) -> str:
    if decision.kind is DecisionKind.WEIGHTING:
        return f"{decision.value}%"
    return DECISION_VALUES.get((decision.kind, decision.value), decision.value)
