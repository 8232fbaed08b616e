"""What a supposition would change: the design before and after, option by option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonweal.design.basis import Basis, Supposed
from commonweal.design.groundwork import lay_ground
from commonweal.design.moving import Move
from commonweal.design.proposal import Proposals, SchemeProposal, propose_on
from commonweal.design.suppositions import suppose_one
from commonweal.design.workload import Burden
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.procurement.procurement import Split
from commonweal.record.errors import MisuseError
from commonweal.record.finding import Finding
from commonweal.scheme.checks import State
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.placement import Place


class Turn(StrEnum):
    """What becomes of a criterion at a stage."""

    COMES_IN = "comes in"
    GOES_OUT = "goes out"
    MOVES = "changes place"
    REWEIGHTED = "changes weighting"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    """One criterion at one stage before and after: its place, and its weighting where it is scored."""

    code: str
    title: str
    stage: str
    before: Place | None
    after: Place | None
    weighting_before: Decimal | None
    weighting_after: Decimal | None

    @property
    def turn(self) -> Turn:
        if self.before is None:
            return Turn.COMES_IN
        if self.after is None:
            return Turn.GOES_OUT
        return Turn.REWEIGHTED if self.before is self.after else Turn.MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursChange:
    """Hours and their limit at one place before and after: a stage's winner, or an award decision's field."""

    where: str
    before: Burden
    after: Burden


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitChange:
    """The split of one award decision before and after."""

    award_decision: str
    before: Split
    after: Split


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionDifference:
    """One option before and after. `worth_before` and `worth_after` are in millionths; `answers` by check."""

    option: str
    places: tuple[PlaceChange, ...]
    splits: tuple[SplitChange, ...]
    winner: tuple[HoursChange, ...]
    field: tuple[HoursChange, ...]
    worth_before: int
    worth_after: int
    findings_new: tuple[Finding, ...]
    findings_gone: tuple[Finding, ...]
    answers: Mapping[str, tuple[State | None, State | None]]

    @property
    def same_choices(self) -> bool:
        """Whether the same criteria stand in the same places with the same weightings."""
        return not self.places

    @property
    def nothing(self) -> bool:
        changed = (self.places, self.splits, self.winner, self.field, self.findings_new, self.findings_gone)
        return not any(changed) and not self.answers and self.worth_before == self.worth_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The design of a case as it stands, and as it would be with some things supposed."""

    supposed: tuple[Supposed, ...]
    moves: tuple[Move, ...]
    before: Proposals
    after: Proposals
    options: tuple[OptionDifference, ...]

    @property
    def nothing(self) -> bool:
        return all(each.nothing for each in self.options)

    def option(self, name: str) -> OptionDifference:
        return next(each for each in self.options if each.option == name)


def suppose(case: Case, changes: Mapping[str, str], *, packs: Packs) -> Difference:
    """Design a case as it stands and with changes, and tell the difference. Nothing is written.

    `changes` are values by name, both as text: {"co-design.meaning": "0.6"}, {"least-meaning": "-10%"},
    {"split": "40/50/10"}, {"pilot.months": "6"}. Equal arguments give equal answers. Raises MisuseError, with the
    nearest name known, for a name that nothing has.
    """
    ground = lay_ground(case, packs=packs)
    basis, supposed = Basis(case=ground.case, packs=packs), []
    for name, text in changes.items():
        basis, one = suppose_one(name, text, basis, ground)
        supposed.append(one)
    before, after = propose_on(ground), propose_on(basis.ground(ground))
    return Difference(
        supposed=tuple(supposed),
        moves=basis.moves,
        before=before,
        after=after,
        options=compare_proposals(before, after),
    )


def compare_proposals(before: Proposals, after: Proposals) -> tuple[OptionDifference, ...]:
    """What differs between two designs of one case, by option."""
    return tuple(_compare(one, other, before, after) for one, other in zip(before.options, after.options, strict=True))


