"""Choosing criteria: an integer program over criterion × stage × place, solved with proof (method, section 5)."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace

from commonweal.design.problem import (
    Placement,
    Problem,
    Relaxed,
    ease,
    overlap_groups,
    overlap_pairs,
    rule_rows,
    worth_of,
)
from commonweal.design.solver import Linear, Row, bound, maximise


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


def choose_best(problem: Problem, *, worth: int | None = None) -> Choice | None:
    """The greatest worth; of equals the fewest hours, then the first by code. None when nothing satisfies the rules.

    `worth` is the greatest worth where it is known already; when the rules do not let it be reached, all is solved.
    """
    if worth is not None and (reached := _solve(problem, least_worth=worth)) is not None:
        return reached
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


def bound_worth(problem: Problem) -> float:
    """What the greatest worth cannot exceed, in millionths, burden caps apart: the relaxation's optimum."""
    program, _ = _program(ease(problem, (Relaxed.BURDEN,)), least_worth=None)
    return bound(program)


def choose_fewest_hours(problem: Problem, best: Choice, share: float) -> Choice:
    """The fewest hours that still reach a share of the best worth, under the same relaxations."""
    target = best.worth if best.worth <= 0 else int(-(-best.worth * share // 1))
    found = _solve(ease(problem, best.relaxed), least_worth=target, known=best)
    assert found is not None  # the best itself reaches the target
    return replace(found, relaxed=best.relaxed)


# --- the program ----------------------------------------------------------------------------------


def _solve(problem: Problem, *, least_worth: int | None, known: Choice | None = None) -> Choice | None:
    """Greatest worth, or (with a least worth) fewest minutes, ties to the first codes."""
    program, order = _program(problem, least_worth=least_worth)
    taken = known.keys if known else frozenset()
    sure = sum(gain for gain, p in zip(program.gains, problem.placements, strict=False) if p.key in taken)
    values = maximise(program, known=float(sure) if known else -math.inf)
    if values is None:
        return None
    chosen = tuple(problem.placements[index] for index in order if values[index] > 0.5)
    return Choice(placements=chosen, worth=worth_of(chosen, problem), minutes=sum(p.minutes for p in chosen))


def _program(problem: Problem, *, least_worth: int | None) -> tuple[Linear, list[int]]:
    """The linear program, and the placements' indices in order of code.

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
    for index, p in enumerate(placements):
        gain = -(p.minutes * heaviest + rank_of[index]) if by_hours else p.gain
        program.add_binary(gain, fixed=p.forced)
    started = {decision: program.add_binary(0) for decision in sorted(problem.counts)}
    for row in rule_rows(problem, started):
        program.add_row(row)
    worth_terms = [(index, float(placement.gain)) for index, placement in enumerate(placements)]
    must = _must_take(problem)
    for group, share in overlap_groups(placements, problem):
        worth_terms += _add_ranks(program, group, problem, share, must, by_hours=by_hours)
    for i, j, pair_cost in overlap_pairs(placements, problem):
        both = program.add_share(0.0 if by_hours else -float(pair_cost))
        worth_terms.append((both, -float(pair_cost)))
        program.add_row(Row(terms=((both, 1.0), (i, -1.0), (j, -1.0)), least=-1.0))
    if least_worth is not None:
        program.add_row(Row(terms=tuple(worth_terms), least=float(least_worth) - 0.25))
    return program, order


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
