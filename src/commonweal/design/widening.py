"""Widening: what our limits on hours must give where the other rules cannot be kept within them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from commonweal.design.problem import Problem, brings, cap_rows, uncapped
from commonweal.design.program import add_rules
from commonweal.design.solver import Linear, Row, maximise

Whose = tuple[str, str]
# Minutes are whole, so a quarter of one tells apart what differs.
QUARTER = 0.25


def widen(problem: Problem) -> Problem | None:
    """The problem with its burden caps widened by the fewest minutes in all that let its other rules be kept.

    Of equals, the caps that come first give least. None when even without caps nothing satisfies the rules. Caps that
    need not give stay as they are.
    """
    program = Linear()
    for placement in problem.placements:
        program.add_binary(0, fixed=placement.fixed)
    reported = add_rules(program, uncapped(problem))
    rows = cap_rows(problem, reported)
    slacks = [_add_slack(program, row) for _, row in rows]
    values = maximise(program)
    if values is None:
        return None
    used = _used(problem, rows, reported, values)
    if sum(_excess(used, rows)) > 0 and len(rows) > 1:
        used = _first_give_least(program, slacks, problem=problem, rows=rows, reported=reported, used=used)

    def caps(of: str, given: Mapping[str, int]) -> dict[str, int]:
        return {each: cap if used[of, each] <= max(cap, 0) else int(used[of, each]) for each, cap in given.items()}

    return replace(
        problem, winner_caps=caps("winner", problem.winner_caps), field_caps=caps("field", problem.field_caps)
    )


def _add_slack(program: Linear, row: Row) -> int:
    """A cap with a column, in shares of what it can be exceeded by at all, that lets it give."""
    beyond = max(sum(minutes for _, minutes in row.terms) - row.most, 1.0)
    slack = program.add_share(-beyond)
    program.add_row(Row(terms=(*row.terms, (slack, -beyond)), most=row.most))
    return slack


def _first_give_least(
    program: Linear,
    slacks: list[int],
    *,
    problem: Problem,
    rows: list[tuple[Whose, Row]],
    reported: Mapping[Whose, int],
    used: dict[Whose, float],
) -> dict[Whose, float]:
    """The minutes used where no more is given in all, and each cap in turn gives as little as it can."""
    beyond = [-program.gains[slack] for slack in slacks]
    every = tuple(zip(slacks, beyond, strict=True))
    program.add_row(Row(terms=every, most=sum(_excess(used, rows)) + QUARTER))
    for position, (slack, minutes) in enumerate(every):
        for each in slacks:
            program.gains[each] = 0.0
        program.gains[slack] = -minutes
        values = maximise(program)
        if values is not None:
            used = _used(problem, rows, reported, values)
        program.highest[slack] = min(1.0, (_excess(used, rows)[position] + QUARTER) / minutes)
    return used


def _excess(used: Mapping[Whose, float], rows: list[tuple[Whose, Row]]) -> list[float]:
    return [max(used[whose] - row.most, 0.0) for whose, row in rows]


def _used(
    problem: Problem, rows: list[tuple[Whose, Row]], reported: Mapping[Whose, int], values: list[float]
) -> dict[Whose, float]:
    """The minutes that a solution takes of each cap."""
    taken = {index for index in range(len(problem.placements)) if values[index] > 0.5}
    # An outcome's reporting is there where something brings it, whatever slack the relaxation left its column.
    taken |= {
        c for key, c in reported.items() if any(brings(p, key) for i, p in enumerate(problem.placements) if i in taken)
    }
    return {whose: sum(minutes for column, minutes in row.terms if column in taken) for whose, row in rows}
