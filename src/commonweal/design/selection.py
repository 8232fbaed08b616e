"""Choosing criteria: an integer program over criterion × stage × place, solved with proof (method, section 5)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from commonweal.design.solver import Linear, Row, maximise
from commonweal.frameworks.definitions import MeasureKind

MICRO = 1_000_000


class Pool(StrEnum):
    """Whose marks a scored placement may take: the edition's floor, the weight above it, or (no edition) any."""

    EDITION = "edition"
    ABOVE = "above-floor"
    FREE = "free"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One criterion in one place at one stage, as the program sees it.

    `worth` is in millionths (conditions already halved), `entry` its price; minutes are whole. `forced` must be taken.
    `points` is what it takes of its decision's room: the least weighting, or what a person has set.
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
    points: int = 1

    @property
    def scored(self) -> bool:
        return self.pool is not Pool.CONDITION

    @property
    def key(self) -> tuple[str, str, bool]:
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
    `placed_least` is how many placements, scored or not, the decision needs (an edition's number of KPIs).
    """

    least: int
    room: int
    floor_least: int = 0
    room_above: int = 0
    placed_least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What to choose from and within which limits. Minutes are whole; prescribed reporting is already taken off."""

    placements: tuple[Placement, ...]
    counts: Mapping[str, Counts]
    winner_caps: Mapping[str, int]
    field_caps: Mapping[str, int]
    first_stage: Mapping[str, str]
    insisted: tuple[str, ...] = ()
    overlap_outcome: float = 0.35
    overlap_kind: float = 0.2


class Relaxed(StrEnum):
    """What had to give, in this order; never law or edition."""

    BURDEN = "burden caps"
    COUNT = "least number of criteria"
    INSISTENCE = "insisted criteria"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A solution: its placements, its worth in millionths and its minutes, and what was relaxed to reach it."""

    placements: tuple[Placement, ...]
    worth: int
    minutes: int
    relaxed: tuple[Relaxed, ...] = ()

    @property
    def keys(self) -> frozenset[tuple[str, str, bool]]:
        return frozenset(placement.key for placement in self.placements)


def choose_best(problem: Problem) -> Choice | None:
    """The greatest worth; of equals the fewest hours, then the first by code. None when nothing satisfies the rules."""
    for relaxed in ((), (Relaxed.BURDEN,), (Relaxed.BURDEN, Relaxed.COUNT), tuple(Relaxed)):
        eased = ease(problem, relaxed)
        found = _solve(eased, least_worth=None)
        if found is not None:
            finest = _solve(eased, least_worth=found.worth, known=found)
            assert finest is not None  # the first solution is one
            return replace(finest, relaxed=relaxed)
    return None


def best_worth(problem: Problem) -> int | None:
    """The greatest worth alone, in millionths; None when nothing satisfies the rules, the burden caps apart."""
    found = _solve(problem, least_worth=None) or _solve(ease(problem, (Relaxed.BURDEN,)), least_worth=None)
    return found.worth if found else None


def choose_fewest_hours(problem: Problem, best: Choice, share: float) -> Choice:
    """The fewest hours that still reach a share of the best worth, under the same relaxations."""
    target = best.worth if best.worth <= 0 else int(-(-best.worth * share // 1))
    found = _solve(ease(problem, best.relaxed), least_worth=target, known=best)
    assert found is not None  # the best itself reaches the target
    return replace(found, relaxed=best.relaxed)


def ease(problem: Problem, relaxed: Iterable[Relaxed]) -> Problem:
    """The problem with some limits taken off."""
    for what in relaxed:
        if what is Relaxed.BURDEN:
            problem = replace(problem, winner_caps={}, field_caps={})
        elif what is Relaxed.COUNT:
            counts = {
                decision: replace(each, least=min(each.least, 1), floor_least=min(each.floor_least, 1), placed_least=0)
                for decision, each in problem.counts.items()
            }
            problem = replace(problem, counts=counts)
        else:
            problem = replace(problem, insisted=())
    return problem


def worth_of(chosen: Iterable[Placement], problem: Problem) -> int:
    """W of a set of placements by its definition, in millionths: the check on the program's own arithmetic."""
    chosen = list(chosen)
    total = sum(placement.gain for placement in chosen)
    for group, share in _groups(tuple(chosen), problem):
        ranked = sorted((placement.worth for placement in group), reverse=True)
        total -= sum(round(share * worth) * rank for rank, worth in enumerate(ranked))
    return total - sum(cost for _, _, cost in _cross_pairs(tuple(chosen), problem))


def satisfies(chosen: Iterable[Placement], problem: Problem) -> bool:
    """Whether a set of placements keeps every rule of the problem."""
    taken = {placement.key: placement for placement in chosen}
    if any(placement.forced and placement.key not in taken for placement in problem.placements):
        return False
    decisions = sorted(problem.counts)
    columns = [float(placement.key in taken) for placement in problem.placements]
    columns += [float(any(p.scored and p.decision == each for p in taken.values())) for each in decisions]
    started = {decision: len(problem.placements) + position for position, decision in enumerate(decisions)}
    return all(
        row.least <= sum(coefficient * columns[column] for column, coefficient in row.terms) <= row.most
        for row in _rows(problem, started)
    )


# --- the program ----------------------------------------------------------------------------------


def _solve(problem: Problem, *, least_worth: int | None, known: Choice | None = None) -> Choice | None:
    """Greatest worth, or (with a least worth) fewest minutes, ties to the first codes.

    Overlap costs a share of the lesser of each pair, so in a group the k-th criterion by worth loses k - 1 shares.
    Giving each chosen criterion of a group a rank, one criterion a rank, costs exactly that when ranked by worth, and
    any other ranking costs more, so the optimum ranks rightly (rearrangement inequality). Ranks are an assignment,
    whose relaxation is tight; the plain formulation, one variable a pair, is not.
    """
    program = Linear()
    placements = problem.placements
    order = sorted(range(len(placements)), key=lambda index: (placements[index].code, placements[index].key))
    rank_of = {index: rank for rank, index in enumerate(order)}
    heaviest = 1 + len(placements) * (len(placements) + 1) // 2
    by_hours = least_worth is not None
    gains = [-(p.minutes * heaviest + rank_of[index]) if by_hours else p.gain for index, p in enumerate(placements)]
    for gain, placement in zip(gains, placements, strict=True):
        program.add_binary(gain, fixed=placement.forced)
    started = {decision: program.add_binary(0) for decision in sorted(problem.counts)}
    for row in _rows(problem, started):
        program.add_row(row)
    worth_terms: list[tuple[int, float]] = [
        (index, float(placement.gain)) for index, placement in enumerate(placements)
    ]
    must = _must_take(problem)
    for group, share in _groups(placements, problem):
        worth_terms += _add_ranks(program, group, problem, share, must, by_hours=by_hours)
    for i, j, pair_cost in _cross_pairs(placements, problem):
        both = program.add_share(0.0 if by_hours else -float(pair_cost))
        worth_terms.append((both, -float(pair_cost)))
        program.add_row(Row(terms=((both, 1.0), (i, -1.0), (j, -1.0)), least=-1.0))
    if least_worth is not None:
        program.add_row(Row(terms=tuple(worth_terms), least=float(least_worth) - 0.25))
    taken = known.keys if known else frozenset()
    sure = sum(gain for gain, placement in zip(gains, placements, strict=True) if placement.key in taken)
    values = maximise(program, known=float(sure) if known else -math.inf)
    if values is None:
        return None
    chosen = tuple(placements[index] for index in order if values[index] > 0.5)
    return Choice(
        placements=chosen,
        worth=worth_of(chosen, problem),
        minutes=sum(p.minutes for p in chosen),
    )


def _add_ranks(
    program: Linear,
    group: list[Placement],
    problem: Problem,
    share: float,
    must: int,
    *,
    by_hours: bool,
) -> list[tuple[int, float]]:
    """Rank variables of one overlap group; what they cost the worth."""
    index_of = {placement.key: index for index, placement in enumerate(problem.placements)}
    most = max(_useful_ranks(placement, share) for placement in group) + must
    costs: list[tuple[int, float]] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for placement in group:
        own = []
        ranks = most if _may_be_made(placement, problem) else _useful_ranks(placement, share)
        for rank in range(min(len(group), ranks)):
            cost = -float(round(share * placement.worth) * rank)
            column = program.add_share(0.0 if by_hours else cost)
            costs.append((column, cost))
            own.append(column)
            holders[rank].append(column)
        program.add_choice(index_of[placement.key], own)
    for columns in holders.values():
        program.add_row(Row(terms=tuple((column, 1.0) for column in columns), most=1.0))
    return costs


def _useful_ranks(placement: Placement, share: float) -> int:
    """Ranks at which a criterion still adds something: beyond them, leaving it out would be worth more."""
    return 1 if placement.gain <= 0 else 1 + int(placement.gain / (share * placement.worth))


def _may_be_made(placement: Placement, problem: Problem) -> bool:
    """Whether a rule could force this placement in although leaving it out would be worth more."""
    counts = problem.counts[placement.decision]
    wanted = placement.scored and (counts.floor_least > 0 or counts.least > 1)
    return placement.forced or wanted or counts.placed_least > 0 or placement.code in problem.insisted


def _must_take(problem: Problem) -> int:
    """How many placements rules could force in although leaving them out would be worth more."""
    forced = sum(placement.forced for placement in problem.placements)
    counted = sum(max(each.floor_least, each.least - 1, each.placed_least) for each in problem.counts.values())
    return forced + len(problem.insisted) + counted


def _groups(placements: tuple[Placement, ...], problem: Problem) -> list[tuple[list[Placement], float]]:
    """Overlap groups: what bites at one stage and serves the same outcome, or is evidenced by the same kind."""
    groups: dict[tuple[str, str, str], list[Placement]] = defaultdict(list)
    for placement in placements:
        groups[(placement.stage, "outcome", placement.outcome)].append(placement)
        groups[(placement.stage, "kind", placement.kind)].append(placement)
    shares = {"outcome": problem.overlap_outcome, "kind": problem.overlap_kind}
    return [(group, shares[key[1]]) for key, group in sorted(groups.items()) if len(group) > 1 and shares[key[1]] > 0]


def _cross_pairs(placements: tuple[Placement, ...], problem: Problem) -> list[tuple[int, int, int]]:
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


def _rows(problem: Problem, started: Mapping[str, int]) -> list[Row]:
    """Every rule as a row over placements (by index) and `started` (one a decision)."""
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
    for stage, cap in problem.winner_caps.items():
        terms = [(index, float(_winner_minutes(p, stage, problem))) for index, p in placements]
        rows.append(Row(terms=tuple(term for term in terms if term[1]), most=float(max(cap, 0))))
    for decision, cap in problem.field_caps.items():
        terms = [(index, float(p.field_minutes)) for index, p in placements if p.decision == decision]
        rows.append(Row(terms=tuple(term for term in terms if term[1]), most=float(max(cap, 0))))
    for code in problem.insisted:
        rows.append(Row(terms=tuple((index, 1.0) for index, p in placements if p.code == code), least=1.0))
    return rows


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
    if counts.placed_least:
        placed = [(index, 1.0) for index, p in enumerate(problem.placements) if p.decision == decision]
        rows.append(Row(terms=tuple(placed), least=float(counts.placed_least)))
    if counts.floor_least:
        rows.append(Row(terms=tuple(filling), least=float(counts.floor_least)))
    if above:
        rows.append(Row(terms=tuple(above), most=float(counts.room_above)))
        # Above the floor only when the floor itself is filled.
        rows += [Row(terms=((column, 1.0), *((index, -1.0) for index, _ in filling)), most=0.0) for column, _ in above]
    return rows


def _winner_minutes(placement: Placement, stage: str, problem: Problem) -> int:
    """A winner's minutes fall on the stage reported; those of bidding on the decision's first stage."""
    reported = placement.report_minutes if placement.stage == stage else 0
    bidding = placement.bid_minutes if problem.first_stage.get(placement.decision) == stage else 0
    return reported + bidding


def _at_most_one(indices: list[int]) -> Row:
    return Row(terms=tuple((index, 1.0) for index in indices), most=1.0)