def decisions_to_keep(difference: Difference, *, by: str, reason: str, on: date) -> tuple[Decision, ...]:
    """The decisions with which a case would keep what was supposed; a change in percent becomes one for each stage.

    Raises MisuseError for what no decision can hold, saying where it can be written instead.
    """
    other = next((each for each in difference.supposed if each.stands_in != "decisions"), None)
    if other is not None:
        place = (
            "Write it in case.yaml: it is a fact of the case."
            if other.stands_in == "case"
            else f"Write an {other.stands_in}, with the reason: it holds for every case that uses it."
        )
        raise MisuseError(f"'{other.name}' is not kept by a decision.", remedy=place)
    found: list[Decision] = []
    for move in difference.moves:
        for stage, value in _values_to_keep(move, difference).items():
            found.append(
                Decision(
                    kind=DecisionKind.FACTOR,
                    subject=f"{move.code}.{move.factor}",
                    value=value,
                    stage=stage,
                    reason=reason,
                    by=by,
                    on=on,
                )
            )
    return tuple(found)


def _values_to_keep(move: Move, difference: Difference) -> dict[str, str]:
    """The shares to be recorded, by stage; empty stands for all stages."""
    if move.value is not None:
        return {move.stage: f"{move.value:g}"}
    kept = {}
    for candidate in difference.before.candidates:
        if not move.is_on(candidate):
            continue
        fits = {fit.reading(move.factor).value for fit in (candidate.scored, candidate.condition)}
        if len(fits) > 1:
            raise MisuseError(
                f"'{move.code}.{move.factor}' differs between scored and asked for at {candidate.stage.id}, and one "
                "decision cannot hold both.",
                remedy="Suppose a share, such as 0.5, or write an overlay.",
            )
        kept[candidate.stage.id] = f"{min(1.0, fits.pop() * move.multiple):.4f}".rstrip("0").rstrip(".")
    return kept


# --- comparing ------------------------------------------------------------------------------------


def _compare(one: SchemeProposal, other: SchemeProposal, before: Proposals, after: Proposals) -> OptionDifference:
    return OptionDifference(
        option=one.option,
        places=_place_changes(one, other),
        splits=_split_changes(one, other),
        winner=_hours_changes(one.winner, other.winner),
        field=_hours_changes(one.field, other.field),
        worth_before=round(one.worth_share * before.best_worth),
        worth_after=round(other.worth_share * after.best_worth),
        findings_new=tuple(each for each in other.findings if each not in one.findings),
        findings_gone=tuple(each for each in one.findings if each not in other.findings),
        answers=_answer_changes(one, other),
    )


def _placed(proposal: SchemeProposal) -> dict[tuple[str, str], AdoptedCriterion]:
    """What stands where: scored before asked for, should both ever be at one stage."""
    scheme = proposal.scheme
    return {(each.code, each.stage): each for each in (*scheme.contract, *scheme.scored)}


def _place_changes(one: SchemeProposal, other: SchemeProposal) -> tuple[PlaceChange, ...]:
    was, will = _placed(one), _placed(other)
    found = []
    for key in sorted({*was, *will}):
        before, after = was.get(key), will.get(key)
        named = after or before
        assert named is not None  # one of the two has the key
        change = PlaceChange(
            code=named.code,
            title=named.title,
            stage=named.stage,
            before=before.place if before else None,
            after=after.place if after else None,
            weighting_before=before.weighting if before else None,
            weighting_after=after.weighting if after else None,
        )
        if (change.before, change.weighting_before) != (change.after, change.weighting_after):
            found.append(change)
    return tuple(sorted(found, key=lambda each: list(Turn).index(each.turn)))


def _split_changes(one: SchemeProposal, other: SchemeProposal) -> tuple[SplitChange, ...]:
    return tuple(
        SplitChange(award_decision=was.id, before=was.split, after=will.split)
        for was, will in zip(one.scheme.awards, other.scheme.awards, strict=True)
        if was.split != will.split
    )


def _hours_changes(one: tuple[Burden, ...], other: tuple[Burden, ...]) -> tuple[HoursChange, ...]:
    return tuple(
        HoursChange(where=was.where, before=was, after=will)
        for was, will in zip(one, other, strict=True)
        if was != will
    )


def _answer_changes(one: SchemeProposal, other: SchemeProposal) -> dict[str, tuple[State | None, State | None]]:
    was = {answer.check: answer.verdict.state for answer in one.answers}
    will = {answer.check: answer.verdict.state for answer in other.answers}
    return {
        check: (was.get(check), will.get(check))
        for check in sorted({*was, *will})
        if was.get(check) is not will.get(check)
    }
