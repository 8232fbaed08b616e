"""A forecast on plain draws tells what one on Sobol points does, for who asks once."""

from __future__ import annotations

from pathlib import Path

from commonweal.exchange import open_case
from commonweal.forecast.drawing import draw_plainly
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.quick import forecast_quickly
from commonweal.frameworks import load_packs

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "sandbox-pilot"


def test_plain_draws_tell_the_same_within_both_margins_and_the_same_bytes_again() -> None:
    """Of the mean net value: the two intervals at 95%, each as wide again, meet."""
    opened, packs = open_case(EXAMPLE), load_packs()
    assert opened.forecast is not None
    procurement, inputs = opened.case.procurement, opened.forecast
    quick = forecast_quickly(procurement, inputs, packs=packs, seed=1)
    usual = forecast_impact(procurement, inputs, packs=packs, seed=1, live=True)
    one, other = quick.contract.net.mean, usual.contract.net.mean
    assert one.value is not None and one.high is not None and one.low is not None
    assert other.value is not None and other.high is not None and other.low is not None
    assert abs(one.value - other.value) <= (one.high - one.low) + (other.high - other.low)
    assert forecast_quickly(procurement, inputs, packs=packs, seed=1) == quick
    assert forecast_quickly(procurement, inputs, packs=packs, seed=2) != quick


def test_a_changed_seed_or_belief_changes_draws_and_none_lies_at_an_end() -> None:
    opened = open_case(EXAMPLE)
    assert opened.forecast is not None
    stages = tuple(stage.id for stage in opened.case.procurement.stages)
    drawn = draw_plainly(opened.forecast, stages=stages, draws=512, seed=1)
    assert all(float(column.min()) > 0 and float(column.max()) < 1 for column in drawn.gates.values())
    assert {column.shape for column in drawn.gates.values()} == {(512,)}
