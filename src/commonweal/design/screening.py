"""Screening: which judgements look as if they mattered, told from designs at hand without solving anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from commonweal.design.choosing import Chooser, share_exchanged
from commonweal.design.groundwork import Groundwork
from commonweal.design.problem import Key, Placement, Problem, winner_minutes, worth_of
from commonweal.design.solution import Choice

Keys = frozenset[Key]


@dataclass(slots=True)
class Pool:
    """Designs that are good somewhere near: what the runs turned up, for each program."""

    chooser: Chooser
    share: float
    designs: dict[tuple[str, ...], tuple[Keys, ...]] = field(default_factory=dict)

    def gather(self) -> None:
        """Take in every design that the chooser has found so far."""
        found: dict[tuple[str, ...], set[Keys]] = {}
        for pair in self.chooser.solved.values():
            for choice in pair or ():
                found.setdefault(_part(choice), set()).add(choice.keys)
        self.designs = {part: tuple(sorted(sets, key=sorted)) for part, sets in found.items()}

    def seems(self, ground: Groundwork, first: tuple[Choice, ...]) -> float:
        """How much of the scheme seems to change on a groundwork: what would be exchanged, were there no other designs
        than these, and how far the gains of criteria are moved against the gain of what is chosen. A guess, to be
        compared with other guesses."""
        kept: set[Key] = set()
        moved = 0
        for choice, problem in zip(first, self.chooser.problems_as_first(ground), strict=True):
            kept |= choice.keys if problem is None else self._choose_one(problem, choice)
            moved += 0 if problem is None else _gain_moved(choice.within, problem) + _overlap_moved(choice, problem)
        keys = frozenset(key for choice in first for key in choice.keys)
        gain = sum(placement.gain for choice in first for placement in choice.placements)
        return share_exchanged(keys, frozenset(kept)) + (moved / gain if gain > 0 else 0.0)

    def _choose_one(self, problem: Problem, choice: Choice) -> Keys:
        """The fewest hours that reach the option's share of the greatest worth, among the designs that keep to the
        limits; ties to what is chosen already."""
        by_key = {placement.key: placement for placement in problem.placements}
        tried = [
            (worth_of(chosen, problem), sum(each.minutes for each in chosen), keys)
            for keys in self.designs.get(_part(choice), ())
            if keys <= by_key.keys()
            for chosen in [[by_key[key] for key in sorted(keys)]]
            if _within_limits(chosen, _as_widened(problem, choice))
        ]
        if not tried:
            return frozenset()
        target = self.share * max(worth for worth, _, _ in tried)
        good = [each for each in tried if each[0] >= target]
        return min(good, key=lambda each: (each[1], each[2] != choice.keys, sorted(each[2])))[2]


def _gain_moved(one: Problem, other: Problem) -> int:
    """By how much, in all, the gains of placements differ; what is in one alone counts in full."""
    was, will = ({each.key: max(each.gain, 0) for each in problem.placements} for problem in (one, other))
    return sum(abs(was.get(key, 0) - will.get(key, 0)) for key in {*was, *will})


def _overlap_moved(choice: Choice, problem: Problem) -> int:
    """By how much what is chosen would lose more or less to overlap."""
    keys = choice.keys
    costs = [
        sum(each.gain for each in chosen) - worth_of(chosen, within)
        for within in (choice.within, problem)
        for chosen in [[each for each in within.placements if each.key in keys]]
    ]
    return abs(costs[0] - costs[1])


def _part(choice: Choice) -> tuple[str, ...]:
    return tuple(sorted(choice.within.counts))


def _as_widened(problem: Problem, choice: Choice) -> Problem:
    """The problem with its limits as wide as those within which the choice was made."""
    if not choice.relaxed:
        return problem
    return replace(
        problem,
        winner_caps={each: max(cap, choice.within.winner_caps[each]) for each, cap in problem.winner_caps.items()},
        field_caps={each: max(cap, choice.within.field_caps[each]) for each, cap in problem.field_caps.items()},
    )


def _within_limits(chosen: Iterable[Placement], problem: Problem) -> bool:
    """Whether the burden caps and the room of each award decision are kept: the rules that a small move may break."""
    placements = tuple(chosen)
    for stage, cap in problem.winner_caps.items():
        if sum(winner_minutes(each, stage, problem) for each in placements) > max(cap, 0):
            return False
    for decision, counts in problem.counts.items():
        here = [each for each in placements if each.decision == decision]
        scored = [each for each in here if each.scored]
        if sum(each.field_minutes for each in here) > problem.field_caps.get(decision, 0):
            return False
        if scored and not (min(counts.least, 1) <= len(scored) and sum(each.points for each in scored) <= counts.room):
            return False
    return True
