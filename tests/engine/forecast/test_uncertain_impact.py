"""The staged model under uncertainty: closed forms, two oracles without draws, and what must always hold."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impact_cases import PACKS, belief, effect, fixed, inputs, number, procurement, run, stage

from commonweal.forecast.exact import find_exactly
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import Correlation, ForecastInputs, StatedBelief
from commonweal.forecast.model import build_model
from commonweal.forecast.moments import find_moments
from commonweal.forecast.policies import value_policies
from commonweal.forecast.totals import drawn_net, expected_net, keep_ledger, total_up
from commonweal.procurement import Procurement
from commonweal.quantities import SocialTerm
from commonweal.record.digest import canonical_json
from commonweal.record.errors import RefusedError


def rich_case() -> tuple[Procurement, ForecastInputs]:
    """Three stages, one of them a branch, gates with odds of their own, products, a random lag, a sign that varies."""
    case = procurement(
        stage(0, funding=60_000, share="0.8", months=4),
        stage(1, funding=150_000, share=1, months=8),
        stage(2, funding=900_000, months=24, under_contract=False),
    )
    beliefs = {
        "q0": belief("lognormal", p50=120, p90=300),
        "v0": belief("uniform", low=500, high=900),
        "dead": belief("beta", a=2, b=5),
        "lag": belief("lognormal", p50=6, p90=14),
        "q1": belief("triangular", low=100, mode=400, high=900),
        "v1": fixed(700),
        "p1": belief("beta", a=7, b=3),
        "q2": belief("normal", mean=1500, sd=900),
        "v2": belief("uniform", low=200, high=1200),
    }
    effects = (
        effect(
            0,
            quantity="q0",
            value="v0",
            yearly=True,
            persistence_months=number(36),
            drop_off_share=number("0.2"),
            lag="lag",
            additionality={SocialTerm.DEADWEIGHT: "dead"},
        ),
        effect(1, quantity="q1", value="v1", trigger="reached"),
        effect(2, quantity="q2", value="v2", yearly=True, persistence_months=number(60), trigger="reached"),
    )
    return case, inputs(beliefs, *effects, gates={"s1": "p1"})


def test_two_stages_and_two_effects_have_the_expected_value_of_the_closed_form() -> None:
    """E = q0 v0 D0 + p0 (q1 v1 D1 - c1) - c0 with means in place, p0 a belief of its own."""
    case = procurement(stage(0, funding=100, share=1), stage(1, funding=250))
    asked = inputs(
        {
            "p": belief("beta", a=3, b=2),
            "q0": belief("gamma", shape=2, scale=5),
            "v0": belief("uniform", low=4, high=8),
            "q1": belief("lognormal", p50=20, p90=60),
            "v1": belief("triangular", low=10, mode=20, high=60),
        },
        effect(0, quantity="q0", value="v0", trigger="reached"),
        effect(1, quantity="q1", value="v1", trigger="passed"),
        gates={"s0": "p"},
    )
    sigma = math.log(60 / 20) / 1.2815515655446004
    grown = 20 * math.exp(sigma**2 / 2)
    wanted = 10 * 6 - 100 + 0.6 * (grown * 30 / 1.035**2 - 250 / 1.035)
    net = total_up(keep_ledger(run(case, asked, draws=8192)), places=range(2)).net.mean
    assert float(net) == pytest.approx(wanted, abs=4 * float(net.standard_error or 0))
    assert float(net) == pytest.approx(wanted, rel=2e-3)


def test_moments_and_the_convolution_agree_with_draws_and_each_other() -> None:
    """Closed-form mean and variance, percentiles without draws, and draws say the same of the rich case."""
    simulation = run(*rich_case(), draws=2**15)
    moments, exact = find_moments(simulation.model), find_exactly(simulation.model)
    ledger = keep_ledger(simulation)
    net = drawn_net(ledger)
    assert exact.mean == pytest.approx(moments.mean, abs=exact.pounds_error / 10)
    assert float(expected_net(ledger).mean()) == pytest.approx(moments.mean, rel=2e-3)
    assert float(net.var()) == pytest.approx(moments.variance, rel=0.02)
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        below = float((net <= exact.quantile(share) + exact.pounds_error).mean())
        assert below >= share - exact.share_error - 0.01
        above = float((net < exact.quantile(share) - exact.pounds_error).mean())
        assert above <= share + exact.share_error + 0.01
    masses = [piece.weight for piece in exact.pieces]
    assert sum(masses) == pytest.approx(1, abs=1e-12)


def test_the_grid_is_right_where_the_sum_is_known() -> None:
    """Two normals and two uniforms: the convolution is within its stated error of what can be written down."""
    case = procurement(stage(0, funding=0))
    normal = inputs(
        {"a": belief("normal", mean=100, sd=30), "b": belief("normal", mean=50, sd=40), "one": fixed(1)},
        effect(0, id="a", quantity="a", value="one", trigger="reached"),
        effect(0, id="b", quantity="b", value="one", trigger="reached"),
    )
    exact = find_exactly(build_model(case, normal, packs=PACKS))
    for share, z in ((0.05, -1.6448536269514722), (0.5, 0.0), (0.95, 1.6448536269514722)):
        assert exact.quantile(share) == pytest.approx(150 + 50 * z, abs=exact.pounds_error)
    product = inputs(
        {"a": belief("uniform", low=0, high=1), "b": belief("uniform", low=0, high=1)},
        effect(0, quantity="a", value="b", trigger="reached"),
    )
    exact = find_exactly(build_model(case, product, packs=PACKS))
    for z in (0.01, 0.1, 0.5, 0.9):
        assert exact.cdf(z) == pytest.approx(z - z * math.log(z), abs=2e-3)


def test_one_shared_belief_is_held_at_nodes() -> None:
    """A price that two effects share: the distribution without draws still agrees with draws."""
    case = procurement(stage(0, funding=0))
    asked = inputs(
        {
            "price": belief("uniform", low=1, high=3),
            "a": belief("uniform", low=10, high=20),
            "b": belief("triangular", low=5, mode=10, high=30),
        },
        effect(0, id="a", quantity="a", value="price", trigger="reached"),
        effect(0, id="b", quantity="b", value="price", trigger="reached"),
    )
    simulation = run(case, asked, draws=2**15)
    exact, moments = find_exactly(simulation.model), find_moments(simulation.model)
    assert exact.mean == pytest.approx(2 * 30, rel=1e-4)
    assert moments.mean == pytest.approx(60, rel=1e-12)
    net = drawn_net(keep_ledger(simulation))
    assert float(net.var()) == pytest.approx(moments.variance, rel=0.01)
    for share in (0.05, 0.5, 0.95):
        assert exact.quantile(share) == pytest.approx(float(np.quantile(net, share)), rel=0.01)


def test_the_convolution_is_refused_where_terms_depend_on_each_other() -> None:
    """Two shared beliefs, a correlation, and two signs that vary are each refused with the reason."""
    case, asked = rich_case()
    two = replace(asked, effects=(*asked.effects, effect(0, id="more", quantity="q0", value="v0")))
    tied = replace(asked, correlations=(Correlation(one="q1", other="q2", rank=number("0.5")),))
    signs = replace(asked, beliefs={**asked.beliefs, "v2": belief("normal", mean=1, sd=1)})
    for bad, said in ((two, "several places"), (tied, "correlated"), (signs, "can be negative")):
        with pytest.raises(RefusedError, match=said):
            find_exactly(build_model(case, bad, packs=PACKS))
    with pytest.raises(RefusedError, match="correlated"):
        find_moments(build_model(case, tied, packs=PACKS))


def test_what_is_given_and_taken_alike_is_exactly_nothing() -> None:
    """x - x = 0 in every draw, not on average: a belief is drawn once a run."""
    case = procurement(stage(0, funding=0))
    asked = inputs(
        {"x": belief("lognormal", p50=100, p90=300), "good": fixed(3), "bad": fixed(-3)},
        effect(0, id="a", quantity="x", value="good"),
        effect(0, id="b", quantity="x", value="bad"),
    )
    assert not drawn_net(keep_ledger(run(case, asked))).any()


def test_same_seed_same_bytes_whatever_the_order() -> None:
    """Beliefs and effects in another order, and a second time: the same canonical JSON but for the inputs' digest."""
    case, asked = rich_case()
    turned = replace(asked, beliefs=dict(reversed(list(asked.beliefs.items()))), effects=tuple(reversed(asked.effects)))
    texts = [
        canonical_json(replace(forecast, workings=replace(forecast.workings, inputs_digest="")))
        for forecast in (
            forecast_impact(case, each, packs=PACKS, seed=5, draws=1024) for each in (asked, turned, asked)
        )
    ]
    first_findings = forecast_impact(case, asked, packs=PACKS, seed=6, draws=1024)
    assert texts[0] == texts[2]
    assert texts[0] == texts[1]
    assert canonical_json(first_findings) != texts[0]


