"""One outcome: solved once for each, the near ties put to a person; and the conflict when none can fill a floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.design.groundwork import Groundwork, make_problem
from commonweal.design.placing import forces_on
from commonweal.design.problem import Pool, Relaxed
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
    """For each award decision, the outcome of the greatest worth, or the one that a person chose or forces."""
    return tuple(choose_outcome(ground, decision.id) for decision in ground.decisions)


def choose_outcome(ground: Groundwork, decision: str, *, near: float | None = None) -> OutcomeChoice:
    """The outcome of one award decision. Outcomes within a share `near` of the best are told (the pack's, if left out):
    the fewer, the sooner done."""
    near = float(ground.settings.near_tie_margin) if near is None else near
    every = make_problem(ground, (decision,), outcomes={})
    filling = {placement.code for placement in every.placements if placement.pool is Pool.EDITION}
    if ground.rooms[decision].floor and not filling:
        return _without(decision, conflict=_conflict(ground, decision))
    if not one_outcome_holds(ground):
        return _without(decision)
    mine = [each for each in ground.candidates if each.decision.id == decision and each.code in filling]
    said = outcome_said(ground, decision)
    possible = {each.fills_outcome for each in mine}
    forced = {each.fills_outcome for each in mine if forces_on(each, ground.case, scored=True)}
    # A person's choice decides, else what they force in; else all are weighed.
    worths = _worths(ground, decision, sorted({said} & possible or forced or possible), near)
    if not worths:
        if ground.rooms[decision].floor:
            return _without(decision, conflict=_conflict(ground, decision))
        return _without(decision)
    best = max(worths, key=lambda outcome: (worths[outcome], outcome))
    edge = worths[best] * (1 - near)
    ties = tuple(outcome for outcome in worths if outcome != best and worths[outcome] >= edge)
    return OutcomeChoice(
        decision=decision,
        outcome=best,
        worths=worths,
        near_ties=ties,
        conflict=False,
        findings=(_near_tie(ground, decision, best, ties),) if ties else (),
    )


def one_outcome_holds(ground: Groundwork) -> bool:
    """Whether the edition steers to one outcome and nobody has recorded why more are needed."""
    rules = ground.applicability.rules
    one = ground.edition_applies and rules is not None and rules.recommended_outcomes == 1
    return one and not ground.case.answer(REASON_CHECK, REASON_ASK)


def outcome_said(ground: Groundwork, decision: str) -> str:
    """The outcome that a person chose for an award decision; empty where nobody has."""
    said = [each.subject for each in ground.case.decided(DecisionKind.OUTCOME) if each.stage in {"", decision}]
    return said[-1] if said else ""


def _without(decision: str, *, conflict: Finding | None = None) -> OutcomeChoice:
    return OutcomeChoice(
        decision=decision,
        outcome="",
        worths={},
        near_ties=(),
        conflict=conflict is not None,
        findings=(conflict,) if conflict else (),
    )


def _worths(ground: Groundwork, decision: str, possible: list[str], near: float) -> dict[str, int]:
    """The best worth under each outcome that needs least relaxed, most promising first; one whose bound is far from
    the best is left out. Our caps may give for the reporting that an outcome brings along: that is not ours to drop."""
    problems = {outcome: make_problem(ground, (decision,), outcomes={decision: outcome}) for outcome in possible}
    bounds = {outcome: bound_worth(problem) for outcome, problem in problems.items()} if len(possible) > 1 else {}
    found: dict[str, tuple[int, int]] = {}
    for outcome in sorted(possible, key=lambda each: (-bounds.get(each, 0.0), each)):
        best = max((worth for gave, worth in found.values() if not gave), default=0)
        if best and bounds[outcome] < best * (1 - near):
            continue
        solved = best_worth(problems[outcome])
        if solved is not None:
            found[outcome] = (len({*solved[0]} - {Relaxed.BURDEN}), solved[1])
    least = min((gave for gave, _ in found.values()), default=0)
    return {outcome: worth for outcome, (gave, worth) in found.items() if gave == least}


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
