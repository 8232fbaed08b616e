"""What is chosen from, within which rules: placements, award decisions' room, burden caps, overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations

from commonweal.design.solver import Row
from commonweal.frameworks.measures import MeasureKind

MICRO = 1_000_000

# A criterion, its stage, and whether it is scored there.
Key = tuple[str, str, bool]


class Pool(StrEnum):
    """Whose marks a scored placement may take: the edition's floor, the weight above it, or (no edition) any."""

    EDITION = "edition"
    ABOVE = "above-floor"
    FREE = "free"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One criterion in one place at one stage, as the program sees it.

    `worth` is in millionths (conditions already halved), `entry` its price; minutes are whole. `forced`: a person put
    it in; `fixed`: at this very stage, so it must be taken. `points` is what it takes of its decision's room: the least
    weighting, or what a person has set. `kpi`: it counts towards the number of KPIs that an edition asks for.
    `reports` is the outcome whose prescribed reporting comes along where this is scored.
    """

    code: str
    stage: str
    decision: str
    pool: Pool
    worth: int
    entry: int
    outcome: str
    kind: MeasureKind
    bid_minutes: int
    report_minutes: int
    field_minutes: int
    forced: bool = False
    fixed: bool = False
    points: int = 1
    kpi: bool = False
    reports: str = ""

    @property
    def scored(self) -> bool:
        return self.pool is not Pool.CONDITION

    @property
    def key(self) -> Key:
        return (self.code, self.stage, self.scored)

    @property
    def minutes(self) -> int:
        return self.report_minutes + self.field_minutes

    @property
    def gain(self) -> int:
        return self.worth - self.entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What an award decision can carry: nothing scored, or at least `least` criteria within `room` points.

    `floor_least` is above 0 where an edition's floor must be filled; `room_above` limits the pool above the floor;
    `kpis_least` is how many criteria with a KPI the decision needs, scored or not (an edition's rule).
    """

    least: int
    room: int
    floor_least: int = 0
    room_above: int = 0
    kpis_least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """At least one of these placements. `firm`: a person forced it; else it gives way last, after our own limits.

    `protects`: people are exposed there, and it never gives way.
    """

    keys: frozenset[Key]
    firm: bool
    protects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What to choose from and within which limits, in whole minutes.

    The reporting of an outcome that is given is already taken off the caps; `reporting` holds, for outcomes still open,
    the minutes that each would ask of a winner by stage, by award decision and outcome. `stages` are in the order in
    which they come.
    """

    placements: tuple[Placement, ...]
    counts: Mapping[str, Counts]
    winner_caps: Mapping[str, int]
    field_caps: Mapping[str, int]
    first_stage: Mapping[str, str]
    demands: tuple[Demand, ...] = ()
    reporting: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    overlap_outcome: float = 0.35
    overlap_kind: float = 0.2
    stages: tuple[str, ...] = ()

    def in_order(self, placements: Iterable[Placement]) -> tuple[Placement, ...]:
        """Placements by code, then by stage as they come, scored before asked for."""
        come = {stage: position for position, stage in enumerate(self.stages)}
        return tuple(
            sorted(
                placements, key=lambda each: (each.code, come.get(each.stage, len(come)), each.stage, not each.scored)
            )
        )


class Relaxed(StrEnum):
    """What had to give, in this order; never law or edition."""

    BURDEN = "burden caps"
    COUNT = "least number of criteria"
    INSISTENCE = "insisted criteria"


def uncapped(problem: Problem) -> Problem:
    """The problem without burden caps."""
    return replace(problem, winner_caps={}, field_caps={})


def ease(problem: Problem, relaxed: Iterable[Relaxed]) -> Problem:
    """The problem with our count of criteria, or what a person insists on, taken off. Caps give by no more than they
    must, which takes solving (`widening.widen`); what an edition asks for stays."""
    for what in relaxed:
        if what is Relaxed.COUNT:
            counts = {decision: replace(each, least=min(each.least, 1)) for decision, each in problem.counts.items()}
            problem = replace(problem, counts=counts)
        elif what is Relaxed.INSISTENCE:
            problem = replace(problem, demands=tuple(each for each in problem.demands if each.firm or each.protects))
    return problem


def worth_of(chosen: Iterable[Placement], problem: Problem) -> int:
    """W of a set of placements by its definition, in millionths: the check on the program's own arithmetic."""
    chosen = list(chosen)
    total = sum(placement.gain for placement in chosen)
    for group, share in overlap_groups(tuple(chosen), problem):
        ranked = sorted((placement.worth for placement in group), reverse=True)
        total -= sum(round(share * worth) * rank for rank, worth in enumerate(ranked))
    return total - sum(cost for _, _, cost in overlap_pairs(tuple(chosen), problem))


