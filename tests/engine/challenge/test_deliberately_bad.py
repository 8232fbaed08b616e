"""Schemes as a careless authority would write them, each caught as it should be; and good ones."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache, partial

import pytest
from challenge_cases import criterion, packs, targets

from commonweal.challenge import AwardChallenge, Target, TargetCriterion, challenge_target
from commonweal.challenge.challenging import points_taken
from commonweal.challenge.mending import mended
from commonweal.procurement import PriceMethod
from commonweal.scheme.question import ScaleLevel
from commonweal.scheme.weighting import share_out

REMEDY = "The supplier delivers what it promised; what is not done is taken off the last payment."
DEGREES = (
    "Nothing.",
    "A poor response.",
    "A fair response.",
    "A good response.",
    "A very good response.",
    "Excellent.",
)
SERVICE, SANDBOX = "conventional-service/ppn-002", "sandbox-pilot"


def levels(*descriptors: str) -> tuple[ScaleLevel, ...]:
    points = (0, 5) if len(descriptors) == 2 else range(len(descriptors))
    return tuple(
        ScaleLevel(points=Decimal(place), label="Level", descriptor=words)
        for place, words in zip(points, descriptors, strict=True)
    )


@cache
def scored(example: str, measure: str, question: str, descriptors: tuple[str, ...] = ()) -> Target:
    """The award decision of an example with ten points on one criterion of this measure and question."""
    base = targets(example, "balanced")[0]
    pack, _, name = measure.partition("/")
    known = packs().get(pack).measures[name]
    one = criterion(
        "own/asked",
        10,
        kind=known.kind.value,
        pull=float(known.fit.pull * (1 - known.fit.verified_share)),
        title="What is asked",
        stage=base.stages[0].stage.id,
        measure=measure,
        measure_title=known.title,
        profile=known.fit,
        question=question,
        levels=levels(*descriptors) if descriptors else (),
        condition=REMEDY,
    )
    return weighed(base, one)


def weighed(base: Target, *criteria: TargetCriterion) -> Target:
    total = sum((each.weighting for each in criteria), Decimal(0))
    split = replace(base.split, social_value=total, quality=100 - base.split.price - total)
    return replace(base, criteria=criteria, split=split)


def first(found: AwardChallenge) -> str:
    return found.leaks[0].leak.attack if found.leaks else ""


BAD = {
    "ticks": (
        partial(scored, SERVICE, "ppn-002/new-jobs", "Tick at least one of the 76 measures of our menu. Pass/fail."),
        {"token-tick"},
    ),
    "hours": (
        partial(scored, SANDBOX, "ppn-002/wellbeing-hours", "State how many hours of volunteering you will give."),
        {"volume-padder"},
    ),
    "adjectives": (
        partial(
            scored, SERVICE, "ppn-002/new-jobs", "Say how many jobs, for whom, by which date, in a named plan.", DEGREES
        ),
        {"same-words"},
    ),
    "baseline": (
        partial(
            scored,
            SERVICE,
            "ppn-002/new-jobs",
            "State the rise in local jobs against the current baseline of this contract, by date, with records.",
        ),
        {"incumbent"},
    ),
    "highest": (
        partial(
            scored,
            SERVICE,
            "ppn-002/apprenticeships",
            "State the number and when each starts. The bidder with the highest number receives full marks, and others "
            "are scored pro rata to the highest.",
        ),
        {"most-wins-most"},
    ),
    "letter": (
        partial(
            scored,
            SANDBOX,
            "innovation/adopter-committed",
            "Provide one letter of support.",
            ("No letter.", "At least one letter of support is provided."),
        ),
        {"cheap-talk", "token-tick"},
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_each_is_caught_first_by_the_attack_meant_for_it_and_a_mend_mends_it(name: str) -> None:
    """Where a mend can be computed, it takes the leak away or leaves it less; else people are told what to do."""
    bad, meant = BAD[name]
    found = challenge_target(bad(), packs=packs())
    assert first(found) in meant
    assert found.verdict in {"leaks", "misleads"}
    worst = found.leaks[0]
    assert worst.leak.mends
    effects = [each for each in worst.effects if each is not None]
    by_hand = any(not mend.changes for mend in worst.leak.mends)
    assert by_hand or min(each.points_after for each in effects) < effects[0].points_before


GOOD = ("sandbox-pilot", "sbri-competition", "defence-prototype", "conventional-service/ppn-026")


@pytest.mark.parametrize("example", GOOD)
def test_good_schemes_are_left_in_peace_whatever_the_price_method(example: str) -> None:
    """No marks of social value are said to go astray; a relative method of price alone never makes a scheme mislead."""
    for target in targets(example, "balanced"):
        for method in (PriceMethod.LINEAR, PriceMethod.LOWEST_RATIO):
            if not target.criteria or not target.split.price:
                continue
            one = replace(target, split=replace(target.split, method=method))
            found = challenge_target(one, packs=packs(), mends=False)
            assert {each.leak.attack for each in found.leaks} <= {"cheap-rival"}
            assert points_taken([each.leak for each in found.leaks], one.total) == 0
            assert found.verdict != "misleads"


def test_a_leak_of_the_whole_is_not_added_to_those_of_criteria() -> None:
    """Padding of one count is found at the count and in the whole: the same points are not said to be lost twice."""
    bad = BAD["hours"][0]()
    leaks = [each.leak for each in challenge_target(bad, packs=packs(), mends=False).leaks]
    whole = max(each.harm for each in leaks if not each.criterion)
    alone = max(each.harm for each in leaks if each.criterion)
    assert 0 < whole < alone
    assert float(points_taken(leaks, bad.total)) == pytest.approx(max(whole, alone))
    assert float(points_taken([each for each in leaks if not each.criterion], bad.total)) == pytest.approx(whole)


def test_what_lies_in_price_comes_last_and_takes_no_marks() -> None:
    """At 40 for price by the linear method a rival decides half of the pairs or more: told, and no mark is lost."""
    base = weighed(targets(SANDBOX, "balanced")[0], *targets(SANDBOX, "balanced")[0].criteria)
    target = replace(base, split=replace(base.split, method=PriceMethod.LINEAR))
    found = challenge_target(target, packs=packs(), mends=False)
    last = found.leaks[-1].leak
    assert last.of_price
    assert last.severity > 0
    assert last.harm == 0
    assert found.verdict == "leaks"


@pytest.mark.parametrize(("count", "points"), [(7, "10"), (40, "10"), (3, "0.5"), (3, "3.02")])
def test_many_criteria_with_hardly_a_point_each_are_challenged(count: int, points: str) -> None:
    """Floors that do not fit give way to equal parts that may be published: two decimals, and never more than all."""
    base = targets(SANDBOX, "balanced")[0]
    stage = base.stages[0].stage.id
    shares = share_out(Decimal(points), [1.0] * count, least=Decimal(0), unit=Decimal("0.01"))
    many = [
        criterion(f"own/{place}", each, stage=stage, pull=0.2 + 2 * (place > 0)) for place, each in enumerate(shares)
    ]
    target = weighed(base, *many)
    found = challenge_target(target, packs=packs(), mends=False)
    for each in (mend for one in found.leaks for mend in one.leak.mends):
        after = mended(target, each.changes)
        assert not after.criteria or after.total == target.total
        assert all(one.weighting == round(one.weighting, 2) for one in after.criteria)