@st.composite
def uncertain_cases(draw: st.DrawFn) -> tuple[Procurement, ForecastInputs]:
    count = draw(st.integers(1, 3))
    stages = tuple(
        stage(place, funding=draw(st.integers(0, 10_000)), share=draw(st.sampled_from(["0.3", "0.7", "1"])))
        for place in range(count)
    )
    beliefs: dict[str, StatedBelief] = {"odds": belief("beta", a=draw(st.integers(1, 9)), b=2)}
    effects = []
    for place in range(draw(st.integers(1, 3))):
        low = draw(st.integers(-20, 50))
        beliefs |= {
            f"q{place}": belief("uniform", low=low, high=low + draw(st.integers(1, 80))),
            f"v{place}": belief("lognormal", p50=10, p90=10 + draw(st.integers(1, 200))),
        }
        effects.append(
            effect(
                draw(st.integers(0, count - 1)),
                id=f"e{place}",
                quantity=f"q{place}",
                value=f"v{place}",
                trigger=draw(st.sampled_from(["reached", "passed"])),
            )
        )
    gates = {"s0": "odds"} if draw(st.booleans()) else {}
    return procurement(*stages), inputs(beliefs, *effects, gates=gates)


@settings(max_examples=25)
@given(uncertain_cases(), st.integers(0, 99))
def test_options_are_never_worth_less_than_nothing(case: tuple[Procurement, ForecastInputs], seed: int) -> None:
    """Staging, the right to stop and perfect information are never negative beyond three standard errors."""
    simulation = run(*case, draws=1024, seed=seed)
    policies = value_policies(simulation, stages=len(case[0].stages))
    for each in (policies.staging, policies.right_to_stop, policies.perfect_information):
        assert float(each) >= -3 * float(each.standard_error or 0) - 1e-9
    assert policies.learning.value == 0


@settings(max_examples=25)
@given(uncertain_cases(), st.integers(1, 50))
def test_more_of_a_good_effect_never_lowers_social_value(case: tuple[Procurement, ForecastInputs], more: int) -> None:
    """In no draw: the belief is stated before and after, so that both have the same draws."""
    what, asked = case
    before = replace(asked, beliefs={**asked.beliefs, "more": fixed(more)})
    after = replace(before, effects=(*asked.effects, effect(0, id="more", quantity="more", value="more")))
    less, most = (keep_ledger(run(what, each)) for each in (before, after))
    gained = most.drawn.sum(axis=0) - less.drawn.sum(axis=0)
    assert gained.min() >= -1e-6
    assert gained.max() > 0