def satisfies(chosen: Iterable[Placement], problem: Problem) -> bool:
    """Whether a set of placements keeps every rule of the problem."""
    taken = {placement.key: placement for placement in chosen}
    if any(placement.fixed and placement.key not in taken for placement in problem.placements):
        return False
    if any(len(_kpi_codes(taken.values(), each)) < counts.kpis_least for each, counts in problem.counts.items()):
        return False
    decisions = sorted(problem.counts)
    columns = [float(placement.key in taken) for placement in problem.placements]
    columns += [float(any(p.scored and p.decision == each for p in taken.values())) for each in decisions]
    started = {decision: len(problem.placements) + position for position, decision in enumerate(decisions)}
    reported = {key: len(columns) + position for position, key in enumerate(sorted(problem.reporting))}
    columns += [float(any(brings(p, key) for p in taken.values())) for key in sorted(problem.reporting)]
    return all(
        row.least <= sum(coefficient * columns[column] for column, coefficient in row.terms) <= row.most
        for row in rule_rows(problem, started, reported)
    )


def brings(placement: Placement, key: tuple[str, str]) -> bool:
    """Whether the prescribed reporting of an award decision's outcome comes along with a placement."""
    return placement.scored and (placement.decision, placement.reports) == key


def overlap_groups(placements: tuple[Placement, ...], problem: Problem) -> list[tuple[list[Placement], float]]:
    """Overlap groups: what bites at one stage and serves the same outcome, or is evidenced by the same kind."""
    groups: dict[tuple[str, str, str], list[Placement]] = defaultdict(list)
    for placement in placements:
        groups[(placement.stage, "outcome", placement.outcome)].append(placement)
        groups[(placement.stage, "kind", placement.kind)].append(placement)
    shares = {"outcome": problem.overlap_outcome, "kind": problem.overlap_kind}
    return [(group, shares[key[1]]) for key, group in sorted(groups.items()) if len(group) > 1 and shares[key[1]] > 0]


def overlap_pairs(placements: tuple[Placement, ...], problem: Problem) -> list[tuple[int, int, int]]:
    """Pairs scored at one award decision that bite at different stages, with what their overlap costs."""
    scored = [(index, placement) for index, placement in enumerate(placements) if placement.scored]
    pairs = []
    for (i, one), (j, other) in combinations(scored, 2):
        if one.decision != other.decision or one.stage == other.stage or one.code == other.code:
            continue
        share = problem.overlap_outcome * (one.outcome == other.outcome)
        share += problem.overlap_kind * (one.kind is other.kind)
        cost = round(share * min(one.worth, other.worth))
        if cost:
            pairs.append((i, j, cost))
    return pairs


