"""A solution of the program: what is chosen, what it is worth and what it asks."""

from __future__ import annotations

import math
from dataclasses import dataclass

from commonweal.design.problem import Key, Placement, Problem, Relaxed, worth_of
from commonweal.design.program import Aim, make_program
from commonweal.design.solver import Row, maximise


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
    def keys(self) -> frozenset[Key]:
        return frozenset(placement.key for placement in self.placements)


def solve(
    problem: Problem,
    *,
    aim: Aim,
    least_worth: int | None = None,
    most_minutes: int | None = None,
    rows: tuple[Row, ...] = (),
    known: float = -math.inf,
) -> Choice | None:
    """The best by one aim alone, within limits on worth and minutes and further rows over the placements.

    `known` is what the aim is known to reach; a solution that falls short of it need not be found.
    """
    program = make_program(problem, aim=aim, least_worth=least_worth, most_minutes=most_minutes)
    for row in rows:
        program.add_row(row)
    return read_choice(maximise(program, known=known), problem)


def read_choice(values: list[float] | None, problem: Problem) -> Choice | None:
    """The placements among the columns of a solution, in order, with their worth by its definition."""
    if values is None:
        return None
    chosen = problem.in_order(each for column, each in enumerate(problem.placements) if values[column] > 0.5)
    minutes = sum(placement.minutes for placement in chosen)
    return Choice(placements=chosen, worth=worth_of(chosen, problem), minutes=minutes, within=problem)


def other_than(keys: frozenset[Key], problem: Problem, *, scored: bool = False) -> Row:
    """A row that every set of placements keeps but this one (but those that score what it scores, when `scored`)."""
    weighed = [(index, p.key in keys) for index, p in enumerate(problem.placements) if p.scored or not scored]
    # At least one placement leaves, or one comes in.
    terms = tuple((index, -1.0 if taken else 1.0) for index, taken in weighed)
    return Row(terms=terms, least=1.0 - sum(taken for _, taken in weighed))
