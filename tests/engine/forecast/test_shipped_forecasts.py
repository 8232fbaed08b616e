"""The forecasts that examples ship with: what a sceptical economist would ask of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from commonweal.exchange.case_file import open_case
from commonweal.exchange.case_file.folder import CaseFolder
from commonweal.exchange.forecast_report.finding import tell_finding
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.result import Forecast
from commonweal.frameworks import load_packs
from commonweal.record.finding import Severity

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = sorted(file.parents[1] for file in (ROOT / "examples").rglob("forecast/inputs.yaml"))
# What these cases have not said, and what their forecasts are there to show.
EXPECTED = {"stage-without-funding", "right-to-stop-not-given"}


@cache
def read(folder: Path) -> tuple[CaseFolder, ForecastInputs, Forecast]:
    opened = open_case(folder)
    assert opened.forecast is not None
    made = forecast_impact(opened.case.procurement, opened.forecast, packs=load_packs(), seed=1, draws=1024)
    return opened, opened.forecast, made


def test_some_examples_have_one() -> None:
    assert {each.name for each in SHIPPED} >= {"sandbox-pilot", "sbri-competition"}


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda each: each.name)
def test_every_belief_says_why(folder: Path) -> None:
    """With its unit; those of scenarios too."""
    _, inputs, _ = read(folder)
    named = list(inputs.beliefs.values()) + [each for one in inputs.scenarios for each in one.beliefs.values()]
    assert all(each.because and each.unit and each.title for each in named)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda each: each.name)
def test_it_is_small_and_whole(folder: Path) -> None:
    """Five to eight effects, gates with beliefs, a study with a cost, a scenario; harm is possible where it is."""
    opened, inputs, _ = read(folder)
    assert 5 <= len(inputs.effects) <= 8 and len(inputs.gates) >= 2 and inputs.scenarios
    assert inputs.studies and all(each.size and (each.cost or each.cost_each) for each in inputs.studies)
    assert all(each.evidence for each in inputs.effects)
    for effect in inputs.effects:
        if not opened.case.procurement.stage(effect.stage).under_contract:
            assert effect.because, "a branch says that it is one"
            assert effect.additionality, "and counts only what would not have come anyway"


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda each: each.name)
def test_nothing_warns_that_was_not_meant(folder: Path) -> None:
    _, _, forecast = read(folder)
    assert {each.code for each in forecast.findings if each.severity is not Severity.INFORMATION} <= EXPECTED


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda each: each.name)
def test_no_value_hangs_on_the_contract_alone(folder: Path) -> None:
    """Adoption is a branch, and the finding says what hangs on it."""
    opened, inputs, forecast = read(folder)
    assert forecast.branch is not None
    told = tell_finding(forecast, opened.case.procurement, inputs)
    assert "is nobody's commitment" in told[-1]
    assert forecast.contract.social_value.mean.value is not None and forecast.branch.adds.social_value.mean.value
    assert forecast.contract.social_value.mean.value < forecast.branch.adds.social_value.mean.value
