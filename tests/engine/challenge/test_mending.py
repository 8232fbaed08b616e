"""What a mend would make of a target, against what design makes of the same decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from challenge_cases import case_of, criterion, packs, target, targets

from commonweal.challenge import Change, Target, targets_of
from commonweal.challenge.mending import mended
from commonweal.design import propose_schemes
from commonweal.procurement import Decision, DecisionKind
from commonweal.record.errors import MisuseError

SERVICE, PILOT = "conventional-service/no-edition", "sandbox-pilot"


def designed(name: str, change: Change, award: str) -> Target:
    """The same award decision of the balanced option, designed anew with the change as a decision of the case."""
    case = case_of(name)
    taken = Decision(
        kind=change.kind,
        subject=change.subject,
        value=change.value,
        stage=change.stage,
        reason="For a test.",
        by="A. Person",
        on=date(2026, 11, 2),
    )
    changed = replace(case, decisions=(*case.decisions, taken))
    scheme = propose_schemes(changed, packs=packs()).option("balanced").scheme
    return next(each for each in targets_of(scheme, changed, packs=packs()) if each.id == award)


def balanced(name: str, award: str) -> Target:
    return next(each for each in targets(name, "balanced") if each.id == award)


def codes(one: Target) -> list[tuple[str, str]]:
    return [(each.code, each.stage) for each in one.criteria]


@pytest.mark.parametrize(
    "change",
    [
        Change(kind=DecisionKind.FORCE, subject="ppn-002/4a", value="condition", stage="service"),
        Change(kind=DecisionKind.WEIGHTING, subject="ppn-002/1a", value="3.5", stage="award"),
        Change(kind=DecisionKind.FACTOR, subject="ppn-002/4a.meaning", value="0.900", stage="service"),
    ],
    ids=lambda change: change.kind.value,
)
def test_it_is_what_design_makes_of_the_same_decision(change: Change) -> None:
    """The same criteria with the same total and the same pulls; what is shared out lies within a point, since design
    shares it by importance and fit and a mend by the whole points that there were."""
    one = balanced(SERVICE, "award")
    quick, full = mended(one, (change,)), designed(SERVICE, change, "award")
    assert codes(quick) == codes(full)
    assert quick.total == full.total
    assert quick.split == full.split
    assert [each.pull for each in quick.criteria] == [each.pull for each in full.criteria]
    assert [each.texts for each in quick.criteria] == [each.texts for each in full.criteria]
    for each, other in zip(quick.criteria, full.criteria, strict=True):
        assert abs(each.weighting - other.weighting) <= 1
    if change.kind is DecisionKind.WEIGHTING:
        assert quick.criterion(change.subject).weighting == full.criterion(change.subject).weighting


@pytest.mark.parametrize("part", ["question", "evidence", "condition"])
def test_words_come_out_as_design_writes_them(part: str) -> None:
    """An official criterion's own text stays before the question; the rest of the scheme is as it was."""
    change = Change(kind=DecisionKind.WORDING, subject=f"ppn-002/1a.{part}", value="Show what changed, and for whom.")
    one = balanced(SERVICE, "award")
    quick, full = mended(one, (change,)), designed(SERVICE, change, "award")
    assert [each.texts for each in quick.criteria] == [each.texts for each in full.criteria]
    assert [each.weighting for each in quick.criteria] == [each.weighting for each in full.criteria]
    assert quick != one


def test_levels_and_titles_of_ours_come_out_as_design_writes_them() -> None:
    one, code = balanced(PILOT, "award"), "innovation/co-design"
    for part in ("title", f"level-{one.criterion(code).levels[0].points:f}"):
        change = Change(kind=DecisionKind.WORDING, subject=f"{code}.{part}", value="In our own words")
        quick, full = mended(one, (change,)), designed(PILOT, change, "award")
        assert quick.criterion(code).title == full.criterion(code).title
        assert quick.criterion(code).texts == full.criterion(code).texts
        assert quick != one


def test_design_may_fill_the_place_that_a_condition_frees() -> None:
    """What a mend leaves is what the scheme is without the criterion: all of it stays where design fills the place."""
    change = Change(kind=DecisionKind.FORCE, subject="innovation/co-design", value="condition", stage="prototype")
    one = balanced("sbri-competition", "prototype")
    quick, full = mended(one, (change,)), designed("sbri-competition", change, "prototype")
    assert codes(quick) == [("innovation/measurement-plan", "prototype")]
    assert set(codes(quick)) < set(codes(full))


THREE = target(criterion("pack/a", 5), criterion("pack/b", 3), criterion("pack/c", 2), least="2")


def weightings(one: Target) -> list[str]:
    return [f"{each.weighting:f}" for each in one.criteria]


def weigh(code: str, points: str) -> Change:
    return Change(kind=DecisionKind.WEIGHTING, subject=code, value=points)


@pytest.mark.parametrize(
    ("changes", "expected", "social_value"),
    [
        ((weigh("pack/a", "4"),), ["4", "4", "2"], 10),
        ((weigh("a", "4"), weigh("pack/b", "4")), ["4", "4", "2"], 10),
        ((weigh("pack/a", "4"), weigh("pack/b", "4"), weigh("pack/c", "4")), ["4", "4", "4"], 12),
        ((weigh("pack/a", "9"),), ["5", "3", "2"], 10),
        ((Change(kind=DecisionKind.EXCLUDE, subject="pack/a"),), ["6", "4"], 10),
        ((Change(kind=DecisionKind.EXCLUDE, subject="pack/a"), weigh("pack/b", "5")), ["5", "5"], 10),
    ],
    ids=["one-set", "by-name-alone", "all-set", "too-little-left", "one-gone", "one-gone-one-set"],
)
def test_weightings_that_are_set_stand_and_the_rest_is_shared(
    changes: tuple[Change, ...], expected: list[str], social_value: int
) -> None:
    """By hand: what is left of ten points goes to the others as they stood, in whole points; where all are set, quality
    gives way."""
    after = mended(THREE, changes)
    assert weightings(after) == expected
    assert after.total == after.split.social_value == social_value
    assert after.split.price == THREE.split.price


def test_nothing_left_to_score_gives_its_marks_to_quality() -> None:
    after = mended(THREE, [Change(kind=DecisionKind.EXCLUDE, subject=each.code) for each in THREE.criteria])
    assert after.criteria == ()
    assert (after.split.quality, after.split.social_value) == (60, 0)


def test_what_concerns_another_criterion_or_stage_changes_nothing() -> None:
    for change in (
        Change(kind=DecisionKind.FORCE, subject="pack/z", value="condition"),
        Change(kind=DecisionKind.FORCE, subject="pack/a", value="condition", stage="scale"),
    ):
        assert mended(THREE, (change,)) == THREE


def test_a_change_that_means_nothing_here_is_refused() -> None:
    with pytest.raises(MisuseError, match="means nothing here"):
        mended(THREE, (Change(kind=DecisionKind.FACTOR, subject="pack/a.signal", value="0.5"),))


def test_the_pull_of_a_stated_meaning_gives_that_meaning() -> None:
    after = mended(THREE, (Change(kind=DecisionKind.FACTOR, subject="pack/a.meaning", value="0.8"),))
    assert 1 / (1 + after.criteria[0].pull ** 2) == pytest.approx(0.8)
    assert mended(THREE, (Change(kind=DecisionKind.FACTOR, subject="pack/a.meaning", value="1"),)).criteria[0].pull == 0
