"""The two oracles without draws agree with each other for every family of belief, masses at zero and signs included."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impact_cases import PACKS, belief, effect, fixed, inputs, number, procurement, stage

from commonweal.forecast.exact import find_exactly
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.model import build_model
from commonweal.forecast.moments import find_moments
from commonweal.procurement import Procurement
from commonweal.quantities import SocialTerm

QUANTITIES = (
    belief("uniform", low=-30, high=60),
    belief("lognormal", p50=20, p90=60),
    belief("gamma", shape="0.7", scale=10),
    belief("poisson", mean=3),
    belief("negative-binomial", mean=5, dispersion="0.8"),
    belief("bernoulli", share="0.3"),
    belief("discrete", values=(0, 5, 30), shares=("0.2", "0.5", "0.3")),
    belief("normal", mean=20, sd=20),
    belief("pert", low=0, mode=5, high=40),
    belief("triangular", low=-9, mode=-3, high=0),
    fixed(-4),
)
VALUES = (belief("uniform", low=2, high=9), belief("lognormal", p50=5, p90=12), fixed(7))
SHARES = (belief("beta", a="0.7", b=3), belief("bernoulli", share="0.2"), fixed("0.25"))
LAGS = (fixed(17), belief("uniform", low=0, high=60), belief("lognormal", p50=10, p90=40), fixed(900))


@st.composite
def sums_of_terms(draw: st.DrawFn) -> tuple[Procurement, ForecastInputs]:
    count = draw(st.integers(1, 2))
    beliefs, effects = {"p": belief("beta", a=4, b=2)}, []
    for place in range(draw(st.integers(1, 3))):
        names = {"q": QUANTITIES, "v": VALUES, "s": SHARES, "l": LAGS}
        beliefs |= {f"{name}{place}": draw(st.sampled_from(choices)) for name, choices in names.items()}
        effects.append(
            effect(
                draw(st.integers(0, count - 1)),
                id=f"e{place}",
                quantity=f"q{place}",
                value=f"v{place}",
                lag=f"l{place}" if draw(st.booleans()) else "",
                trigger=draw(st.sampled_from(["reached", "passed"])),
                yearly=draw(st.booleans()),
                persistence_months=number(36),
                additionality={SocialTerm.DEADWEIGHT: f"s{place}"} if draw(st.booleans()) else {},
            )
        )
    gates = {"s0": "p"} if draw(st.booleans()) else {}
    return procurement(*(stage(place, funding=50) for place in range(count))), inputs(beliefs, *effects, gates=gates)


@settings(max_examples=40)
@given(sums_of_terms())
def test_convolution_and_moments_have_one_mean_and_one_spread(case: tuple[Procurement, ForecastInputs]) -> None:
    """The mean within the grid's stated error, and the middle 90% within what Cantelli's inequality allows."""
    model = build_model(*case, packs=PACKS)
    exact, moments = find_exactly(model), find_moments(model)
    sd = math.sqrt(moments.variance)
    assert exact.mean == pytest.approx(moments.mean, abs=exact.pounds_error + 1e-3 * sd + 1e-6)
    reach = math.sqrt(0.95 / 0.05) * sd + exact.pounds_error + 1e-6
    assert moments.mean - reach <= exact.quantile(0.05) <= exact.quantile(0.95) <= moments.mean + reach
    assert sum(piece.weight for piece in exact.pieces) == pytest.approx(1, abs=1e-12)
