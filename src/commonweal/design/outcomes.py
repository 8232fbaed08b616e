"""One outcome: solved once for each, the near ties put to a person; and the conflict when none can fill a floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.design.groundwork import Groundwork, make_problem
from commonweal.design.problem import Pool
from commonweal.design.selection import best_worth, bound_worth
from commonweal.procurement.case import DecisionKind
from commonweal.record.finding import Finding, Severity

REASON_CHECK = "one-outcome"
REASON_ASK = "reason_for_more"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChoice:
    """The outcome that an award decision takes under a one-outcome rule; empty where there is no such rule.

    `worths`: the best worth (millionths) under each outcome near the best. `conflict`: none can fill the floor.
    """

    decision: str
    outcome: str
    worths: Mapping[str, int]
    near_ties: tuple[str, ...]
    conflict: bool
    findings: tuple[Finding, ...]


def choose_outcomes(ground: Groundwork) -> tuple[OutcomeChoice, ...]:
    """For each award decision, the outcome of the greatest worth, or the one that a person chose."""
    return tuple(_choose(ground, decision.id) for decision in ground.decisions)


def _choose(ground: Groundwork, decision: str) -> OutcomeChoice:
    every = make_problem(ground, (decision,), outcomes={})
    filling = {placement.code for placement in every.placements if placement.pool is Pool.EDITION}
    if ground.rooms[decision].floor and not filling:
        return OutcomeChoice(
            decision=decision,
            outcome="",
            worths={},
            near_ties=(),
            conflict=True,
            findings=(_conflict(ground, decision),),
        )
    rules = ground.applicability.rules
    one = ground.edition_applies and rules is not None and rules.recommended_outcomes == 1
    if not one or ground.case.answer(REASON_CHECK, REASON_ASK):
        return OutcomeChoice(decision=decision, outcome="", worths={}, near_ties=(), conflict=False, findings=())
    possible = sorted(
        {each.fills_outcome for each in ground.candidates if each.decision.id == decision and each.code in filling}
    )
    worths = _worths(ground, decision, possible)
    if not worths:
        return OutcomeChoice(decision=decision, outcome="", worths={}, near_ties=(), conflict=False, findings=())
    best = max(worths, key=lambda outcome: (worths[outcome], outcome))
    edge = worths[best] * (1 - float(ground.settings.near_tie_margin))
    ties = tuple(outcome for outcome in worths if outcome != best and worths[outcome] >= edge)
    chosen = _chosen_by_person(ground, decision, worths)
    findings = () if chosen or not ties else (_near_tie(ground, decision, best, ties),)
    return OutcomeChoice(
        decision=decision, outcome=chosen or best, worths=worths, near_ties=ties, conflict=False, findings=findings
    )


def _worths(ground: Groundwork, decision: str, possible: list[str]) -> dict[str, int]:
    """The best worth under each outcome, most promising first; one whose bound is far from the best is left out."""
    problems = {outcome: make_problem(ground, (decision,), outcomes={decision: outcome}) for outcome in possible}
    bounds = {outcome: bound_worth(problem) for outcome, problem in problems.items()} if len(possible) > 1 else {}
    worths: dict[str, int] = {}
    for outcome in sorted(possible, key=lambda each: (-bounds.get(each, 0.0), each)):
        best = max(worths.values(), default=0)
        if worths and bounds[outcome] < best * (1 - float(ground.settings.near_tie_margin)):
            continue
        worth = best_worth(problems[outcome])
        if worth is not None:
            worths[outcome] = worth
    return worths


def _chosen_by_person(ground: Groundwork, decision: str, worths: Mapping[str, int]) -> str:
    said = [each.subject for each in ground.case.decided(DecisionKind.OUTCOME) if each.stage in {"", decision}]
    return said[-1] if said and said[-1] in worths else ""


def _near_tie(ground: Groundwork, decision: str, best: str, ties: tuple[str, ...]) -> Finding:
    edition = ground.applicability.pack
    assert edition is not None
    rivals = " or ".join(f"‘{edition.outcomes[outcome].title}’ ({outcome})" for outcome in ties)
    source = edition.head.rules.outcomes_source if edition.head.rules else None
    return Finding(
        code="outcomes-near-tie",
        severity=Severity.WARNING,
        where=f"award-decisions/{decision}",
        message=f"‘{edition.outcomes[best].title}’ is only a little ahead of {rivals}: a person must choose.",
        remedy="Record a decision of kind outcome with the reason.",
        sources=(source,) if source else (),
    )


def _conflict(ground: Groundwork, decision: str) -> Finding:
    edition = ground.applicability.pack
    assert edition is not None
    exception = edition.head.rules.exception if edition.head.rules else ""
    ways = [
        "ask for better evidence by refining one of the edition's criteria",
        "or force a measure in, marked as forced, with a reason",
    ]
    if exception:
        ways.insert(0, "use the exception where market engagement supports it, and record why")
    return Finding(
        code="floor-conflict",
        severity=Severity.BLOCKING,
        where=f"award-decisions/{decision}",
        message=f"{edition.head.title} asks for at least {ground.rooms[decision].floor.normalize():f}% here, and none "
        "of its criteria can be asked for honestly at this size and stage, so no scheme is filled.",
        remedy=f"A person must choose: {', '.join(ways)}.",
        sources=(ground.applicability.floor_source,) if ground.applicability.floor_source else (),
    )
