"""Beliefs from quantiles: exact where the family can be, least squares where it cannot, and what was missed is said."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from commonweal.quantities import Belief, distribution_of
from commonweal.quantities.eliciting import elicit
from commonweal.quantities.family import level_of
from commonweal.record import MisuseError, Severity
from strategies import belief

STEP = st.floats(min_value=0.01, max_value=30).map(lambda number: float(f"{number:.3g}"))
# Families that meet any two quantiles of their range, and where those lie.
TWO = ["uniform", "normal", "lognormal", "gamma", "beta"]


def misses(stated: Belief) -> list[float]:
    """By how much each quantile is missed, as a share of the spread that was asked."""
    quantiles = elicit(stated).quantiles
    spread = quantiles[-1].asked - quantiles[0].asked
    return [(each.achieved - each.asked) / spread for each in quantiles]


@given(st.sampled_from(TWO), STEP, STEP, st.sampled_from([("p10", "p90"), ("p50", "p90"), ("p5", "p50")]))
def test_two_quantiles_fix_a_family_of_two_parameters(
    family: str, first: float, step: float, names: tuple[str, str]
) -> None:
    """What is achieved is what was asked, and nothing is found wrong."""
    low, high = (first, first + step) if family != "beta" else (first / 61, (first + step) / 61)
    stated = belief(family, **{names[0]: low, names[1]: high})
    assert misses(stated) == pytest.approx([0, 0], abs=1e-6)
    assert elicit(stated).findings == ()
    ours = distribution_of(stated)
    assert ours.cdf(low) == pytest.approx(level_of(names[0]), abs=1e-6)
    assert ours.cdf(high) == pytest.approx(level_of(names[1]), abs=1e-6)


@pytest.mark.parametrize(
    ("family", "given_", "oracle"),
    [
        ("normal", {}, stats.norm(3, 2)),
        ("lognormal", {}, stats.lognorm(0.7, scale=3)),
        ("lognormal", {"low": 5}, stats.lognorm(0.7, loc=5, scale=3)),
        ("gamma", {}, stats.gamma(2.5, scale=4)),
        ("gamma", {"low": 1}, stats.gamma(0.8, loc=1, scale=4)),
        ("beta", {}, stats.beta(0.7, 2.2)),
        ("beta", {"low": -5, "high": 15}, stats.beta(4, 3, loc=-5, scale=20)),
        ("uniform", {}, stats.uniform(2, 7)),
        ("triangular", {}, stats.triang(0.3, loc=2, scale=5)),
        ("triangular", {"low": 2}, stats.triang(0.3, loc=2, scale=5)),
        ("triangular", {"low": 2, "high": 7}, stats.triang(0.3, loc=2, scale=5)),
        ("triangular", {"high": 7}, stats.triang(0.3, loc=2, scale=5)),
        ("pert", {}, stats.beta(1 + 4 * 0.3, 1 + 4 * 0.7, loc=2, scale=5)),
        ("pert", {"low": 2, "high": 7}, stats.beta(1 + 4 * 0.3, 1 + 4 * 0.7, loc=2, scale=5)),
    ],
)
def test_quantiles_of_a_distribution_give_it_back(family: str, given_: dict[str, Any], oracle: Any) -> None:
    """Stated P10, P50 and P90 of a known distribution: the fit is that distribution, far into its tails."""
    stated = belief(family, p10=oracle.ppf(0.1), p50=oracle.ppf(0.5), p90=oracle.ppf(0.9), **given_)
    ours = distribution_of(stated)
    assert ours.mean == pytest.approx(oracle.mean(), rel=1e-6)
    assert ours.variance == pytest.approx(oracle.var(), rel=1e-6)
    shares = np.array([1e-4, 0.01, 0.4, 0.99, 1 - 1e-4])
    np.testing.assert_allclose(ours.quantile(shares), oracle.ppf(shares), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("family", ["poisson", "negative-binomial"])
@pytest.mark.parametrize(("mean", "dispersion"), [(2, 0.5), (30, 0.2), (400, 1)])
def test_counts_meet_the_quantiles_of_counts(family: str, mean: float, dispersion: float) -> None:
    """Quantiles that some distribution of the family has are met exactly; counts are whole, so others may do too."""
    oracle = stats.poisson(mean) if family == "poisson" else stats.nbinom(1 / dispersion, 1 / (1 + dispersion * mean))
    stated = belief(family, p10=oracle.ppf(0.1), p50=oracle.ppf(0.5), p90=oracle.ppf(0.9))
    assert misses(stated) == [0, 0, 0]
    assert distribution_of(stated).mean == pytest.approx(oracle.mean(), rel=0.25)


@pytest.mark.parametrize("family", ["normal", "lognormal", "gamma", "triangular", "pert", "uniform", "beta"])
@pytest.mark.parametrize("middle", [1.9, 4.6])
def test_no_other_parameters_come_nearer(family: str, middle: float) -> None:
    """Least squares: a search by another method (Nelder and Mead) from our answer finds nothing better."""
    scale = 0.1 if family == "beta" else 1.0
    asked = {"p10": 1 * scale, "p50": middle * scale, "p90": 5 * scale}
    stated = belief(family, **asked)
    levels, values = np.array([0.1, 0.5, 0.9]), np.array(list(asked.values()))
    ours = distribution_of(stated)
    made, start = _by_parameters(family, ours)

    def cost(x: Any) -> float:
        with np.errstate(all="ignore"):
            found = float(np.sum((made(x).ppf(levels) - values) ** 2)) if made(x) else math.inf
        return found if math.isfinite(found) else math.inf

    best = optimize.minimize(cost, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-14}).fun
    assert float(np.sum((ours.quantile(levels) - values) ** 2)) <= best + 1e-8 * scale


def _by_parameters(family: str, ours: Any) -> tuple[Any, list[float]]:
    """How SciPy has the family, with where our fit lies in it."""
    if family == "normal":
        return lambda x: stats.norm(x[0], x[1]), [ours.centre, ours.spread]
    if family == "lognormal":
        return lambda x: stats.lognorm(x[0], scale=x[1]), [ours.spread, math.exp(ours.location)]
    if family == "gamma":
        return lambda x: stats.gamma(x[0], scale=x[1]), [ours.shape, ours.scale]
    if family == "uniform":
        return lambda x: stats.uniform(x[0], x[1]), [ours.low, ours.high - ours.low]
    if family == "beta":
        return lambda x: stats.beta(x[0], x[1]), [ours.a, ours.b]
    if family == "triangular":
        place = (ours.mode - ours.low) / (ours.high - ours.low)
        return (
            lambda x: stats.triang(x[0], loc=x[1], scale=x[2]) if 0 <= x[0] <= 1 else None,
            [place, ours.low, ours.high - ours.low],
        )
    return (
        lambda x: stats.beta(1 + 4 * x[0], 5 - 4 * x[0], loc=x[1], scale=x[2]) if 0 <= x[0] <= 1 else None,
        [(ours.a - 1) / 4, ours.low, ours.high - ours.low],
    )


def test_a_quantile_missed_by_much_is_found_and_one_missed_by_little_is_not() -> None:
    """More than 5% of the asked spread: each such quantile by name, with what was asked and what is achieved."""
    skewed = elicit(belief("normal", p10=1, p50=2, p90=9))
    assert [each.where for each in skewed.findings] == ["p10", "p50", "p90"]
    assert {each.severity for each in skewed.findings} == {Severity.WARNING}
    assert "stated as 2" in skewed.findings[1].message and "normal" in skewed.findings[1].message
    nearly = elicit(belief("normal", p10=1, p50="2.05", p90=3))
    assert nearly.findings == ()
    assert nearly.quantiles[1].achieved != nearly.quantiles[1].asked


def test_a_lognormal_of_two_quantiles_is_the_one_that_packs_have_always_had() -> None:
    """Location ln P50 and spread (ln P90 - ln P50) / Φ⁻¹(0.9), without any search."""
    ours: Any = distribution_of(belief("lognormal", p50=6, p90=11))
    assert ours.location == pytest.approx(math.log(6), rel=1e-15)
    assert ours.spread == pytest.approx(math.log(11 / 6) / stats.norm.ppf(0.9), rel=1e-12)


def test_more_than_three_quantiles_are_fitted_together() -> None:
    """All seven of a gamma give it back; one that is out of line is missed, and said to be."""
    oracle = stats.gamma(3, scale=2)
    names = ["p5", "p10", "p25", "p50", "p75", "p90", "p95"]
    seven = {name: oracle.ppf(level_of(name)) for name in names}
    assert misses(belief("gamma", **seven)) == pytest.approx([0] * 7, abs=1e-7)
    bent = elicit(belief("gamma", **(seven | {"p50": (seven["p25"] + seven["p75"]) / 2 + 1})))
    assert "p50" in [each.where for each in bent.findings]


@settings(max_examples=40)
@given(st.lists(STEP, min_size=3, max_size=3), st.sampled_from(["normal", "lognormal", "gamma", "triangular", "pert"]))
def test_whatever_is_stated_a_distribution_comes_of_it(steps: list[float], family: str) -> None:
    """Finite moments, rising quantiles, and the fit is no worse than any of the same family moved a little."""
    first, second, third = itertools.accumulate(steps)
    ours = distribution_of(belief(family, p10=first, p50=second, p90=third))
    assert math.isfinite(ours.mean) and math.isfinite(ours.variance)
    assert (np.diff(ours.quantile(np.linspace(0.001, 0.999, 99))) >= 0).all()


def test_parameters_are_not_fitted() -> None:
    """There is nothing to elicit in a belief that states them."""
    with pytest.raises(MisuseError, match="nothing to fit"):
        elicit(belief("beta", a=3, b=7))
