"""What people decided, for a report: each in words, with the titles of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.design.proposal import Proposals
from commonweal.exchange.report.words import FACTOR_WORDS
from commonweal.procurement.case import Decision, DecisionKind

_KINDS = {
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
_SAID = {
    (DecisionKind.LINK, "yes"): "it relates to what is bought",
    (DecisionKind.LINK, "no"): "it does not relate to what is bought",
    (DecisionKind.ADDITIONALITY, "deliverable"): "it is what the contract buys",
    (DecisionKind.ADDITIONALITY, "spillover"): "it goes beyond what the contract buys",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRow:
    what: str
    reason: str
    by: str


def decided_rows(proposals: Proposals) -> tuple[DecidedRow, ...]:
    titles = _titles(proposals)
    stages = {stage.id: stage.title for stage in proposals.case.procurement.stages}
    stages |= {each.id: each.title for each in proposals.decisions}
    return tuple(
        DecidedRow(what=_what(each, titles, stages), reason=each.reason, by=f"{each.by}, {each.on.day} {each.on:%B %Y}")
        for each in proposals.case.decisions
    )


def _what(decision: Decision, titles: Mapping[str, str], stages: Mapping[str, str]) -> str:
    kind, about = _KINDS[decision.kind], decision.subject
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
    return _SAID.get((decision.kind, decision.value), decision.value)


def _titles(proposals: Proposals) -> dict[str, str]:
    """By full code and by its last part; of the edition and its outcomes too."""
    edition = proposals.applicability.pack
    found = {code: each.title for code, each in edition.outcomes.items()} if edition else {}
    if edition:
        found |= dict.fromkeys((edition.id, edition.name), edition.head.code_label or edition.head.title)
    for each in proposals.candidates:
        found[each.code] = found[each.code.rpartition("/")[2]] = each.criterion.title
    return found
