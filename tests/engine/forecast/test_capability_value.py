"""What a capability adds, against its absence: odds, months and projects elsewhere, each by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from impact_cases import PACKS, belief, effect, fixed, inputs, number, procurement, run, stage

from commonweal.forecast.capability import CapabilityGain, FollowOn
from commonweal.forecast.capability_value import raise_odds, value_capabilities
from commonweal.forecast.effect import Trigger
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import ForecastInputs
from commonweal.record.errors import MisuseError

CASE = procurement(stage(0, funding=10, share="0.8"), stage(1, funding=20, share="0.5"), stage(2, funding=40))
GAIN = CapabilityGain(
    id="bed", title="A test bed", stage="s0", before=number(1), after=number(3), held_by="A council", survives=True
)


def asked(*gains: CapabilityGain) -> ForecastInputs:
    """A prize of 300 where all three stages succeed, the last for certain."""
    return inputs(
        {
            "one": fixed(1),
            "prize": fixed(300),
            "beta": fixed("0.4"),
            "saved": fixed("0.5"),
            "number": belief("poisson", mean=3),
            "odds": fixed("0.5"),
            "success": fixed(1000),
        },
        effect(2, quantity="one", value="prize"),
        capabilities=gains,
    )


def lifted(share: float) -> float:
    odds = share / (1 - share) * math.exp(0.4 * 2)
    return odds / (1 + odds)


def test_raised_odds_are_worth_what_the_later_gate_then_brings() -> None:
    """logit p' = logit .5 + .4 × 2: (p' - p) × .8 × (prize - cost of the third stage)."""
    (told,), together = value_capabilities(run(CASE, asked(replace(GAIN, raises={"s1": "beta"}))))
    by_hand = (lifted(0.5) - 0.5) * 0.8 * (300 / 1.035**3 - 40 / 1.035**2)
    assert float(told.value) == pytest.approx(by_hand)
    assert told.value == told.from_odds == together
    assert float(told.from_time) == float(told.elsewhere) == 0
    assert [float(each) for each in (told.gates[0].without, told.gates[0].with_it)] == pytest.approx([0.5, lifted(0.5)])
    assert (told.gain, told.held_by, told.survives, float(told.chance)) == (2, "A council", True, 1 * 0.8)


def test_a_shorter_stage_brings_the_prize_forward_at_the_same_cost() -> None:
    """Half of the second stage saved: the third starts at month 18, the prize comes at 30 instead of 36."""
    (told,), _ = value_capabilities(run(CASE, asked(replace(GAIN, shortens={"s1": "saved"}))))
    before = 0.4 * (300 / 1.035**3 - 40 / 1.035**2)
    after = 0.4 * (300 / 1.035**2 - 40 * 0.5 * (1 / 1.035 + 1 / 1.035**2))
    assert float(told.value) == pytest.approx(after - before)
    assert float(told.from_time) == pytest.approx(after - before)


def test_projects_elsewhere_gain_from_raised_odds_after_a_while() -> None:
    """Three of them by expectation, (p' - p) × £1,000, two years after the first gate, if that is passed."""
    follow = FollowOn(number="number", pass_share="odds", value="success", beta="beta", after_months=number(24))
    (told,), _ = value_capabilities(run(CASE, asked(replace(GAIN, follow_on=follow)), draws=8192))
    assert float(told.elsewhere) == pytest.approx(0.8 * 3 * (lifted(0.5) - 0.5) * 1000 / 1.035**3, rel=2e-3)
    gone = replace(GAIN, follow_on=follow, survives=False)
    (told,), _ = value_capabilities(run(CASE, asked(gone)))
    assert told.elsewhere.value == 0


def test_capabilities_together_are_valued_together() -> None:
    """Two that raise the same gate add on the logit, so together they are worth less than one by one here."""
    gains = [replace(GAIN, id=name, raises={"s1": "beta"}) for name in ("a", "b")]
    each, together = value_capabilities(run(CASE, asked(*gains)))
    alone = sum(float(one.value) for one in each)
    assert 0 < float(together or 0) < alone


def test_a_capability_is_in_no_total_of_the_forecast() -> None:
    """The forecast with it and without it has the same totals; no capability, no value of all together."""
    with_it, without = (
        forecast_impact(CASE, asked(*gains), packs=PACKS, seed=1, draws=512, live=True)
        for gains in ((replace(GAIN, raises={"s1": "beta"}),), ())
    )
    assert with_it.together == without.together
    assert without.capabilities_together is None


def test_odds_of_nothing_and_of_certainty_stay_what_they_are() -> None:
    """Zero stays zero and one stays one; by nothing nothing changes."""
    np.testing.assert_allclose(raise_odds(np.array([0, 1, 0.3]), np.array([2.0, 2.0, 0.0])), [0, 1, 0.3])


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (replace(GAIN, stage="s9"), "which the procurement does not have"),
        (replace(GAIN, raises={"s0": "beta"}), "does not come after"),
        (replace(GAIN, shortens={"s9": "saved"}), "does not come after"),
        (replace(GAIN, shortens={"s1": "one"}), "the share that is saved stays below 1"),
    ],
)
def test_a_capability_that_cannot_be_is_refused(gain: CapabilityGain, said: str) -> None:
    """One sentence each."""
    with pytest.raises(MisuseError, match=said):
        forecast_impact(CASE, asked(gain), packs=PACKS, seed=1, draws=512, live=True)


def test_what_is_doubtful_of_a_capability_is_found() -> None:
    """No more than there was, and nobody says that it survives though others are to gain from it."""
    follow = FollowOn(number="number", pass_share="odds", value="success", beta="beta")
    gain = replace(GAIN, after=Decimal(1), survives=None, follow_on=follow, trigger=Trigger.REACHED)
    forecast = forecast_impact(CASE, asked(gain), packs=PACKS, seed=1, draws=512, live=True)
    codes = {each.code for each in forecast.findings}
    assert codes >= {"capability-without-gain", "capability-may-not-survive"}
