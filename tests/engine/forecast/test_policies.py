"""What staging, the right to stop, learning and perfect information are worth: closed forms and enumeration."""

from __future__ import annotations

import math

import pytest
from impact_cases import belief, effect, fixed, inputs, number, procurement, run, stage

from commonweal.forecast.inputs import Adaptation
from commonweal.forecast.policies import value_policies
from commonweal.forecast.study import Likelihood, Study

THREE = procurement(
    stage(0, funding=10, share="0.8"), stage(1, funding=30, share="0.7"), stage(2, funding=60, share="0.75")
)


def test_three_gates_roll_back_to_the_published_values() -> None:
    """Costs 10, 30, 60, success .8, .7, .75, prize 300, a year each, 3.5%: 157.391304, 76.448225, 49.090416."""
    simulation = run(THREE, inputs({"one": fixed(1), "prize": fixed(300)}, effect(2, quantity="one", value="prize")))
    policies = value_policies(simulation, stages=3)
    going_on = [float(gate.actions[1].value) for gate in policies.gates]
    rolled = [value * 1.035**year for year, value in enumerate(going_on)]
    assert rolled == pytest.approx([49.090416, 76.448225, 157.391304], abs=5e-7)
    assert float(policies.staged) == float(policies.decided_now) == pytest.approx(49.090416, abs=5e-7)
    assert float(policies.staging) == pytest.approx(0.2 * 30 / 1.035 + 0.44 * 60 / 1.035**2, abs=1e-9)
    assert float(policies.learning) == float(policies.right_to_stop) == 0


def one_pilot(**more: object) -> object:
    """A pilot and then a scale-up whose worth θ - 1 is uncertain."""
    given = inputs(
        {"one": fixed(1), "theta": belief("normal", mean=1.2, sd=1)},
        effect(1, quantity="one", value="theta", trigger="reached"),
        **more,  # type: ignore[arg-type]
    )
    return run(procurement(stage(0, share=1), stage(1, funding=1)), given, draws=8192)


def normal_loss(mean: float, sd: float) -> float:
    """E max(0, X) - max(0, E X) for X normal (method, section 3)."""
    z = mean / sd
    density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return sd * density + mean * 0.5 * math.erfc(-z / math.sqrt(2)) - max(0, mean)


def test_learning_of_a_normal_signal_equals_the_closed_form() -> None:
    """EVPI s φ(z) + m Φ(z) - max(0, m); EVSI with s replaced by the preposterior sd; discounted a year."""
    study = Study(
        id="trial", title="Trial", stage="s0", about="theta", likelihood=Likelihood.NORMAL, size=10, sd=number(2)
    )
    policies = value_policies(one_pilot(studies=(study,)), stages=2)  # type: ignore[arg-type]
    preposterior = math.sqrt(10 / (10 + 4))
    assert float(policies.perfect_information) == pytest.approx(normal_loss(0.2, 1) / 1.035, rel=0.01)
    assert float(policies.learning) == pytest.approx(normal_loss(0.2, preposterior) / 1.035, rel=0.03)
    assert abs(float(policies.learning) - normal_loss(0.2, preposterior) / 1.035) < 4 * float(
        policies.learning.standard_error or 0
    )


def test_a_blank_signal_is_worth_exactly_nothing() -> None:
    """No study, and a study of no size, are worth 0 and not nearly 0."""
    blank = Study(
        id="trial", title="Trial", stage="s0", about="theta", likelihood=Likelihood.NORMAL, size=0, sd=number(2)
    )
    for studies in ((), (blank,)):
        assert value_policies(one_pilot(studies=studies), stages=2).learning.value == 0  # type: ignore[arg-type]


def test_an_adaptation_is_taken_where_it_is_best() -> None:
    """Half the money for three quarters of the effect beats both proceeding and stopping."""
    lighter = Adaptation(
        id="lighter",
        title="A lighter second stage",
        gate="s0",
        funding_factor=number("0.5"),
        effect_factors={"e1": number("0.75")},
    )
    given = inputs(
        {"one": fixed(1), "worth": fixed(120)},
        effect(1, quantity="one", value="worth", trigger="reached"),
        adaptations=(lighter,),
    )
    policies = value_policies(run(procurement(stage(0, share=1), stage(1, funding=100)), given), stages=2)
    assert policies.gates[1].best == "lighter"
    assert float(policies.decided_now) == pytest.approx((90 - 50) / 1.035, abs=1e-9)
    assert float(policies.right_to_stop) == pytest.approx((40 - 20) / 1.035, abs=1e-9)


def test_the_spread_of_each_policy_has_the_policys_mean() -> None:
    """Coins for gates give the five means again, within their noise; a stopped course is no spread at all."""
    study = Study(
        id="trial", title="Trial", stage="s0", about="theta", likelihood=Likelihood.NORMAL, size=10, sd=number(2)
    )
    given = inputs(
        {"one": fixed(1), "theta": belief("normal", mean="1.2", sd=1), "p": belief("beta", a=5, b=3)},
        effect(1, quantity="one", value="theta", trigger="reached"),
        gates={"s0": "p"},
        studies=(study,),
    )
    simulation = run(procurement(stage(0, funding="0.01", share=1), stage(1, funding=1)), given, draws=8192)
    policies = value_policies(simulation, stages=2)
    for spread in policies.spreads:
        mean = getattr(policies, spread.policy)
        noise = 4 * float(spread.net.mean.standard_error or 0) + 4 * float(mean.standard_error or 0)
        assert float(spread.net.mean) == pytest.approx(float(mean), abs=noise)
    assert [each.policy for each in policies.spreads] == [
        "committed",
        "staged",
        "decided_now",
        "with_evidence",
        "clairvoyant",
    ]
    dear = run(procurement(stage(0, funding=9, share=1), stage(1, funding=1)), given)
    never = value_policies(dear, stages=2).spreads[2].net
    assert (never.p5.value, never.mean.value, never.p95.value, never.positive_share.value) == (0, 0, 0, 0)


def test_the_right_to_stop_is_never_worth_less_than_nothing() -> None:
    """Nor where starting and not starting are as good as each other, and one half of the draws prefers each."""
    case = procurement(stage(0, funding=100, share="0.5"), stage(1, funding=100))
    beliefs = {"q": belief("lognormal", mean=310, sd=900), "v": fixed(1)}
    asked = inputs(beliefs, effect(1, quantity="q", value="v", trigger="reached"))
    for seed in range(12):
        policies = value_policies(run(case, asked, draws=512, seed=seed), stages=2)
        assert float(policies.right_to_stop) >= 0
        assert float(policies.decided_now) >= 0
