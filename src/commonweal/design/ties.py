"""Ties: of all that takes the same minutes one solution, whatever the order in which placements are given."""

from __future__ import annotations

from dataclasses import replace

from commonweal.design.problem import Key
from commonweal.design.program import Aim, make_program
from commonweal.design.solution import Choice, other_than, read_choice, solve
from commonweal.design.solver import Row, maximise

# Placements put in order at once: few enough for each to count twice the next, in whole numbers that a solver can
# tell apart.
AT_ONCE = 16


def settle_ties(found: Choice, *, rows: tuple[Row, ...] = ()) -> Choice:
    """Of the solutions that take no more minutes and are worth no less, the one of greatest worth; of equals the first.

    Solutions are ordered by code, then by stage as the stages come, then scored before asked for: of two, that one is
    first which holds the first placement that they do not share. `rows` are further rules over the placements.
    """
    best, seen = found, [found.keys]
    while True:
        others = tuple(other_than(keys, found.within) for keys in seen)
        other = solve(
            found.within,
            aim=Aim.WORTH,
            least_worth=best.worth,
            most_minutes=found.minutes,
            rows=(*rows, *others),
            known=float(best.worth),
        )
        if other is None:
            return replace(best, relaxed=found.relaxed)
        if other.worth == best.worth:
            return replace(_first_in_order(best, rows), relaxed=found.relaxed)
        seen.append(other.keys)
        best = max(best, other, key=lambda each: each.worth)


def _first_in_order(best: Choice, rows: tuple[Row, ...]) -> Choice:
    """The first of the solutions of the same minutes and worth, a few placements at a time."""
    order = [each.key for each in best.within.in_order(best.within.placements)]
    held: dict[Key, bool] = {}
    for start in range(0, len(order), AT_ONCE):
        here = tuple(order[start : start + AT_ONCE])
        program = make_program(
            best.within, aim=Aim.ORDER, least_worth=best.worth, most_minutes=best.minutes, held=held, first=here
        )
        for row in rows:
            program.add_row(row)
        best = read_choice(maximise(program), best.within) or best
        held |= {key: key in best.keys for key in here}
    return best
