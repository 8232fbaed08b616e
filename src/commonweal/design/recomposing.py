"""Other weightings and words on the criteria already chosen: findings and totals at once, nothing solved again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commonweal.design.groundwork import Groundwork, lay_ground
from commonweal.design.outcomes import REASON_CHECK
from commonweal.design.problem import Placement, Problem, satisfies
from commonweal.design.proposal import OPTIONS, Design, Proposals, compose_proposals, problems_of
from commonweal.design.selection import Choice
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.record.errors import MisuseError

# What a person may change without anything being chosen anew.
OF_THE_COMPOSITION = {DecisionKind.WEIGHTING, DecisionKind.WORDING, DecisionKind.ADOPT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomposed:
    """A design with other weightings, words, quality criteria or answers; its proposals are of the options asked for.

    `exact`: nothing differs on which the choice hangs, so this is the full design of the case. `still_best`: no other
    choice is better, though a full design may take one that is just as good; else it may choose others.
    """

    design: Design
    exact: bool
    still_best: bool

    @property
    def proposals(self) -> Proposals:
        return self.design.proposals


def recompose(design: Design, case: Case, *, options: tuple[str, ...] = OPTIONS) -> Recomposed:
    """Compose a design again for a case that differs in weightings, words, quality criteria or answers alone.

    Raises MisuseError for a case that differs in more (then it is to be designed in full), and where a decision is
    refused.
    """
    if _chosen_on(case) != _chosen_on(design.ground.case):
        raise MisuseError("More has changed than weightings and words.", remedy="Design the case in full.")
    ground = lay_ground(case, packs=design.ground.packs, known=design.ground.candidates)
    problems = problems_of(ground, design.outcomes)
    choices = {
        option: tuple(_carry(choice, problem) for choice, problem in zip(chosen, problems, strict=True))
        for option, chosen in design.choices.items()
    }
    tighter = all(_is_tighter(choice.within, problem) for choice, problem in _pairs(design, problems))
    kept = all(satisfies(choice.placements, choice.within) for chosen in choices.values() for choice in chosen)
    exact = _same_weightings(ground, design)
    proposals = compose_proposals(ground, design.outcomes, choices, options=options)
    return Recomposed(
        design=Design(ground=ground, outcomes=design.outcomes, choices=choices, proposals=proposals),
        exact=exact,
        still_best=exact or (tighter and kept),
    )


def differs_in_composition_alone(design: Design, case: Case) -> bool:
    """Whether a case can be composed again on a design."""
    return _chosen_on(case) == _chosen_on(design.ground.case)


def _chosen_on(case: Case) -> tuple[object, ...]:
    """What the choice hangs on. Subjects are compared as written out, so a case is settled by its caller or alike."""
    decisions = tuple(each for each in case.decisions if each.kind not in OF_THE_COMPOSITION)
    return (case.procurement, case.importance, _plain(decisions), case.answers.get(REASON_CHECK))


def _plain(decisions: tuple[Decision, ...]) -> tuple[tuple[str, str, str, str, str], ...]:
    """Decisions by the last part of their codes, and by value in small letters: a design writes both out."""
    return tuple(
        (each.kind, each.subject.rpartition("/")[2], each.value.lower(), each.stage, each.reason) for each in decisions
    )


def _carry(choice: Choice, problem: Problem) -> Choice:
    """A choice in terms of the problem as it now stands; what gave before gives again."""
    by_key = {placement.key: placement for placement in problem.placements}
    within = problem
    if choice.relaxed:
        within = replace(problem, winner_caps=choice.within.winner_caps, field_caps=choice.within.field_caps)
    return replace(choice, placements=tuple(by_key[each.key] for each in choice.placements), within=within)


def _pairs(design: Design, problems: list[Problem]) -> list[tuple[Choice, Problem]]:
    return list(zip(design.choices[OPTIONS[-1]], problems, strict=True))


def _is_tighter(before: Problem, after: Problem) -> bool:
    """Whether every design within `after` is one within `before`: then a best that still fits is the best still."""
    same = replace(after, placements=before.placements, demands=before.demands) == before
    points = [
        (one.points, replace(other, points=one.points) == one, other.points) for one, other in _rows(before, after)
    ]
    alike = len(before.placements) == len(after.placements) and all(equal and was <= now for was, equal, now in points)
    return same and alike and set(before.demands) <= set(after.demands)


def _rows(before: Problem, after: Problem) -> list[tuple[Placement, Placement]]:
    return list(zip(before.placements, after.placements, strict=False))


def _same_weightings(ground: Groundwork, design: Design) -> bool:
    """Whether no weighting of a person's own differs: then the programs are the very same."""
    return _weighted(ground) == _weighted(design.ground)


def _weighted(ground: Groundwork) -> list[tuple[str, str, str]]:
    return [(each.subject, each.value, each.stage) for each in ground.case.decided(DecisionKind.WEIGHTING)]
