"""The forecasts that examples ship with: what a sceptical economist would ask of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from commonweal.exchange.case_file import open_case
from commonweal.exchange.case_file.folder import CaseFolder
from commonweal.exchange.forecast_report.finding import tell_finding
from commonweal.forecast.effect import Trigger
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.result import Forecast
from commonweal.frameworks import load_packs
from commonweal.record.finding import Severity

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = sorted(file.parents[1] for file in (ROOT / "examples").rglob("forecast/inputs.yaml"))
# What these cases have not said, and what their forecasts are there to show.
EXPECTED = {"right-to-stop-not-given"}
SEVEN = ("mean", "p5", "p25", "p50", "p75", "p95", "positive_share")


@cache
def read(folder: Path) -> tuple[CaseFolder, ForecastInputs, Forecast]:
    opened = open_case(folder)
    assert opened.forecast is not None
    made = forecast_impact(opened.case.procurement, opened.forecast, packs=load_packs(), seed=1, draws=1024)
    return opened, opened.forecast, made


CASES = sorted(file.parent for file in (ROOT / "examples").rglob("case.yaml"))
# A service that is known when it is bought: nothing is tried out, so nothing is decided on the way.
TRIED = [each for each in SHIPPED if each.parent.name != "conventional-service"]


def name_of(folder: Path) -> str:
    return folder.name


def test_every_example_has_one() -> None:
    assert SHIPPED == CASES


@pytest.mark.parametrize("folder", SHIPPED, ids=name_of)
def test_every_belief_says_why(folder: Path) -> None:
    """With its unit; those of scenarios too."""
    _, inputs, _ = read(folder)
    named = list(inputs.beliefs.values()) + [each for one in inputs.scenarios for each in one.beliefs.values()]
    assert all(each.because and each.unit and each.title for each in named)


@pytest.mark.parametrize("folder", SHIPPED, ids=name_of)
def test_it_is_small_and_whole(folder: Path) -> None:
    """Few effects with grades, a scenario; what is worth pounds counts only what would not have come anyway."""
    opened, inputs, _ = read(folder)
    assert 4 <= len(inputs.effects) <= 8 and inputs.scenarios
    assert all(each.evidence for each in inputs.effects)
    assert all(each.additionality for each in inputs.effects if each.value)
    for effect in inputs.effects:
        if not opened.case.procurement.stage(effect.stage).under_contract:
            assert effect.because, "a branch says that it is one"
            assert effect.additionality, "and counts only what would not have come anyway"


@pytest.mark.parametrize("folder", TRIED, ids=name_of)
def test_what_is_tried_has_gates_and_studies_that_cost(folder: Path) -> None:
    _, inputs, _ = read(folder)
    assert len(inputs.gates) >= 2
    assert inputs.studies and all(each.size and (each.cost or each.cost_each) for each in inputs.studies)


@pytest.mark.parametrize("folder", SHIPPED, ids=name_of)
def test_nothing_warns_that_was_not_meant(folder: Path) -> None:
    _, _, forecast = read(folder)
    assert {each.code for each in forecast.findings if each.severity is not Severity.INFORMATION} <= EXPECTED


@pytest.mark.parametrize("folder", SHIPPED, ids=name_of)
def test_no_main_figure_is_refused(folder: Path) -> None:
    """Neither a total, a policy, what a belief is worth, nor how big a study should be."""
    _, _, forecast = read(folder)
    summaries = (forecast.together.social_value, forecast.together.public_cost, forecast.together.net)
    assert all(getattr(each, name).value is not None for each in summaries for name in SEVEN)
    policies = forecast.policies
    steps = (policies.committed, policies.with_evidence, policies.learning, policies.perfect_information)
    assert all(each.value is not None for each in steps)
    assert forecast.learning is not None and forecast.learning.beliefs
    assert not [each.belief for each in forecast.learning.beliefs if each.worth.value is None]
    assert not [each.id for each in forecast.learning.studies if each.refused]


@pytest.mark.parametrize("folder", TRIED, ids=name_of)
def test_no_value_hangs_on_the_contract_alone(folder: Path) -> None:
    """What is adopted is a branch, or comes after the contract has ended; the finding says what hangs on a branch."""
    opened, inputs, forecast = read(folder)
    told = tell_finding(forecast, opened.case.procurement, inputs)
    if forecast.branch is None:
        lasting = [each for each in inputs.effects if each.yearly]
        last = opened.case.procurement.stages[-1].id
        assert all((each.stage, each.trigger) == (last, Trigger.PASSED) for each in lasting)
        return
    assert "is nobody's commitment" in told[-1]
    assert forecast.contract.social_value.mean.value is not None and forecast.branch.adds.social_value.mean.value
    assert forecast.contract.social_value.mean.value < forecast.branch.adds.social_value.mean.value


@pytest.mark.parametrize("folder", [each for each in SHIPPED if each not in TRIED], ids=name_of)
def test_a_service_that_is_known_is_not_weighed(folder: Path) -> None:
    """What its bidders add is set beside what it costs, and no loss is claimed of it."""
    opened, inputs, forecast = read(folder)
    first, _ = tell_finding(forecast, opened.case.procurement, inputs)
    assert first.startswith("Beside what it is bought for, which is not in this forecast, ")
