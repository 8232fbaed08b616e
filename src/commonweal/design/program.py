"""The linear program of a problem: placements, rules, and overlap by ranks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum

from commonweal.design.problem import Key, Placement, Problem, kpi_codes, overlap_groups, overlap_pairs, rule_rows
from commonweal.design.solver import Linear, Row


class Aim(StrEnum):
    """What a program is solved for: the greatest worth, the fewest minutes, or the first in order."""

    WORTH = "worth"
    MINUTES = "minutes"
    ORDER = "order"


def make_program(
    problem: Problem,
    *,
    aim: Aim,
    least_worth: int | None = None,
    most_minutes: int | None = None,
    held: Mapping[Key, bool] | None = None,
    first: tuple[Key, ...] = (),
) -> Linear:
    """The linear program, its first columns the placements in their order in the problem.

    `held` are placements known to be taken or left. With the aim of order, the set is sought that holds the first of
    the placements named `first` that not all sets hold, then the next: each counts for twice the one after it.

    Overlap costs a share of the lesser of each pair, so in a group the k-th criterion by worth loses k - 1 shares.
    Giving each chosen criterion of a group a rank, one criterion a rank, costs exactly that when ranked by worth, and
    any other ranking costs more, so the optimum ranks rightly (rearrangement inequality). Ranks are an assignment,
    whose relaxation is tight; the plain formulation, one variable a pair, is not.
    """
    program = Linear()
    placements, for_worth = problem.placements, aim is Aim.WORTH
    doubled = {key: 2**power for power, key in enumerate(reversed(first))}
    for p in placements:
        gain = {Aim.WORTH: p.gain, Aim.MINUTES: -p.minutes, Aim.ORDER: doubled.get(p.key, 0)}[aim]
        program.add_binary(gain, fixed=p.fixed)
    for column, p in enumerate(placements):
        if held and p.key in held:
            program.lowest[column] = program.highest[column] = float(held[p.key])
    add_rules(program, problem)
    worth_terms = [(index, float(placement.gain)) for index, placement in enumerate(placements)]
    must = _must_take(problem)
    for group, share in overlap_groups(placements, problem):
        worth_terms += _add_ranks(program, group, problem, share, must, for_worth=for_worth)
    for i, j, pair_cost in overlap_pairs(placements, problem):
        both = program.add_share(-float(pair_cost) if for_worth else 0.0)
        worth_terms.append((both, -float(pair_cost)))
        program.add_row(Row(terms=((both, 1.0), (i, -1.0), (j, -1.0)), least=-1.0))
    if least_worth is not None:
        program.add_row(Row(terms=tuple(worth_terms), least=float(least_worth) - 0.25))
    if most_minutes is not None:
        minutes = tuple((column, float(p.minutes)) for column, p in enumerate(placements) if p.minutes)
        program.add_row(Row(terms=minutes, most=float(most_minutes) + 0.25))
    return program


def add_rules(program: Linear, problem: Problem) -> dict[tuple[str, str], int]:
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
    for_worth: bool,
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
            column = program.add_share(cost if for_worth else 0.0)
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
