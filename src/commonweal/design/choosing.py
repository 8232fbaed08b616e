"""Choosing again and again: what an option chooses on a groundwork, each program solved once however often it comes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from commonweal.design.adoption import Adoption
from commonweal.design.groundwork import Groundwork, insisted_codes, make_problem
from commonweal.design.outcomes import OutcomeChoice, choose_outcome
from commonweal.design.problem import Key, Placement, Problem
from commonweal.design.proposal import option_share
from commonweal.design.selection import choose_best, choose_fewest_hours, choose_worthiest
from commonweal.design.solution import Choice
from commonweal.design.weighing import settle_weightings


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What an option chooses: criteria by stage and whether scored, and the weighting of each that is scored.

    `choices` are the option's, one a program, and `bests` those of greatest worth; `weightings` are by award decision
    and criterion.
    """

    keys: frozenset[Key]
    bests: tuple[Choice, ...]
    weightings: Mapping[tuple[str, str], Decimal]
    outcomes: Mapping[str, str]
    choices: tuple[Choice, ...]


def change_between(one: Chosen, other: Chosen) -> float:
    """How much of a scheme differs from another, 0 to 1: the mean of two shares.

    The one is of placements exchanged: those in one scheme alone, over those in either. The other is of weighting
    moved: half the sum of the differences between the criteria's shares of each award decision's marks.
    """
    exchanged = share_exchanged(one.keys, other.keys)
    moved = _weighting_moved(one.weightings, other.weightings)
    return exchanged if moved is None else (exchanged + moved) / 2


def share_exchanged(one: frozenset[Key], other: frozenset[Key]) -> float:
    """Placements in one scheme alone, over those in either."""
    either = one | other
    return len(one ^ other) / len(either) if either else 0.0


def _weighting_moved(one: Mapping[tuple[str, str], Decimal], other: Mapping[tuple[str, str], Decimal]) -> float | None:
    """The mean over the award decisions at which either scheme scores something; None where none does."""
    awards = {award for award, _ in (*one, *other)}
    if not awards:
        return None
    return sum(_moved_at(award, one, other) for award in sorted(awards)) / len(awards)


def _moved_at(award: str, *schemes: Mapping[tuple[str, str], Decimal]) -> float:
    shares = []
    for weightings in schemes:
        here = {code: weighting for (where, code), weighting in weightings.items() if where == award}
        whole = sum(here.values(), Decimal(0))
        shares.append({code: float(weighting / whole) for code, weighting in here.items()} if whole else {})
    one, other = shares
    if not one or not other:
        return 1.0 if one or other else 0.0
    return sum(abs(one.get(code, 0.0) - other.get(code, 0.0)) for code in {*one, *other}) / 2


