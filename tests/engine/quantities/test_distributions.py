"""What each family of belief says in numbers, held against SciPy's distributions, and by properties."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from commonweal.quantities import Belief, Family, distribution_of
from commonweal.record import MisuseError
from strategies import belief, beliefs, pool

SHARES = np.array([2.0**-53, 1e-12, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.77, 0.95, 0.999, 1 - 1e-6, 1 - 1e-12, 1 - 2.0**-53])
LOG_SD = math.sqrt(math.log(1 + 0.25))


def pert(low: float, mode: float, high: float) -> Any:
    """PERT by its textbook shapes."""
    width = high - low
    return stats.beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, loc=low, scale=width)


CONTINUOUS = {
    "uniform": (belief("uniform", low=2, high=6), stats.uniform(2, 4)),
    "uniform below zero": (belief("uniform", low=-6, high=-2), stats.uniform(-6, 4)),
    "triangular": (belief("triangular", low=1, mode=2, high=10), stats.triang(1 / 9, 1, 9)),
    "triangular, falling": (belief("triangular", low=1, mode=1, high=10), stats.triang(0, 1, 9)),
    "triangular, rising": (belief("triangular", low=1, mode=10, high=10), stats.triang(1, 1, 9)),
    "pert": (belief("pert", low=0, mode=2, high=10), pert(0, 2, 10)),
    "pert, falling": (belief("pert", low=-4, mode=-4, high=1), pert(-4, -4, 1)),
    "normal": (belief("normal", mean=2, sd="0.5"), stats.norm(2, 0.5)),
    "normal, wide": (belief("normal", mean=-100, sd=4000), stats.norm(-100, 4000)),
    "lognormal by moments": (
        belief("lognormal", mean=4, sd=2),
        stats.lognorm(LOG_SD, scale=4 * math.exp(-(LOG_SD**2) / 2)),
    ),
    "lognormal by moments from 3": (
        belief("lognormal", mean=7, sd=2, low=3),
        stats.lognorm(LOG_SD, loc=3, scale=4 * math.exp(-(LOG_SD**2) / 2)),
    ),
    "lognormal by quantiles": (
        belief("lognormal", p50=2, p90=5),
        stats.lognorm(math.log(2.5) / stats.norm.ppf(0.9), scale=2),
    ),
    "lognormal by quantiles from 1": (
        belief("lognormal", p50=2, p90=5, low=1),
        stats.lognorm(math.log(4) / stats.norm.ppf(0.9), loc=1, scale=1),
    ),
    "beta": (belief("beta", a=3, b=7), stats.beta(3, 7)),
    "beta, both ends likely": (belief("beta", a="0.4", b="0.5"), stats.beta(0.4, 0.5)),
    "beta between bounds": (belief("beta", a=2, b=30, low=-1, high=4), stats.beta(2, 30, loc=-1, scale=5)),
    "gamma": (belief("gamma", shape=3, scale=2), stats.gamma(3, scale=2)),
    "gamma, bunched at zero": (belief("gamma", shape="0.3", scale=2), stats.gamma(0.3, scale=2)),
    "gamma from 5": (belief("gamma", shape=400, scale="0.1", low=5), stats.gamma(400, loc=5, scale=0.1)),
}
DISCRETE = {
    "poisson": (belief("poisson", mean=3), stats.poisson(3)),
    "poisson, rare": (belief("poisson", mean="0.02"), stats.poisson(0.02)),
    "poisson, many": (belief("poisson", mean=5000), stats.poisson(5000)),
    "negative binomial": (belief("negative-binomial", mean=3, dispersion="0.5"), stats.nbinom(2, 2 / 5)),
    "negative binomial, spread": (belief("negative-binomial", mean=40, dispersion=4), stats.nbinom(0.25, 1 / 161)),
    "bernoulli": (belief("bernoulli", share="0.3"), stats.bernoulli(0.3)),
    "discrete": (
        Belief(
            family=Family.DISCRETE,
            values=(Decimal(9), Decimal(-2), Decimal(4)),
            shares=(Decimal("0.25"), Decimal("0.5"), Decimal("0.25")),
        ),
        stats.rv_discrete(values=([-2, 4, 9], [0.5, 0.25, 0.25])),
    ),
    "empirical": (
        Belief(family=Family.EMPIRICAL, data=(Decimal(3), Decimal(1), Decimal(3), Decimal(8))),
        stats.rv_discrete(values=([1, 3, 8], [0.25, 0.5, 0.25])),
    ),
}


@pytest.mark.parametrize("name", CONTINUOUS)
def test_continuous_families_match_scipy(name: str) -> None:
    """Moments, distribution and inverse, far into both tails, alone and by the array."""
    stated, oracle = CONTINUOUS[name]
    ours = distribution_of(stated)
    assert ours.mean == pytest.approx(oracle.mean(), rel=1e-12)
    assert ours.variance == pytest.approx(oracle.var(), rel=1e-10)
    assert ours.support == pytest.approx(oracle.support())
    np.testing.assert_allclose(ours.quantile(SHARES), oracle.ppf(SHARES), rtol=1e-9, atol=1e-12 * ours.sd)
    points = oracle.ppf(np.linspace(0.01, 0.99, 25))
    np.testing.assert_allclose(ours.cdf(points), oracle.cdf(points), atol=1e-12)
    assert [ours.quantile(float(each)) for each in SHARES] == pytest.approx(list(ours.quantile(SHARES)), rel=1e-9)
    assert [ours.cdf(float(each)) for each in points] == pytest.approx(list(ours.cdf(points)), abs=1e-14)
    assert not ours.discrete


@pytest.mark.parametrize("name", DISCRETE)
def test_discrete_families_match_scipy(name: str) -> None:
    """Every quantile is the very value; the distribution holds between the values too."""
    stated, oracle = DISCRETE[name]
    ours = distribution_of(stated)
    assert ours.mean == pytest.approx(oracle.mean(), rel=1e-12)
    assert ours.variance == pytest.approx(oracle.var(), rel=1e-10)
    inside = np.array([1e-9, *np.linspace(0.003, 0.997, 83), 1 - 1e-9])
    np.testing.assert_array_equal(ours.quantile(inside), oracle.ppf(inside))
    points = np.array([-3.0, -0.5, 0.0, 0.5, 1.0, 3.0, 3.99, 8.5, 40.0, 4990.5])
    np.testing.assert_allclose(ours.cdf(points), oracle.cdf(points), atol=1e-13)
    assert ours.discrete


def test_fixed_is_a_certainty() -> None:
    """One value at every share, and no variance."""
    ours = distribution_of(belief("fixed", value="0.5"))
    assert (ours.mean, ours.variance, ours.support, ours.discrete) == (0.5, 0.0, (0.5, 0.5), True)
    assert list(ours.quantile(SHARES)) == [0.5] * len(SHARES)
    assert (ours.cdf(0.49), ours.cdf(0.5)) == (0.0, 1.0)


@given(beliefs(), st.lists(st.floats(min_value=1e-9, max_value=1 - 1e-9), min_size=2, max_size=8))
def test_a_quantile_never_falls_and_undoes_the_distribution(stated: Belief, levels: list[float]) -> None:
    """A higher share never has a lower quantile; cdf(quantile(u)) is u, or for separate values the first to reach u.

    Shares that are equal but for rounding may come out in either order. A continuous value is known to a few of its
    last bits, which is much of the share where nearly all lies close to an end that is not 0.
    """
    ours = distribution_of(stated)
    shares = np.sort(np.array(levels))
    quantiles = ours.quantile(shares)
    apart = np.diff(shares) > 1e-12 * shares[1:]
    assert (np.diff(quantiles)[apart] >= 0).all()
    assert (ours.support[0] <= quantiles).all() and (quantiles <= ours.support[1]).all()
    bits = 0.0 if ours.discrete else 8 * np.spacing(np.abs(quantiles).max())
    near = 1e-9 if ours.discrete else 1e-7
    before = ours.cdf(np.nextafter(quantiles, -math.inf) - bits)
    assert (before <= shares + near).all() and (ours.cdf(quantiles + bits) >= shares - near).all()


@settings(max_examples=40)
@given(beliefs())
def test_moments_are_those_of_the_inverse(stated: Belief) -> None:
    """Mean and variance are integrals of the quantiles over the shares: a second way to them, whatever the family."""
    ours = distribution_of(stated)
    z = np.linspace(-8.2, 8.2, 8_001)
    weight = stats.norm.pdf(z)
    quantiles = ours.quantile(stats.norm.cdf(z))
    assert np.trapezoid(weight * quantiles, z) == pytest.approx(ours.mean, abs=2e-3 * ours.sd + 1e-9)
    around = np.trapezoid(weight * (quantiles - ours.mean) ** 2, z)
    assert around == pytest.approx(ours.variance, rel=0.02, abs=1e-9)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, math.nan])
def test_a_quantile_is_asked_inside_zero_and_one(share: float) -> None:
    """At 0 and 1 an unbounded quantity has none, and what is not a number has none either."""
    with pytest.raises(MisuseError, match="between 0 and 1"):
        distribution_of(belief("normal", mean=0, sd=1)).quantile(np.array([0.5, share]))
    with pytest.raises(MisuseError, match="none"):
        distribution_of(belief("normal", mean=0, sd=1)).cdf(math.nan)


def test_the_distribution_of_an_infinite_point_is_certain() -> None:
    """Everything lies above minus infinity and under infinity."""
    for stated, _ in (*CONTINUOUS.values(), *DISCRETE.values()):
        ours = distribution_of(stated)
        assert (ours.cdf(-math.inf), ours.cdf(math.inf)) == (0.0, 1.0), stated


def test_lopsided_betas_are_right_where_the_library_goes_astray() -> None:
    """SciPy's inverse of the incomplete beta function gives no number at some tiny shares; ours is held against it."""
    for a, b in ((10, 0.1), (1000, 1e9), (0.05, 1e6)):
        ours = distribution_of(belief("beta", a=a, b=b))
        shares = np.array([1e-300, 1e-9, 0.1, 0.5, 0.9])
        quantiles = ours.quantile(shares)
        assert np.isfinite(quantiles).all() and (np.diff(quantiles) >= 0).all()
        np.testing.assert_allclose(ours.cdf(quantiles[1:]), shares[1:], rtol=1e-6)


