"""Whatever an award decision may look like, its challenge is whole numbers and plain words, or one clear refusal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest
from challenge_cases import packs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.challenge import Target, TargetCriterion, TargetStage, challenge_target
from commonweal.challenge.mending import mended
from commonweal.frameworks import FitProfile, MeasureKind
from commonweal.procurement import PriceMethod, Split, StageKind
from commonweal.scheme.question import ScaleLevel
from commonweal.scheme.weighting import share_out
from strategies import stage

WORDS = (
    "",
    " ",
    "Tick at least one of 76 measures. Pass or fail.",
    "Name the person, the date and the record.",
    "Hours of volunteering by the incumbent on this contract, against its own baseline.",
    "The highest number takes full marks; others in proportion.",
    "Excellent.",
)
EXTREMES = ("0.01", "0.5", "1", "3", "7.25", "10", "99")


@st.composite
def criteria(draw: st.DrawFn, stages: tuple[str, ...]) -> TargetCriterion:
    """A criterion with any of the words, kinds, pulls and scales, with what a measure is known for or without."""
    count = draw(st.integers(0, 6))
    measures = [(f"{pack}/{name}", each) for pack in ("ppn-002",) for name, each in _measures(pack).items()]
    name, profile = draw(st.sampled_from([("", None), ("invented/one", None), *measures]))
    return TargetCriterion(
        code=draw(st.sampled_from(["ppn-002/1a", "ppn-002/6b", *(f"own/{number}" for number in range(20))])),
        title=draw(st.sampled_from(["Jobs", "Learning shared", "Sound delivery of the service"])),
        weighting=Decimal(draw(st.sampled_from(EXTREMES))),
        stage=draw(st.sampled_from(stages)),
        outcome=draw(st.sampled_from(["", "jobs"])),
        kind=draw(st.sampled_from(list(MeasureKind))),
        measure=name,
        measure_title=draw(st.sampled_from(["", "Jobs created", "Hours given"])),
        unit=draw(st.sampled_from(["", "hours"])),
        pull=draw(st.one_of(st.sampled_from([0.0, 1.0, 5.0]), st.floats(0, 5))),
        pull_because=draw(st.sampled_from(["", "For a test."])),
        profile=profile,
        question=draw(st.sampled_from(WORDS)),
        evidence=draw(st.sampled_from(WORDS)),
        levels=tuple(
            ScaleLevel(points=Decimal(place), label="L", descriptor=draw(st.sampled_from(WORDS)))
            for place in range(count)
        ),
        word_limit=draw(st.sampled_from([None, 1, 500, 100_000])),
        condition=draw(st.sampled_from(WORDS)),
        contract_known=draw(st.booleans()),
    )


def _measures(pack: str) -> dict[str, FitProfile]:
    return {name: each.fit for name, each in list(packs().get(pack).measures.items())[:12]}


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """An award decision of one to nine criteria over one to five stages, some with neither funding nor odds to speak
    of; the same criterion may be scored twice."""
    kinds = draw(st.lists(st.sampled_from(list(StageKind)), min_size=1, max_size=5, unique=True))
    made = []
    for place, kind in enumerate(kinds):
        months, funding = draw(st.sampled_from([("0.5", 5_000), ("6", 200_000), ("120", 900_000_000)]))
        made.append(
            TargetStage(
                stage=stage(kind.value, months, funding),
                starts=Decimal(6 * place),
                reach=Decimal(draw(st.sampled_from(["1", "0.5", "0.000001"]))),
            )
        )
    names = tuple(each.stage.id for each in made)
    many = draw(st.sampled_from([1, 2, 3, 9]))
    found = draw(st.lists(criteria(names), min_size=1, max_size=many, unique_by=lambda each: (each.code, each.stage)))
    total = draw(st.sampled_from([Decimal("0.5"), Decimal(10), Decimal(60)]))
    shares = share_out(total, [float(each.weighting) for each in found], least=Decimal(0), unit=Decimal("0.01"))
    kept = [replace(each, weighting=share) for each, share in zip(found, shares, strict=True) if share]
    method = draw(st.sampled_from(list(PriceMethod)))
    price = Decimal(0) if method.is_absolute else Decimal(draw(st.sampled_from(["0", "1", "40"])))
    return Target(
        id="award",
        title="The award",
        split=Split(price=price, quality=100 - price - total, social_value=total, method=method),
        criteria=tuple(kept),
        quality=(),
        stages=tuple(made),
        bidders=draw(st.sampled_from([1, 2, 5, 40])),
        assessors=3,
        least_weighting=Decimal(3),
        pounds=draw(st.sampled_from([None, Decimal(1), Decimal(10**12)])),
    )


@pytest.mark.nightly
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(targets(), st.integers(0, 3))
def test_a_challenge_of_anything(target: Target, seed: int) -> None:
    """Numbers are finite, harm lies within the mark, mends keep the total, and the same seed gives the same."""
    made = challenge_target(target, packs=packs(), seed=seed)
    for number in numbers_in(made):
        assert math.isfinite(number)
    for found in made.leaks:
        assert 0 <= found.leak.severity <= 1
        assert 0 <= found.leak.harm <= float(target.total) + 1e-9, found.leak
        assert "nan" not in f"{found.leak.finding} {found.leak.because}".lower().split()
        assert "  " not in found.leak.finding
        for mend in found.leak.mends:
            if mend.changes:
                after = mended(target, mend.changes)
                if after.criteria:
                    assert after.total == target.total, (mend.title, after.total, target.total)
    assert repr(made) == repr(challenge_target(target, packs=packs(), seed=seed))


def numbers_in(thing: object) -> Iterator[float]:
    if isinstance(thing, float | Decimal):
        yield float(thing)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from numbers_in(each)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for each in fields(thing):
            yield from numbers_in(getattr(thing, each.name))
