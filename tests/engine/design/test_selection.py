"""The integer program: equal to brute force on small instances, to the plain formulation on larger ones."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from commonweal.design.problem import (
    MICRO,
    Counts,
    Demand,
    Placement,
    Pool,
    Problem,
    Relaxed,
    rule_rows,
    satisfies,
    winner_minutes,
    worth_of,
)
from commonweal.design.selection import choose_best, choose_fewest_hours
from commonweal.design.solution import Choice
from commonweal.frameworks import MeasureKind


def make_problem(
    seed: int, *, criteria: int, stages: int, per_stage: bool, floor: int = 0, caps: bool = True
) -> Problem:
    """A random problem of the size asked for, repeatable by its seed."""
    draw = random.Random(seed)
    placements = []
    for number in range(criteria):
        outcome, kind = f"outcome-{draw.randrange(3)}", draw.choice(list(MeasureKind))
        for stage in range(stages):
            worth = round(draw.uniform(0.05, 0.45) * MICRO)
            bid, report = draw.choice([60, 120, 180]), draw.choice([60, 240, 480])
            decision = f"s{stage}" if per_stage else "award"
            shared = {
                "code": f"c{number:02}",
                "stage": f"s{stage}",
                "decision": decision,
                "outcome": outcome,
                "kind": kind,
            }
            pool = Pool.ABOVE if floor and draw.random() < 0.3 else Pool.EDITION if floor else Pool.FREE
            placements.append(
                Placement(
                    pool=pool,
                    worth=worth,
                    entry=60_000,
                    bid_minutes=bid,
                    report_minutes=report,
                    field_minutes=6 * bid,
                    **shared,  # type: ignore[arg-type]
                )
            )
            placements.append(
                Placement(
                    pool=Pool.CONDITION,
                    worth=worth // 2,
                    entry=30_000,
                    bid_minutes=15,
                    report_minutes=report,
                    field_minutes=90,
                    **shared,  # type: ignore[arg-type]
                )
            )
    decisions = [f"s{stage}" for stage in range(stages)] if per_stage else ["award"]
    return Problem(
        placements=tuple(placements),
        counts={each: Counts(least=1, room=3, floor_least=floor, room_above=1) for each in decisions},
        winner_caps={f"s{stage}": 1200 for stage in range(stages)} if caps else {},
        field_caps=dict.fromkeys(decisions, 3000) if caps else {},
        first_stage={each: each if per_stage else "s0" for each in decisions},
    )


def brute_force(problem: Problem) -> list[tuple[int, int, tuple[Placement, ...]]]:
    """Worth and minutes of every set of placements that keeps the rules."""
    sets = (chosen for size in range(len(problem.placements) + 1) for chosen in combinations(problem.placements, size))
    return [
        (worth_of(chosen, problem), sum(each.minutes for each in chosen), chosen)
        for chosen in sets
        if satisfies(chosen, problem)
    ]


@pytest.mark.parametrize("seed", range(10))
def test_choose_best_equals_brute_force(seed: int) -> None:
    """The optimum, its fewest hours, and the options below it, over every one of some thousand sets."""
    problem = make_problem(seed, criteria=3 + seed % 2, stages=1 + seed % 2, per_stage=bool(seed % 3), floor=seed % 2)
    problem = replace(problem, placements=problem.placements[:12])
    everything = brute_force(problem)
    best = choose_best(problem)
    if not everything:
        assert best is None or best.relaxed
        return
    assert best is not None
    top = max(worth for worth, _, _ in everything)
    assert best.worth == top
    assert best.minutes == min(minutes for worth, minutes, _ in everything if worth == top)
    for share in (0.6, 0.85):
        target = top if top <= 0 else -(-top * share // 1)
        fewest = min(minutes for worth, minutes, _ in everything if worth >= target)
        assert choose_fewest_hours(best, share).minutes == fewest


def plain_formulation(problem: Problem) -> int:
    """The program as method section 5 writes it, one variable a pair, by SciPy: the independent check."""
    placements, decisions = problem.placements, sorted(problem.counts)
    columns = len(placements) + len(decisions)
    started = {decision: len(placements) + index for index, decision in enumerate(decisions)}
    cost = [-float(each.gain) for each in placements] + [0.0] * len(decisions)
    pairs: dict[tuple[int, int], int] = {}
    for i, j in combinations(range(len(placements)), 2):
        one, other = placements[i], placements[j]
        together = one.stage == other.stage or (one.scored and other.scored and one.decision == other.decision)
        if not together or one.code == other.code:
            continue
        lesser = min(one.worth, other.worth)
        pairs[i, j] = round(problem.overlap_outcome * lesser) * (one.outcome == other.outcome)
        pairs[i, j] += round(problem.overlap_kind * lesser) * (one.kind is other.kind)
    cost += [float(value) for value in pairs.values()]
    rows = [(row.terms, row.least, row.most) for row in rule_rows(problem, started)]
    rows += [(((columns + k, 1.0), (i, -1.0), (j, -1.0)), -1.0, np.inf) for k, (i, j) in enumerate(pairs)]
    matrix = coo_array(
        (
            [value for terms, _, _ in rows for _, value in terms],
            (
                [index for index, (terms, _, _) in enumerate(rows) for _ in terms],
                [column for terms, _, _ in rows for column, _ in terms],
            ),
        ),
        shape=(len(rows), len(cost)),
    ).tocsr()
    result = milp(
        np.array(cost),
        constraints=LinearConstraint(matrix, [least for _, least, _ in rows], [most for _, _, most in rows]),
        integrality=[1] * columns + [0] * len(pairs),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return round(-result.fun)


@pytest.mark.parametrize("seed", range(6))
def test_choose_best_equals_the_plain_formulation(seed: int) -> None:
    """Twelve criteria over three stages; rounding of pairs differs by a millionth each at most."""
    problem = make_problem(seed, criteria=9, stages=2, per_stage=seed % 2 == 0)
    best = choose_best(problem)
    assert best is not None
    assert best.worth == pytest.approx(plain_formulation(problem), abs=60)


def test_large_program_is_cut_down_without_loss() -> None:
    """A program over the size that is solved as it is gives what the whole program gives."""
    problem = make_problem(3, criteria=85, stages=1, per_stage=True)
    best = choose_best(problem)
    assert best is not None
    assert satisfies(best.placements, problem)
    from commonweal.design import solver

    small = solver.SMALL
    try:
        solver.SMALL = 10_000
        direct = choose_best(problem)
    finally:
        solver.SMALL = small
    assert direct is not None
    assert (best.worth, best.minutes) == (direct.worth, direct.minutes)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    criteria=st.integers(1, 8),
    stages=st.integers(1, 3),
    per_stage=st.booleans(),
    floor=st.integers(0, 1),
)
def test_every_solution_keeps_every_rule(seed: int, criteria: int, stages: int, per_stage: bool, floor: int) -> None:
    """Under the relaxations that it says it made, and no others."""
    problem = make_problem(seed, criteria=criteria, stages=stages, per_stage=per_stage, floor=floor)
    best = choose_best(problem)
    if best is None:
        return
    for share in (0.6, 0.85, 1.0):
        choice: Choice = choose_fewest_hours(best, share)
        assert satisfies(choice.placements, choice.within)
        assert choice.relaxed or choice.within == problem
        assert choice.worth >= min(best.worth, best.worth * share) - 1
        assert choice.minutes <= best.minutes


def test_relaxes_burden_before_count_before_insistence() -> None:
    """The order of method section 5; law and edition never give."""
    problem = make_problem(1, criteria=3, stages=1, per_stage=True, floor=1)
    tight = replace(problem, winner_caps={"s0": 1}, field_caps={"s0": 1})
    best = choose_best(tight)
    assert best is not None
    assert best.relaxed == (Relaxed.BURDEN,)
    code = problem.placements[0].code
    both = replace(
        problem,
        demands=(Demand(keys=frozenset({(code, "s0", True), (code, "s0", False)}), firm=False),),
        placements=tuple(
            replace(each, pool=Pool.CONDITION) if each.code == code and each.scored else each
            for each in problem.placements
        ),
        counts={"s0": Counts(least=9, room=9, floor_least=1)},
    )
    eased = choose_best(both)
    assert eased is not None
    assert eased.relaxed == (Relaxed.COUNT,)  # the caps need not give, so they do not


def test_equal_worth_goes_to_fewer_hours_then_to_the_first_code() -> None:
    """Two criteria alike in all but hours, then alike in all."""
    problem = make_problem(1, criteria=1, stages=1, per_stage=True)
    base = replace(problem.placements[0], report_minutes=60)
    two = (replace(base, code="b", report_minutes=30), replace(base, code="a"))
    problem = replace(problem, placements=two, counts={"s0": Counts(least=1, room=1)}, winner_caps={}, field_caps={})
    best = choose_best(problem)
    assert best is not None
    assert [each.code for each in best.placements] == ["b"]
    alike = replace(problem, placements=(replace(base, code="b"), replace(base, code="a")))
    again = choose_best(alike)
    assert again is not None
    assert [each.code for each in again.placements] == ["a"]


def tying_problem(seed: int, *, stages: int) -> Problem:
    """A small problem in which worths and minutes come from so few values that many sets tie."""
    draw = random.Random(seed)
    problem = make_problem(seed, criteria=5, stages=stages, per_stage=bool(seed % 2), caps=bool(seed % 3))
    chosen = sorted(draw.sample(range(len(problem.placements)), 9))
    placements = tuple(
        replace(
            problem.placements[index],
            worth=draw.choice([200_000, 300_000]),
            entry=draw.choice([40_000, 60_000]),
            report_minutes=draw.choice([60, 120]),
        )
        for index in chosen
    )
    return replace(problem, placements=placements, stages=tuple(f"s{each}" for each in reversed(range(stages))))


def first_by_brute_force(problem: Problem, least_worth: float) -> frozenset[tuple[str, str, bool]]:
    """Of every set: fewest minutes, then greatest worth, then the first placement that only one of two sets holds."""
    order = sorted(problem.placements, key=lambda p: (p.code, problem.stages.index(p.stage), not p.scored))
    good = [each for each in brute_force(problem) if each[0] >= least_worth]
    *_, chosen = min(good, key=lambda each: (each[1], -each[0], tuple(p not in each[2] for p in order)))
    return frozenset(each.key for each in chosen)


@pytest.mark.parametrize("seed", range(24))
def test_ties_are_settled_alike_whatever_the_order_of_the_candidates(seed: int) -> None:
    """The answer is the first of brute force's under the full order, and shuffling what is given changes nothing."""
    problem = tying_problem(seed, stages=1 + seed % 3)
    everything = brute_force(problem)
    if not everything:
        return
    top = max(worth for worth, _, _ in everything)
    shuffled = list(problem.placements)
    random.Random(seed).shuffle(shuffled)
    for given_so in (problem, replace(problem, placements=tuple(shuffled))):
        best = choose_best(given_so)
        assert best is not None
        assert best.keys == first_by_brute_force(problem, top)
        for share in (0.6, 0.85):
            target = top if top <= 0 else -(-top * share // 1)
            assert choose_fewest_hours(best, share).keys == first_by_brute_force(problem, target)


def test_many_sets_that_tie_are_settled_too() -> None:
    """Twenty criteria alike in all, of which the room takes three: the first three, in one of thousands of ways."""
    problem = make_problem(1, criteria=1, stages=1, per_stage=True)
    base = replace(problem.placements[0], report_minutes=60, worth=900_000)
    alike = [replace(base, code=f"c{number:02}", outcome=f"o{number}") for number in range(20)]
    random.Random(0).shuffle(alike)
    problem = replace(problem, placements=tuple(alike), winner_caps={}, field_caps={}, overlap_kind=0.0)
    best = choose_best(problem)
    assert best is not None
    assert [each.code for each in best.placements] == ["c00", "c01", "c02"]


@pytest.mark.parametrize("seed", range(6))
def test_limits_that_must_give_give_alike_whatever_the_order(seed: int) -> None:
    """Of equals, the limits that come first give least: they are the same however the candidates are shuffled."""
    problem = tying_problem(seed, stages=3)
    codes = sorted({each.code for each in problem.placements})[:3]
    demands = tuple(
        Demand(keys=frozenset(each.key for each in problem.placements if each.code == code), firm=True)
        for code in codes
    )
    stages = ("s0", "s1", "s2")
    problem = replace(problem, demands=demands, winner_caps=dict.fromkeys(stages, 10), field_caps={})
    shuffled = list(problem.placements)
    random.Random(seed).shuffle(shuffled)
    one, other = choose_best(problem), choose_best(replace(problem, placements=tuple(shuffled)))
    assert one is not None
    assert other is not None
    assert one.keys == other.keys
    assert one.within.winner_caps == other.within.winner_caps
    totals = [
        [sum(winner_minutes(p, s, problem) for p in chosen) for s in stages]
        for _, _, chosen in brute_force(replace(problem, winner_caps={}))
    ]
    beyond = [[max(used - 10, 0) for used in each] for each in totals]
    least = min(beyond, key=lambda each: (sum(each), each))
    assert [max(one.within.winner_caps[s] - 10, 0) for s in stages] == least


@pytest.mark.parametrize("seed", range(8))
def test_the_reporting_of_open_outcomes_counts_once_each(seed: int) -> None:
    """Scoring brings an outcome's reporting along, once however many criteria serve it: equal to brute force."""
    problem = make_problem(seed, criteria=4, stages=1 + seed % 2, per_stage=bool(seed % 3))
    placements = tuple(replace(each, reports=each.outcome if each.scored else "") for each in problem.placements[:12])
    decisions = list(problem.counts)
    reporting = {
        (decision, f"outcome-{number}"): dict.fromkeys(problem.winner_caps, 200 + 150 * number)
        for decision in decisions
        for number in range(3)
    }
    problem = replace(problem, placements=placements, reporting=reporting)
    best = choose_best(problem)
    everything = brute_force(problem)
    assert best is not None
    assert everything
    assert best.worth == max(worth for worth, _, _ in everything)
    for stage, cap in problem.winner_caps.items():
        brought = {(each.decision, each.reports) for each in best.placements if each.scored}
        minutes = sum(winner_minutes(each, stage, problem) for each in best.placements)
        assert minutes + sum(reporting[key][stage] for key in brought) <= cap