class TestPool:
    """Several experts by the linear opinion pool."""

    def test_it_is_the_weighted_mean_of_the_distributions(self) -> None:
        """Its distribution at any point, its mean, and its variance with that of the means."""
        ours = distribution_of(pool((belief("normal", mean=0, sd=1), 1), (belief("normal", mean=4, sd=2), 3)))
        points = np.linspace(-4, 12, 33)
        expected = 0.25 * stats.norm(0, 1).cdf(points) + 0.75 * stats.norm(4, 2).cdf(points)
        np.testing.assert_allclose(ours.cdf(points), expected, atol=1e-14)
        assert ours.mean == pytest.approx(3.0)
        assert ours.variance == pytest.approx(0.25 * (1 + 9) + 0.75 * (4 + 1))

    def test_its_inverse_undoes_its_distribution(self) -> None:
        """Also across the empty middle of two experts who share no ground."""
        ours = distribution_of(pool((belief("uniform", low=0, high=1), 1), (belief("uniform", low=5, high=6), 1)))
        np.testing.assert_allclose(ours.quantile(np.array([0.25, 0.5, 0.75])), [0.5, 1.0, 5.5], rtol=1e-12)

    def test_a_certain_expert_is_a_step(self) -> None:
        """A pool of a certainty and a range is neither wholly continuous nor discrete."""
        ours = distribution_of(pool((belief("fixed", value=3), 1), (belief("uniform", low=0, high=10), 1)))
        assert list(ours.quantile(np.array([0.1, 0.2, 0.4, 0.64, 0.66]))) == pytest.approx([2, 3, 3, 3, 3.2])
        assert not ours.discrete

    def test_a_pool_of_counts_is_exact(self) -> None:
        """Its quantiles are whole numbers, the first whose probability reaches the share."""
        ours = distribution_of(pool((belief("poisson", mean=1), 1), (belief("poisson", mean=40), 1)))
        shares = np.linspace(0.01, 0.99, 99)
        counts = ours.quantile(shares)
        chance = 0.5 * (stats.poisson(1).cdf(counts) + stats.poisson(40).cdf(counts))
        before = 0.5 * (stats.poisson(1).cdf(counts - 1) + stats.poisson(40).cdf(counts - 1))
        assert ((before < shares) & (shares <= chance)).all()
        assert ours.discrete

    def test_weights_count_against_each_other(self) -> None:
        """2 and 6 say what 1 and 3 say; one expert heard twice changes nothing."""
        one, other = belief("gamma", shape=2, scale=1), belief("lognormal", p50=2, p90=5)
        shares = np.linspace(0.05, 0.95, 19)
        by_one_and_three = distribution_of(pool((one, 1), (other, 3))).quantile(shares)
        np.testing.assert_allclose(distribution_of(pool((one, 2), (other, 6))).quantile(shares), by_one_and_three)
        alone = distribution_of(one).quantile(shares)
        np.testing.assert_allclose(distribution_of(pool((one, 1), (one, 5))).quantile(shares), alone, rtol=1e-12)
