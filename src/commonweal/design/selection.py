"""Choosing criteria: an integer program over criterion × stage × place, solved with proof (method, section 5)."""

from __future__ import annotations

import math
from dataclasses import replace

from commonweal.design.problem import Problem, Relaxed, ease, uncapped
from commonweal.design.program import Aim, make_program
from commonweal.design.solution import Choice, other_than, solve
from commonweal.design.solver import bound
from commonweal.design.ties import settle_ties
from commonweal.design.widening import widen


def choose_best(problem: Problem, *, worth: int | None = None) -> Choice | None:
    """The greatest worth; of equals the fewest hours, then the first in order (see `settle_ties`). None when nothing
    satisfies the rules.

    `worth` is the greatest worth where it is known already; when the rules do not let it be reached, all is solved.
    """
    if worth is not None and (reached := solve(problem, aim=Aim.MINUTES, least_worth=worth)) is not None:
        return settle_ties(reached)
    found = choose_worthiest(problem)
    if found is None:
        return None
    finest = solve(found.within, aim=Aim.MINUTES, least_worth=found.worth, known=-float(found.minutes))
    assert finest is not None  # the first solution is one
    return settle_ties(replace(finest, relaxed=found.relaxed))


def best_worth(problem: Problem) -> tuple[tuple[Relaxed, ...], int] | None:
    """The greatest worth alone, in millionths, and what had to give for it; None when nothing satisfies the rules."""
    found = choose_worthiest(problem)
    return (found.relaxed, found.worth) if found else None


def bound_worth(problem: Problem) -> float:
    """What the greatest worth cannot exceed, in millionths, burden caps apart: the relaxation's optimum."""
    return bound(make_program(uncapped(problem), aim=Aim.WORTH))


def choose_fewest_hours(best: Choice, share: float) -> Choice:
    """The fewest hours that still reach a share of the best worth, within the rules that the best keeps; of equals the
    greatest worth, then the first in order."""
    target = best.worth if best.worth <= 0 else int(-(-best.worth * share // 1))
    found = solve(best.within, aim=Aim.MINUTES, least_worth=target, known=-float(best.minutes))
    assert found is not None  # the best itself reaches the target
    return settle_ties(replace(found, relaxed=best.relaxed))


def choose_rival(best: Choice, *, within_share: float) -> Choice | None:
    """The design of greatest worth that scores something else, within the same rules; None where none comes within
    that share of the best worth."""
    rows = (other_than(best.keys, best.within, scored=True),)
    least = math.ceil(best.worth - abs(best.worth) * within_share)
    found = solve(best.within, aim=Aim.WORTH, least_worth=least, rows=rows)
    if found is None:
        return None
    fewest = solve(best.within, aim=Aim.MINUTES, least_worth=found.worth, rows=rows, known=-float(found.minutes))
    return settle_ties(fewest or found, rows=rows)


def lift_forces(problem: Problem) -> Problem:
    """The same choice within the same limits, with nothing forced in: what forcing is to be compared with."""
    free = tuple(replace(placement, fixed=False) for placement in problem.placements)
    return replace(problem, placements=free, demands=tuple(each for each in problem.demands if not each.firm))


def choose_worthiest(problem: Problem) -> Choice | None:
    """The greatest worth with as little relaxed as can be, in the method's order: caps, count, insistence. Which of
    the sets of that worth it holds is left open."""
    found = solve(problem, aim=Aim.WORTH)
    if found is not None:
        return found
    for others in ((), (Relaxed.COUNT,), (Relaxed.COUNT, Relaxed.INSISTENCE)):
        eased = ease(problem, others)
        widened = widen(eased)
        found = solve(widened, aim=Aim.WORTH) if widened else None
        if found is not None:
            gave = () if _same_caps(found.within, eased) else (Relaxed.BURDEN,)
            return replace(found, relaxed=(*gave, *others))
    return None


def _same_caps(one: Problem, other: Problem) -> bool:
    return (one.winner_caps, one.field_caps) == (other.winner_caps, other.field_caps)