@dataclass(slots=True)
class Chooser:
    """Chooses one option on groundworks that differ a little from a first one. Answers never hang on their order."""

    first: Groundwork
    option: str
    solved: dict[Hashable, tuple[Choice, Choice] | None] = field(default_factory=dict)
    briefly: dict[Hashable, tuple[Choice, Choice] | None] = field(default_factory=dict)
    outcomes: dict[Hashable, OutcomeChoice] = field(default_factory=dict)
    settled: dict[str, OutcomeChoice] = field(default_factory=dict)

    def choose(self, ground: Groundwork, *, brief: bool = False) -> Chosen:
        """What the option chooses. Brief, its `bests` are of the greatest worth and no more is settled of them."""
        outcomes = tuple(self._outcome(ground, decision.id) for decision in ground.decisions)
        found = [self._solve(problem, outcome, brief=brief) for problem, outcome in self._problems(ground, outcomes)]
        choices = tuple(each[1] for each in found if each is not None)
        placements = tuple(placement for choice in choices for placement in choice.placements)
        return Chosen(
            keys=frozenset(each.key for each in placements),
            bests=tuple(each[0] for each in found if each is not None),
            weightings=_weigh(placements, ground, outcomes),
            outcomes={each.decision: each.outcome for each in outcomes},
            choices=choices,
        )

    def _outcome(self, ground: Groundwork, decision: str) -> OutcomeChoice:
        """The outcome of an award decision; solved anew only where something that bears on it has changed."""
        if decision in self.settled and not self._touched(ground, decision):
            return self.settled[decision]
        problem = make_problem(ground, (decision,), outcomes={})
        key = (decision, ground.rooms[decision].floor, problem_key(problem))
        if key not in self.outcomes:
            self.outcomes[key] = choose_outcome(ground, decision, near=0.0)
        if ground is self.first:
            self.settled[decision] = self.outcomes[key]
        return self.outcomes[key]

    def _touched(self, ground: Groundwork, decision: str) -> bool:
        if ground.settings is not self.first.settings:
            return True
        pairs = zip(self.first.candidates, ground.candidates, strict=True)
        return any(one is not other for one, other in pairs if one.decision.id == decision)

    def problems_as_first(self, ground: Groundwork) -> list[Problem | None]:
        """The programs of a groundwork under the outcomes chosen on the first; None where nothing that bears on them
        has changed."""
        touched = [self._touched(ground, decision.id) for decision in self.first.decisions]
        if not any(touched):
            return [None for _ in touched]
        outcomes = tuple(self._outcome(self.first, decision.id) for decision in self.first.decisions)
        if insisted_codes(ground):
            return [problem for problem, _ in self._problems(ground, outcomes)]
        chosen = {each.decision: each.outcome for each in outcomes}
        closed = frozenset(each.decision for each in outcomes if each.conflict)
        return [
            make_problem(ground, (each.decision,), outcomes=chosen, closed=closed) if is_touched else None
            for each, is_touched in zip(outcomes, touched, strict=True)
        ]

    def _problems(
        self, ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]
    ) -> list[tuple[Problem, OutcomeChoice | None]]:
        chosen = {each.decision: each.outcome for each in outcomes}
        closed = frozenset(each.decision for each in outcomes if each.conflict)
        if insisted_codes(ground):
            return [(make_problem(ground, tuple(chosen), outcomes=chosen, closed=closed), None)]
        return [(make_problem(ground, (each.decision,), outcomes=chosen, closed=closed), each) for each in outcomes]

    def _solve(self, problem: Problem, outcome: OutcomeChoice | None, *, brief: bool) -> tuple[Choice, Choice] | None:
        """The greatest worth and the option's choice; None where nothing satisfies the rules."""
        key = problem_key(problem)
        kept = self.briefly if brief and key not in self.solved else self.solved
        if key not in kept:
            worth = outcome.worths.get(outcome.outcome) if outcome else None
            share = option_share(self.option, self.first.settings)
            # The fewest hours hang on the greatest worth alone, not on which set has it.
            best = choose_worthiest(problem) if brief and share < 1 else choose_best(problem, worth=worth)
            shown = best if best is None or share >= 1 else choose_fewest_hours(best, share)
            kept[key] = (best, shown) if best is not None and shown is not None else None
        return kept[key]


def problem_key(problem: Problem) -> Hashable:
    """Everything in a problem, as something that can be looked up."""
    return (
        problem.placements,
        tuple(sorted(problem.counts.items())),
        tuple(sorted(problem.winner_caps.items())),
        tuple(sorted(problem.field_caps.items())),
        problem.demands,
        tuple((key, tuple(sorted(minutes.items()))) for key, minutes in sorted(problem.reporting.items())),
        problem.overlap_outcome,
        problem.overlap_kind,
        problem.stages,
    )


def _weigh(
    placements: tuple[Placement, ...], ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]
) -> dict[tuple[str, str], Decimal]:
    candidates = {(each.code, each.stage.id): each for each in ground.candidates}
    found = {}
    for outcome in outcomes:
        scored = [
            Adoption(placement=each, candidate=candidates[each.code, each.stage])
            for each in placements
            if each.scored and each.decision == outcome.decision
        ]
        room = ground.rooms[outcome.decision]
        _, weightings = settle_weightings(scored, ground, room, conflict=outcome.conflict)
        for each, weighting in zip(scored, weightings, strict=True):
            found[outcome.decision, each.placement.code] = weighting
    return found