def rule_rows(
    problem: Problem, started: Mapping[str, int], reported: Mapping[tuple[str, str], int] | None = None
) -> list[Row]:
    """Every rule as a row over placements (by index), `started` (one a decision), `reported` (one an open outcome)."""
    reported = reported or {}
    placements = list(enumerate(problem.placements))
    rows: list[Row] = []
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    scored: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, placement in placements:
        places[(placement.code, placement.stage)].append(index)
        if placement.scored:
            scored[(placement.code, placement.decision)].append(index)
    rows += [_at_most_one(indices) for indices in (*places.values(), *scored.values()) if len(indices) > 1]
    for decision, counts in problem.counts.items():
        rows += _count_rows(problem, decision, counts, started[decision])
    for key, column in reported.items():
        rows += [Row(terms=((column, 1.0), (index, -1.0)), least=0.0) for index, p in placements if brings(p, key)]
    rows += [row for _, row in cap_rows(problem, reported)]
    for demand in problem.demands:
        rows.append(Row(terms=tuple((index, 1.0) for index, p in placements if p.key in demand.keys), least=1.0))
    return rows


def cap_rows(problem: Problem, reported: Mapping[tuple[str, str], int]) -> list[tuple[tuple[str, str], Row]]:
    """The burden caps as rows, each with whose it is: ("winner", stage) or ("field", decision)."""
    rows = []
    for stage, cap in problem.winner_caps.items():
        terms = [(index, float(winner_minutes(p, stage, problem))) for index, p in enumerate(problem.placements)]
        terms += [(reported[key], float(minutes.get(stage, 0))) for key, minutes in problem.reporting.items()]
        rows.append((("winner", stage), terms, cap))
    for decision, cap in problem.field_caps.items():
        terms = [(i, float(p.field_minutes)) for i, p in enumerate(problem.placements) if p.decision == decision]
        rows.append((("field", decision), terms, cap))
    return [
        (whose, Row(terms=tuple(term for term in terms if term[1]), most=float(max(cap, 0))))
        for whose, terms, cap in rows
    ]


def kpi_codes(problem: Problem, decision: str) -> dict[str, list[int]]:
    """The criteria that could count towards an edition's number of KPIs, each with its placements' indices."""
    codes: dict[str, list[int]] = defaultdict(list)
    for index, placement in enumerate(problem.placements):
        if placement.kpi and placement.decision == decision:
            codes[placement.code].append(index)
    return dict(codes)


def _kpi_codes(chosen: Iterable[Placement], decision: str) -> set[str]:
    return {placement.code for placement in chosen if placement.kpi and placement.decision == decision}


def _count_rows(problem: Problem, decision: str, counts: Counts, started: int) -> list[Row]:
    """Nothing scored, or at least so many within the room; the floor filled by the edition's own; the rest above it."""
    here = [(index, p) for index, p in enumerate(problem.placements) if p.scored and p.decision == decision]
    every = [(index, 1.0) for index, _ in here]
    filling = [(index, 1.0) for index, p in here if p.pool is not Pool.ABOVE]
    above = [(index, float(p.points)) for index, p in here if p.pool is Pool.ABOVE]
    points = [(index, float(p.points)) for index, p in here]
    rows = [
        Row(terms=(*every, (started, -float(counts.least))), least=0.0),
        Row(terms=(*points, (started, -float(max(counts.room, 0)))), most=0.0),
    ]
    rows += [Row(terms=((index, 1.0), (started, -1.0)), most=0.0) for index, _ in here]
    if counts.floor_least:
        rows.append(Row(terms=tuple(filling), least=float(counts.floor_least)))
    if above:
        rows.append(Row(terms=tuple(above), most=float(counts.room_above)))
    return rows


def winner_minutes(placement: Placement, stage: str, problem: Problem) -> int:
    """A winner's minutes fall on the stage reported; those of bidding on the decision's first stage."""
    reported = placement.report_minutes if placement.stage == stage else 0
    bidding = placement.bid_minutes if problem.first_stage.get(placement.decision) == stage else 0
    return reported + bidding


def _at_most_one(indices: list[int]) -> Row:
    return Row(terms=tuple((index, 1.0) for index in indices), most=1.0)
