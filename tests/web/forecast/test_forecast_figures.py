"""The tables of a forecast's page say what the terminal and the annex say."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from commonweal.exchange import forecast_case, open_case
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.frameworks import load_packs
from commonweal_web.forecast.translate.figures import Figures, figures_of
from commonweal_web.forecast.translate.scenarios import scenario_table

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@cache
def example(name: str) -> CaseForecast:
    return forecast_case(open_case(EXAMPLES / name), packs=load_packs(), draws=512)


def figures(found: CaseForecast) -> Figures:
    return figures_of(found.forecast, found.procurement, found.inputs, found.missions)


def test_where_nobody_would_start_it_says_so() -> None:
    """The step is what not starting is worth, and the best course fixed now is named so."""
    rows = [[str(cell) for cell in row] for row in figures(example("defence-prototype")).policies.rows]
    assert any("do not start" in row[0] and row[2].startswith("Not starting") for row in rows), rows
    pilot = [[str(cell) for cell in row] for row in figures(example("sandbox-pilot")).policies.rows]
    assert not any("start" in row[0] for row in pilot if "fixed" not in row[0])


def test_a_stage_without_a_gate_has_no_share_of_success() -> None:
    assert [row[3] for row in figures(example("conventional-service/ppn-002")).stages.rows] == ["no gate"]


def test_scenarios_speak_of_net_value_where_costs_are_weighed_only() -> None:
    found = example("sandbox-pilot")
    assert found.forecast.scenarios
    for weighed in (True, False):
        table = scenario_table(found.forecast, weighed=weighed)
        assert table is not None
        named = {str(row[0]) for row in table.rows}
        assert ({"Net value, mean", "Deciding on evidence"} <= named) is weighed
        assert "Social value, mean" in named
    nothing = replace(found.forecast, scenarios=())
    assert scenario_table(nothing, weighed=True) is None


def test_what_to_find_out_first_needs_no_price() -> None:
    """Where costs are weighed against nothing, the three beliefs that make the effects most unsure are named."""
    found = example("conventional-service/ppn-002")
    shown = figures(found)
    assert not shown.weighed and len(shown.to_find_out) == 3
    assert all("of the spread of the effects" in each.words for each in shown.to_find_out)
    assert all("worth up to" in each.words for each in figures(example("sandbox-pilot")).to_find_out)
