"""Which beliefs swing net value, and how far they must move to change the best decision: by hand."""

from __future__ import annotations

import pytest
from impact_cases import belief, effect, fixed, inputs, number, procurement, run, stage

from commonweal.forecast.inputs import Adaptation, Correlation
from commonweal.forecast.sensitivity import find_sensitivity, is_linear

CASE = procurement(stage(0, funding=20, share="0.5"), stage(1, funding=60))
BELIEFS = {
    "q": belief("uniform", low=5, high=15),
    "v": belief("uniform", low=8, high=24),
    "lag": belief("uniform", low=0, high=24),
    "p": belief("beta", a=4, b=4),
}
WORTH = 10 * 16 / 1.035  # of the second stage, once reached
COST = 60 / 1.035


def test_the_tornado_is_what_the_ends_bring() -> None:
    """Net value is linear in q: at its P10, 6, and its P90, 14, others as they are; widest first."""
    asked = inputs(BELIEFS, effect(1, quantity="q", value="v", trigger="reached"), gates={"s0": "p"})
    told = find_sensitivity(run(CASE, asked, draws=8192), stages=2)
    swings = {each.belief: each for each in told.swings}
    assert set(swings) == {"q", "v", "p"}
    assert (swings["q"].p10, swings["q"].p90) == (6, 14)
    for at, level in ((swings["q"].at_p10, 6), (swings["q"].at_p90, 14)):
        assert float(at) == pytest.approx(0.5 * (level * 16 / 1.035 - COST) - 20, rel=1e-3)
    sizes = [abs(each.swing) for each in told.swings]
    assert sizes == sorted(sizes, reverse=True)


def test_switching_values_are_where_another_course_becomes_best() -> None:
    """Going through pays while p (q v - 60) / 1.035 > 20: each belief alone is moved to where it does not."""
    asked = inputs(BELIEFS, effect(1, quantity="q", value="v", trigger="reached"), gates={"s0": "p"})
    told = find_sensitivity(run(CASE, asked, draws=8192), stages=2)
    assert told.best_now == "go through all stages"
    switching = {each.belief: each for each in told.switching}
    needed = (20 / 0.5 + COST) * 1.035
    for name, at in (("q", needed / 16), ("v", needed / 10), ("p", 20 / (WORTH - COST))):
        below = switching[name].below
        assert below is not None
        assert switching[name].above is None
        assert float(below.value) == pytest.approx(at, rel=2e-3)
        assert below.becomes == "do not start"
        assert float(below.multiple or 0) == pytest.approx(float(below.value) / float(switching[name].mean))
    q = switching["q"].below
    assert q is not None and float(q.beyond_share) == pytest.approx((needed / 16 - 5) / 10, abs=2e-3)


def test_a_decision_that_is_to_stop_switches_upwards() -> None:
    """Where it does not pay to start, the belief must rise; the course beyond is said in words."""
    dear = procurement(stage(0, funding=20, share="0.5"), stage(1, funding=130))
    asked = inputs(BELIEFS, effect(1, quantity="q", value="v", trigger="reached"), gates={"s0": "p"})
    told = find_sensitivity(run(dear, asked, draws=8192), stages=2)
    q = next(each for each in told.switching if each.belief == "q")
    assert told.best_now == "do not start"
    assert q.below is None and q.above is not None
    assert float(q.above.value) == pytest.approx((20 / 0.5 + 130 / 1.035) * 1.035 / 16, rel=2e-3)
    assert q.above.becomes == "go through all stages"


def test_a_lag_is_searched_and_not_interpolated() -> None:
    """A lag is not linear: value falls in steps: 103 pounds repay 10 + 85 / 1.035 up to year 3 only."""
    asked = inputs(
        {**BELIEFS, "q": fixed(10), "v": fixed("10.3")},
        effect(1, quantity="q", value="v", lag="lag", trigger="reached"),
    )
    simulation = run(procurement(stage(0, funding=10, share="1"), stage(1, funding=85)), asked, draws=1024)
    assert not is_linear(simulation, "lag")
    told = find_sensitivity(simulation, stages=2)
    (lag,) = told.switching
    assert told.best_now == "go through all stages"
    assert lag.below is None and lag.above is not None
    assert float(lag.above.value) == pytest.approx(36, abs=1e-6)


def test_the_course_says_which_other_action_it_takes() -> None:
    """An adaptation that is part of the best course is named by its title."""
    lighter = Adaptation(
        id="lighter",
        title="a lighter second stage",
        gate="s0",
        funding_factor=number("0.5"),
        effect_factors={"e1": number("0.9")},
    )
    asked = inputs(BELIEFS, effect(1, quantity="q", value="v", trigger="reached"), adaptations=(lighter,))
    told = find_sensitivity(run(CASE, asked), stages=2)
    assert told.best_now == "go through all stages, with a lighter second stage"


def test_a_belief_that_only_matters_with_another_is_refused_with_the_reason() -> None:
    """Held at their means, two that rise together lead elsewhere than they do as they vary."""
    asked = inputs(
        {"q": belief("lognormal", p50=5, p90=30), "v": belief("lognormal", p50=8, p90=40)},
        effect(1, quantity="q", value="v", trigger="reached"),
        correlations=(Correlation(one="q", other="v", rank=number("0.95")),),
    )
    dear = procurement(stage(0, funding=20, share="1"), stage(1, funding=250))
    told = find_sensitivity(run(dear, asked, draws=8192), stages=2)
    assert told.best_now == "go through all stages"
    assert all("what matters is how it varies" in each.refused for each in told.switching)


def test_what_cannot_change_the_totals_is_left_out() -> None:
    """What is counted and never priced, and a belief whose only value is certain: neither swings nor switches."""
    one = belief("discrete", values=(3,), shares=(1,))
    asked = inputs(
        {**BELIEFS, "one": one, "n": belief("uniform", low=0, high=9)},
        effect(1, quantity="q", value="one", trigger="reached"),
        effect(1, id="counted", quantity="n", lag="lag"),
        gates={"s0": "p"},
    )
    told = find_sensitivity(run(CASE, asked), stages=2)
    assert {each.belief for each in told.swings} == {each.belief for each in told.switching} == {"q", "p"}
