"""What a mend promises is what design makes of it: its changes, taken as decisions of the case, stop the leak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from commonweal.challenge.attacks import attack_target
from commonweal.challenge.leak import Leak, Mend
from commonweal.challenge.mending import mended
from commonweal.challenge.target import Target
from commonweal.challenge.targeting import targets_of
from commonweal.design import propose_schemes
from commonweal.exchange import open_case
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.scheme.question import ScaleLevel
from golden.attack_case import context_of, packs

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "conventional-service" / "no-edition"
BEST = ScaleLevel(points=Decimal(5), label="Excellent", descriptor="An excellent answer.")


@cache
def case_of_example() -> Case:
    return open_case(EXAMPLE).case


def targets(case: Case) -> tuple[Target, ...]:
    scheme = propose_schemes(case, packs=packs()).option("balanced").scheme
    return targets_of(scheme, case, packs=packs())


def decided(kind: DecisionKind, subject: str, *, value: str, stage: str, reason: str = "It was asked for.") -> Decision:
    day = date(2026, 11, 27)
    return Decision(kind=kind, subject=subject, value=value, stage=stage, reason=reason, by="A. Person", on=day)


def taken(case: Case, mend: Mend) -> Case:
    """The case with a mend's changes as a person's decisions."""
    return case.with_decisions(
        tuple(
            decided(each.kind, each.subject, value=each.value, stage=each.stage, reason=mend.because)
            for each in mend.changes
        )
    )


def leaks_of(target: Target, attack: str) -> list[Leak]:
    return [leak for leak in attack_target(context_of(target)) if leak.attack == attack]


def bidders_read(target: Target) -> dict[str, tuple[str, str, str, Decimal]]:
    """What a mend may change of each criterion that is scored."""
    return {
        each.code: (each.question, each.evidence, each.condition, Decimal(f"{each.pull:.4f}"))
        for each in target.criteria
    }


def test_a_mend_of_the_shipped_example_is_followed_by_design() -> None:
    """Apprenticeships scored twice: adopted as decisions, the first mend is in the scheme that design proposes anew."""
    case = case_of_example()
    (target,) = targets(case)
    (leak,) = leaks_of(target, "double-counter")
    (after,) = targets(taken(case, leak.mends[0]))
    assert bidders_read(after) == bidders_read(mended(target, leak.mends[0].changes))
    assert leaks_of(after, "double-counter") == []


def test_checking_claims_is_followed_by_design() -> None:
    """A count forced in although it can be padded leaks; checked as the mend says, it is scored still, and does not."""
    forced = (
        decided(DecisionKind.FORCE, "ppn-002/1a", value="scored", stage="service"),
        decided(DecisionKind.FACTOR, "ppn-002/1a.meaning", value="0.3", stage="service"),
    )
    case = case_of_example().with_decisions(forced)
    (target,) = targets(case)
    (leak,) = leaks_of(target, "volume-padder")
    mend = next(each for each in leak.mends if each.title.startswith("Check "))
    (after,) = targets(taken(case, mend))
    assert bidders_read(after)[leak.criterion] == bidders_read(mended(target, mend.changes))[leak.criterion]
    assert leaks_of(after, "volume-padder") == []


@pytest.mark.parametrize(
    ("attack", "changed"),
    [
        ("overclaimer", {"kpi": None, "condition": ""}),
        ("cheap-talk", {"question": "Describe your commitment.", "evidence": "", "levels": (BEST,)}),
    ],
)
def test_the_changes_of_each_mend_are_decisions_that_design_takes(attack: str, changed: dict[str, object]) -> None:
    """On a criterion made leaky by hand, every part that the mend words or sets is in the scheme designed with it."""
    case = case_of_example()
    (target,) = targets(case)
    leaky = _made_leaky(target, changed)
    leak = next(each for each in leaks_of(leaky, attack) if each.criterion == leaky.criteria[0].code)
    for mend in leak.mends:
        if not mend.changes:
            continue
        (after,) = targets(taken(case, mend))
        for change in mend.changes:
            _assert_taken(change.kind, change.subject, change.value, after)


def _made_leaky(target: Target, changed: dict[str, object]) -> Target:
    first, *others = target.criteria
    return replace(target, criteria=(replace(first, **changed), *others))  # type: ignore[arg-type]


def _assert_taken(kind: DecisionKind, subject: str, value: str, after: Target) -> None:
    code, _, part = subject.rpartition(".")
    if kind is DecisionKind.FORCE:
        assert subject not in {each.code for each in after.criteria}
        return
    criterion = after.criterion(code)
    if kind is DecisionKind.FACTOR:
        assert 1 / (1 + criterion.pull**2) == pytest.approx(float(value))
    else:
        levels = {f"level-{each.points:f}": each.descriptor for each in criterion.levels}
        assert (levels[part] if part in levels else getattr(criterion, part)) == value
