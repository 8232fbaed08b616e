"""Choosing criteria: an integer program over criterion × stage × place, solved with proof (method, section 5)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from commonweal.design.problem import (
    Placement,
    Problem,
    Relaxed,
    brings,
    cap_rows,
    ease,
    kpi_codes,
    overlap_groups,
    overlap_pairs,
    rule_rows,
    uncapped,
    worth_of,
)
from commonweal.design.solver import Linear, Row, bound, maximise


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A solution: its placements, its worth in millionths and its minutes.

    `relaxed` says what gave to reach it, and `within` is the problem as it then stood.
    """

    placements: tuple[Placement, ...]
    worth: int
    minutes: int
    within: Problem
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
    found = _first_found(problem)
    if found is None:
        return None
    finest = _solve(found.within, least_worth=found.worth, known=found)
    assert finest is not None  # the first solution is one
    return replace(finest, relaxed=found.relaxed)


def best_worth(problem: Problem) -> tuple[tuple[Relaxed, ...], int] | None:
    """The greatest worth alone, in millionths, and what had to give for it; None when nothing satisfies the rules."""
    found = _first_found(problem)
    return (found.relaxed, found.worth) if found else None


def bound_worth(problem: Problem) -> float:
    """What the greatest worth cannot exceed, in millionths, burden caps apart: the relaxation's optimum."""
    program, _ = _program(uncapped(problem), least_worth=None)
    return bound(program)


def choose_fewest_hours(best: Choice, share: float) -> Choice:
    """The fewest hours that still reach a share of the best worth, within the rules that the best keeps."""
    target = best.worth if best.worth <= 0 else int(-(-best.worth * share // 1))
    found = _solve(best.within, least_worth=target, known=best)
    assert found is not None  # the best itself reaches the target
    return replace(found, relaxed=best.relaxed)


def choose_rival(best: Choice, *, within_share: float) -> Choice | None:
    """The design of greatest worth that scores something else, within the same rules; None where none comes within
    that share of the best worth."""
    problem = best.within
    program, order = _program(problem, least_worth=None)
    placements = list(enumerate(problem.placements))
    scored = [(index, placement.key in best.keys) for index, placement in placements if placement.scored]
    # At least one scored placement leaves, or one comes in.
    terms = tuple((index, -1.0 if taken else 1.0) for index, taken in scored)
    program.add_row(Row(terms=terms, least=1.0 - sum(taken for _, taken in scored)))
    gains = tuple((column, gain) for column, gain in enumerate(program.gains) if gain)
    program.add_row(Row(terms=gains, least=best.worth - abs(best.worth) * within_share))
    return _chosen(maximise(program), order, problem)


def lift_forces(problem: Problem) -> Problem:
    """The same choice within the same limits, with nothing forced in: what forcing is to be compared with."""
    free = tuple(replace(placement, fixed=False) for placement in problem.placements)
    return replace(problem, placements=free, demands=tuple(each for each in problem.demands if not each.firm))


def widen(problem: Problem) -> Problem | None:
    """The problem with its burden caps widened by the fewest minutes in all that let its other rules be kept.

    None when even without caps nothing satisfies them. Caps that need not give stay as they are.
    """
    program = Linear()
    for placement in problem.placements:
        program.add_binary(0, fixed=placement.fixed)
    reported = _add_rules(program, uncapped(problem))
    rows = cap_rows(problem, reported)
    for _, row in rows:
        beyond = max(sum(minutes for _, minutes in row.terms) - row.most, 1.0)
        slack = program.add_share(-beyond)
        program.add_row(Row(terms=(*row.terms, (slack, -beyond)), most=row.most))
    values = maximise(program)
    if values is None:
        return None
    taken = {index for index in range(len(problem.placements)) if values[index] > 0.5}
    # An outcome's reporting is there where something brings it, whatever slack the relaxation left its column.
    taken |= {
        c for key, c in reported.items() if any(brings(p, key) for i, p in enumerate(problem.placements) if i in taken)
    }
    used = {whose: sum(minutes for column, minutes in row.terms if column in taken) for whose, row in rows}

    def caps(of: str, given: Mapping[str, int]) -> dict[str, int]:
        return {each: cap if used[of, each] <= max(cap, 0) else int(used[of, each]) for each, cap in given.items()}

    return replace(
        problem, winner_caps=caps("winner", problem.winner_caps), field_caps=caps("field", problem.field_caps)
    )


# --- the program ----------------------------------------------------------------------------------


def _first_found(problem: Problem) -> Choice | None:
    """The greatest worth with as little relaxed as can be, in the method's order: caps, count, insistence."""
    found = _solve(problem, least_worth=None)
    if found is not None:
        return found
    for others in ((), (Relaxed.COUNT,), (Relaxed.COUNT, Relaxed.INSISTENCE)):
        eased = ease(problem, others)
        widened = widen(eased)
        found = _solve(widened, least_worth=None) if widened else None
        if found is not None:
            gave = () if _same_caps(found.within, eased) else (Relaxed.BURDEN,)
            return replace(found, relaxed=(*gave, *others))
    return None


def _same_caps(one: Problem, other: Problem) -> bool:
    return (one.winner_caps, one.field_caps) == (other.winner_caps, other.field_caps)


def _solve(problem: Problem, *, least_worth: int | None, known: Choice | None = None) -> Choice | None:
    """Greatest worth, or (with a least worth) fewest minutes, ties to the first codes."""
    program, order = _program(problem, least_worth=least_worth)
    taken = known.keys if known else frozenset()
    sure = sum(gain for gain, p in zip(program.gains, problem.placements, strict=False) if p.key in taken)
    return _chosen(maximise(program, known=float(sure) if known else -math.inf), order, problem)


def _chosen(values: list[float] | None, order: list[int], problem: Problem) -> Choice | None:
    if values is None:
        return None
    chosen = tuple(problem.placements[index] for index in order if values[index] > 0.5)
    minutes = sum(placement.minutes for placement in chosen)
    return Choice(placements=chosen, worth=worth_of(chosen, problem), minutes=minutes, within=problem)


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
        program.add_binary(gain, fixed=p.fixed)
    _add_rules(program, problem)
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


def _add_rules(program: Linear, problem: Problem) -> dict[tuple[str, str], int]:
    """Every rule, after the placements' columns; a criterion counts once towards a number of KPIs.

    Returns the columns of the reporting that open outcomes bring along.
    """
    started = {decision: program.add_binary(0) for decision in sorted(problem.counts)}
    reported = {key: program.add_share(0.0) for key in sorted(problem.reporting)}
    for row in rule_rows(problem, started, reported):
        program.add_row(row)
    for decision, counts in problem.counts.items():
        if not counts.kpis_least:
            continue
        counted = []
        for indices in kpi_codes(problem, decision).values():
            column = program.add_share(0.0)
            program.add_row(Row(terms=((column, 1.0), *((index, -1.0) for index in indices)), most=0.0))
            counted.append((column, 1.0))
        program.add_row(Row(terms=tuple(counted), least=float(counts.kpis_least)))
    return reported


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
    counted = placement.kpi and counts.kpis_least > 0
    return placement.fixed or wanted or counted or any(placement.key in each.keys for each in problem.demands)


def _must_take(problem: Problem) -> int:
    """How many placements rules could force in although leaving them out would be worth more."""
    fixed = sum(placement.fixed for placement in problem.placements)
    counted = sum(max(each.floor_least, each.least - 1) + each.kpis_least for each in problem.counts.values())
    return fixed + len(problem.demands) + counted
