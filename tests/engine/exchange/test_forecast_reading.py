"""What terminal, annex and pages rest on: whether one starts, where one stops, which stages may fail, what is
summed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import chart_cases
import pytest

from commonweal.exchange import forecast_case, open_case
from commonweal.exchange.business_case.gathering import make_business_case
from commonweal.exchange.business_case.view import Grid
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.exchange.forecast_report.reading import exact_mean, gated_stages, scenario_sum, starts_now, stops_at
from commonweal.forecast.legs import STOP
from commonweal.frameworks import load_packs

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@cache
def example(name: str) -> CaseForecast:
    return forecast_case(open_case(EXAMPLES / name), packs=load_packs(), draws=512)


def grid(found: CaseForecast, caption: str) -> Grid:
    parts = make_business_case(found).parts
    blocks = [block for part in parts for block in part.blocks if isinstance(block, Grid)]
    return next(block for block in blocks if block.caption.startswith(caption))


def test_a_prototype_that_is_not_worth_starting_is_not_started() -> None:
    """And where the best fixed course stops later, that stage is named."""
    assert not starts_now(example("defence-prototype").forecast.policies)
    policies = chart_cases.whole().policies
    start, *later = policies.gates
    going = replace(policies, gates=(replace(start, best="proceed"), *(replace(each, best=STOP) for each in later)))
    assert starts_now(going) and stops_at(going) == later[0].gate
    assert stops_at(replace(going, gates=tuple(replace(each, best="proceed") for each in going.gates))) is None


def test_stages_without_a_gate_do_not_succeed_for_certain() -> None:
    """The annex says that there is no gate, where a share of all would be a claim."""
    found = example("conventional-service/ppn-002")
    assert gated_stages(found.procurement, found.inputs) == frozenset()
    assert {row[3] for row in grid(found, "Stages").rows} == {"no gate"}
    pilot = example("sandbox-pilot")
    assert {row[3] for row in grid(pilot, "Stages").rows} - {"no gate"}


@pytest.mark.parametrize(("weighed", "heading"), [(True, "Net value, mean"), (False, "Social value, mean")])
def test_what_is_summed_hangs_on_whether_costs_are_weighed(weighed: bool, heading: str) -> None:
    """Scenarios and the check without draws speak of net value, or of social value alone."""
    found = example("sandbox-pilot")
    if not weighed:
        effects = tuple(replace(each, criterion="innovation/co-design") for each in found.inputs.effects)
        found = replace(found, inputs=replace(found.inputs, effects=effects))
    table = grid(found, "Scenarios")
    assert table.columns[1].heading == heading
    assert ("Deciding on evidence" in {each.heading for each in table.columns}) is weighed
    one = found.forecast.scenarios[0]
    assert scenario_sum(one, weighed=weighed) is (one.totals.net if weighed else one.totals.social_value)
    exact = found.forecast.exact
    assert exact is not None and exact.net is not None and exact.social_value is not None
    assert exact_mean(found.forecast, weighed=weighed) == (exact.net if weighed else exact.social_value).mean
    assert exact_mean(replace(found.forecast, exact=None), weighed=weighed) is None
