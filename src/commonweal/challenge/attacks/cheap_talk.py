"""Practised text that would fit any contract meets everything that is asked."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found, times_as_much
from commonweal.challenge.attacks.mends import reword, wordable
from commonweal.challenge.leak import Change, Mend
from commonweal.challenge.levels import asked_of, top_level
from commonweal.challenge.target import TargetCriterion
from commonweal.challenge.targeting import pull_of
from commonweal.frameworks.measures import SignalForm
from commonweal.procurement.case import DecisionKind

EVIDENCE = (
    "For each promise name the fact of this contract that it rests on (the place, the people or partner, the date) and "
    "the record or person that confirms it. Text that would fit any contract earns no marks."
)
LEVEL = "Every claim rests on a named fact of this contract, with the record or person that confirms it."


def attack(context: AttackContext) -> Iterator[Found]:
    """Each question that asks for no fact, in itself, its evidence or its top level; without levels, only prose."""
    for each in context.target.criteria:
        if not each.question or context.words("asks-facts", asked_of(each)):
            continue
        if not each.levels and not (_is_described(each) and each.pull >= 1):
            continue
        yield Found(
            criterion=each,
            severity=1.0 if each.levels else each.pull**2 / (1 + each.pull**2),
            finding=f"Text that would fit any contract can answer ‘{each.title}’ in full.",
            because=_because(each),
            mends=(_ask_for_facts(context, each),),
        )


def _is_described(criterion: TargetCriterion) -> bool:
    return criterion.profile is None or criterion.profile.signal.form is SignalForm.DESCRIBED


def _because(criterion: TargetCriterion) -> str:
    level = top_level(criterion)
    if level is None:
        return (
            "Its question asks for no name, number, date or record, and in prose an hour of padding earns about "
            f"{times_as_much(criterion.pull)} as an hour of the real thing."
        )
    return (
        f"Full marks go to ‘{level.descriptor.rstrip('.')}’: neither this nor the question asks for a name, a number, "
        "a date or a record that anybody could look up."
    )


def _ask_for_facts(context: AttackContext, criterion: TargetCriterion) -> Mend:
    return Mend(
        title=f"Ask under ‘{criterion.title}’ for facts of this contract that somebody can confirm.",
        because="What can be looked up is harder to claim than to do.",
        changes=(
            *reword(criterion, "evidence", f"{criterion.evidence} {EVIDENCE}"),
            *_top_level(context, criterion),
            *_meaning(context, criterion),
        ),
        costs="Bidders find and name the facts; evaluators look some of them up.",
    )


def _top_level(context: AttackContext, criterion: TargetCriterion) -> tuple[Change, ...]:
    level = top_level(criterion)
    if level is None or not wordable(context, criterion, part := f"level-{level.points:f}"):
        return ()
    return reword(criterion, part, f"{level.descriptor} {LEVEL}")


def _meaning(context: AttackContext, criterion: TargetCriterion) -> tuple[Change, ...]:
    """Prose that padding fills as well as work does becomes evidence that can be looked up."""
    meaning = context.pack.parameter("inspectable-meaning")
    if not _is_described(criterion) or criterion.pull < 1 or criterion.pull <= pull_of(float(meaning)):
        return ()
    subject = f"{criterion.code}.meaning"
    return (Change(kind=DecisionKind.FACTOR, subject=subject, value=f"{meaning:f}", stage=criterion.stage),)
