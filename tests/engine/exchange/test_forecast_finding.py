"""The finding of a forecast says what its numbers say, whatever they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from commonweal.exchange.case_file import open_case
from commonweal.exchange.forecast_report.finding import tell_finding
from commonweal.exchange.forecast_report.words import (
    say_about,
    say_at,
    say_ends,
    say_number,
    say_pounds,
    say_share,
    with_sign,
)
from commonweal.forecast.estimate import certain, refuse
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.result import Forecast
from commonweal.frameworks import load_packs
from commonweal.procurement import Procurement

ROOT = Path(__file__).resolve().parents[3]


@cache
def example() -> tuple[Forecast, Procurement, ForecastInputs]:
    opened = open_case(ROOT / "examples" / "sandbox-pilot")
    assert opened.forecast is not None
    procurement = opened.case.procurement
    made = forecast_impact(procurement, opened.forecast, packs=load_packs(), seed=1, draws=512, live=True)
    return made, procurement, opened.forecast


def told(*, staged: float, evidence: float, perfect: float = 0, study: float = 0) -> str:
    """The first sentence for a staged value, a value with evidence, of perfect information, and what studies cost."""
    forecast, procurement, inputs = example()
    now = max(staged, 0.0)
    policies = replace(
        forecast.policies,
        staged=certain(staged),
        decided_now=certain(now),
        with_evidence=certain(evidence),
        learning=certain(evidence - now),
        perfect_information=certain(perfect),
        study_cost=certain(study),
    )
    return tell_finding(replace(forecast, policies=policies), procurement, inputs)[0]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"staged": -50_000, "evidence": 80_000}, "worth about £80,000, and only because it can tell you to stop"),
        ({"staged": -50_000, "evidence": 80_000, "study": 30_000}, "worth about £50,000, and only because"),
        ({"staged": 30_000, "evidence": 140_000}, "mainly because it can tell you to stop (£110,000)"),
        ({"staged": 100_000, "evidence": 140_000}, "worth about £140,000; £40,000 of that is that it can tell you to"),
        ({"staged": 1_000_000, "evidence": 1_000_000}, "would hardly change what you do"),
        (
            {"staged": 22_100, "evidence": 30_900, "study": 9_360},
            "£22,000 without the studies that are planned: they would tell you something worth about £8,800, and cost "
            "about £9,400.",
        ),
        ({"staged": 22_100, "evidence": 22_000, "study": 50_000}, "they would tell you hardly anything, and cost"),
        ({"staged": 0, "evidence": 0}, "gone through with, it would gain nothing, and nothing that it can show"),
        (
            {"staged": -400_000, "evidence": 0},
            "not worth starting for what has a price here: gone through with, it would",
        ),
        ({"staged": -400_000, "evidence": 0}, "nothing that it can show would change that"),
        (
            {"staged": -400_000, "evidence": 0, "perfect": 90_000},
            "Better evidence beforehand could be worth up to £90,",
        ),
        ({"staged": -400_000, "evidence": 20_000, "study": 25_000, "perfect": 9e5}, "does not repay that"),
    ],
)
def test_the_finding_follows_the_numbers(numbers: dict[str, float], words: str) -> None:
    """Worth, and why; or not, and why not. What studies cost is taken off."""
    assert words in told(**numbers)


def test_the_range_and_the_branch_come_next() -> None:
    """How unsure it is, and what is nobody's commitment."""
    forecast, procurement, inputs = example()
    first, unsure, left_out, branch = tell_finding(forecast, procurement, inputs)
    assert first.startswith("The pilot is ")
    assert "in nine cases of ten" in unsure and "−£" in unsure
    assert left_out.startswith("‘Readings that come a day sooner’ and ‘Staff able to")
    assert "have no price and are in none of these sums" in left_out
    assert "The contract alone nets −£" in branch
    alone = tell_finding(replace(forecast, branch=None), procurement, inputs)
    assert len(alone) == 3


def test_without_a_price_no_worth_is_claimed() -> None:
    """Nor where only criteria of the scheme have one."""
    forecast, procurement, inputs = example()
    unpriced = replace(inputs, effects=tuple(replace(each, value="") for each in inputs.effects))
    assert "None of its effects has a price" in tell_finding(forecast, procurement, unpriced)[0]
    nothing = tell_finding(forecast, procurement, replace(inputs, effects=()))
    assert "nobody has stated yet what it brings" in nothing[0]
    theirs = replace(inputs, effects=tuple(replace(each, criterion="ppn-002/4a") for each in inputs.effects))
    first, more = tell_finding(forecast, procurement, theirs)
    assert first.startswith("Beside what it is bought for, which is not in this forecast, the pilot brings about £")
    assert "worth starting" not in f"{first}{more}"


@pytest.mark.parametrize(
    ("amount", "pounds", "about"),
    [
        ("0", "£0", "£0"),
        ("-0.4", "£0", "£0"),
        ("523.4", "£523", "£520"),
        ("75116", "£75,100", "£75,000"),
        ("-360748.6", "−£361,000", "£360,000"),
        ("999600", "£1.00m", "£1 million"),
        ("1764000", "£1.76m", "£1.8 million"),
        ("-23456789", "−£23.46m", "£23 million"),
    ],
)
def test_pounds_are_said_to_the_digits_that_they_bear(amount: str, pounds: str, about: str) -> None:
    assert (say_pounds(Decimal(amount)), say_about(Decimal(amount))) == (pounds, about)


def test_chances_and_counts_are_never_rounded_to_certainty() -> None:
    """And a number that is refused is said to be not known."""
    assert [say_share(certain(each)) for each in (0, 0.001, 0.14, 0.999, 1)] == [
        "0%",
        "under 1%",
        "14%",
        "over 99%",
        "100%",
    ]
    assert say_share(refuse("no", method="")) == "not known"
    said = [say_number(Decimal(each)) for each in ("0.001", "0.0428", "4.62", "73.4", "-31.9", "11824")]
    assert said == ["0", "0.043", "4.6", "73", "−32", "11,800"]


def test_values_of_beliefs_carry_their_units() -> None:
    """A share is a percentage, all else a number and its unit; a step has its sign, and nothing has none."""
    assert say_at(Decimal("0.497"), "share") == "50%"
    assert say_at(Decimal("1500000"), "litres a year") == "1,500,000 litres a year"
    assert say_ends(Decimal("-60"), Decimal("280"), "findings a year") == "−60 to 280 findings a year"
    assert [with_sign(certain(each)) for each in (107_000, -5_000, 0)] == ["+£107,000", "−£5,000", "£0"]
