"""What learning is worth in closed form: published figures, SciPy's quadrature, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning_cases import brennan_case, linear_case
from scipy import stats

from commonweal.forecast.learning import BetaLaw, GammaLaw, NormalLaw, work_out_evppi, work_out_evsi
from commonweal.forecast.learning.closed_forms import (
    beta_binomial_evsi,
    beta_evppi,
    expect_greatest_line,
    gain_from_lines,
    gamma_evppi,
    gamma_poisson_evsi,
    linear_normal_evppi,
    normal_evppi,
    normal_evsi,
)
from commonweal.record.errors import MisuseError

NOTHING_OR_IT = np.array([0.0, 0.0]), np.array([0.0, 1.0])
SHARE = np.array([0.0, -0.35]), np.array([0.0, 1.0])
FINITE = st.floats(-5, 5)


def test_the_normal_case_of_r_voi() -> None:
    """INB = p1 - p2 ~ N(1, 5), p1 ~ N(1, 1), p2 ~ N(0, 2): EVPI, both EVPPIs, and EVSI on p1 with sd 1."""
    found = [normal_evppi(*NOTHING_OR_IT, mean=1, sd=sd) for sd in (math.sqrt(5), 1, 2)]
    assert found == pytest.approx([0.4798107063, 0.0833154706, 0.3955931148], abs=1e-9)
    studies = [normal_evsi(*NOTHING_OR_IT, mean=1, sd=1, error_sd=1, size=n) for n in (10, 100, 1000)]
    assert studies == pytest.approx([0.0723251203, 0.0821176056, 0.0831946061], abs=1e-9)


def test_the_dead_heat_of_r_voi() -> None:
    """p1 ~ N(0, 1), p2 ~ N(0, 2), INB = p1 + p2."""
    found = [normal_evppi(*NOTHING_OR_IT, mean=0, sd=sd) for sd in (1, 2, math.sqrt(5))]
    assert found == pytest.approx([0.3989422804, 0.7978845608, 0.8920620581], abs=1e-9)


def test_the_beta_binomial_case() -> None:
    """θ ~ Beta(3, 7), nothing or θ - 0.35: EVPPI, and EVSI by enumeration."""
    assert beta_evppi(*SHARE, a=3, b=7) == pytest.approx(0.0361024573, abs=1e-9)
    found = [beta_binomial_evsi(*SHARE, a=3, b=7, size=n) for n in (5, 20, 100, 1000)]
    assert found == pytest.approx([0.0150349650, 0.0267075553, 0.0336575719, 0.0358398218], abs=1e-9)


def test_the_pairs_of_brennans_tree() -> None:
    """Three pairs of the tree are linear and normal: 318.616142, 761.776783, 840.744776."""
    found = [each.exact for each in brennan_case().sets]
    assert found == pytest.approx([318.616142, 761.776783, 840.744776], abs=1e-5)


def test_the_method_states_the_normal_case_by_its_formula() -> None:
    """Method section 3: s φ(z) + (m - c) Φ(z) - max(0, m - c), z = (m - c)/s."""
    m, c, s = 2.0, 2.7, 1.3
    z = (m - c) / s
    stated = s * stats.norm.pdf(z) + (m - c) * stats.norm.cdf(z) - max(0.0, m - c)
    assert normal_evppi(np.array([0.0, -c]), np.array([0.0, 1.0]), mean=m, sd=s) == pytest.approx(stated, abs=1e-14)


@settings(max_examples=40)
@given(st.lists(st.tuples(FINITE, FINITE), min_size=1, max_size=12))
def test_the_envelope_matches_quadrature_for_any_number_of_options(lines: list[tuple[float, float]]) -> None:
    """E max of any lines in a standard normal, against a fine sum over quantiles; never below the best now."""
    a, b = np.array(lines).T
    nodes = stats.norm.ppf((np.arange(4_000) + 0.5) / 4_000)
    summed = (a[:, np.newaxis] + b[:, np.newaxis] * nodes).max(axis=0).mean()
    assert expect_greatest_line(a, b) == pytest.approx(summed, abs=1e-2)
    assert gain_from_lines(a, b) >= 0


def test_the_envelope_is_exact_where_it_can_be_told() -> None:
    """E max(0, Z) and E |Z| to 1e-12; a line below all others changes nothing, nor does saying one twice."""
    root = 1 / math.sqrt(2 * math.pi)
    assert expect_greatest_line(np.array([0.0, 0.0]), np.array([0.0, 1.0])) == pytest.approx(root, abs=1e-15)
    assert expect_greatest_line(np.array([0.0, 0.0]), np.array([-1.0, 1.0])) == pytest.approx(2 * root, abs=1e-15)
    three = expect_greatest_line(np.array([0.0, -9.0, 0.0, 0.0]), np.array([-1.0, 0.0, 1.0, 1.0]))
    assert three == pytest.approx(2 * root, abs=1e-15)


def test_sets_of_normal_parameters_match_a_large_sample() -> None:
    """Two and three parameters over five options, against 2^18 independent draws of what is known."""
    case = linear_case()
    draws = np.random.default_rng(1).standard_normal((2**18, 10))
    for each in case.sets[-2:]:
        known = np.zeros_like(draws)
        known[:, list(each.known)] = draws[:, list(each.known)]
        values = case.net_values(known)
        sampled = values.max(axis=1) - values.mean(axis=0).max()
        assert each.exact == pytest.approx(sampled.mean(), abs=4 * sampled.std() / 2**9)


def test_correlated_parameters_tell_of_one_another() -> None:
    """What is learnt of one normal parameter includes what it says of others; known wholly, a pair is worth the sum."""
    covariance = np.array([[1.0, 0.6], [0.6, 4.0]])
    slopes = np.array([[0.0, 0.0], [1.0, 1.0]])
    zeros = np.zeros(2)
    one = linear_normal_evppi(zeros, slopes, means=zeros, covariance=covariance, known=[0])
    assert one == pytest.approx(normal_evppi(*NOTHING_OR_IT, mean=0, sd=1.6), abs=1e-12)
    both = linear_normal_evppi(zeros, slopes, means=zeros, covariance=covariance, known=[0, 1])
    assert both == pytest.approx(normal_evppi(*NOTHING_OR_IT, mean=0, sd=math.sqrt(6.2)), abs=1e-12)


def test_gamma_poisson_matches_a_plain_sum_over_scipy() -> None:
    """SciPy's negative binomial, summed; the value of the rate itself by SciPy's quadrature."""
    lines = np.array([0.0, -0.5, -1.6]), np.array([0.0, 1.0, 2.0])
    counts = np.arange(4000)
    for exposure in (0.5, 3.0, 40.0):
        shares = stats.nbinom(2, 4 / (4 + exposure)).pmf(counts)
        means = (2 + counts) / (4 + exposure)
        after = (lines[0][:, np.newaxis] + lines[1][:, np.newaxis] * means).max(axis=0)
        plain = (shares * after).sum() - (lines[0] + lines[1] * 0.5).max()
        assert gamma_poisson_evsi(*lines, shape=2, rate=4, exposure=exposure) == pytest.approx(plain, abs=1e-10)
    belief = stats.gamma(2, scale=0.25)
    quadrature = sum(
        belief.expect(lambda x: float((lines[0] + lines[1] * x).max()), lb=low, ub=high)
        for low, high in ((0, 0.5), (0.5, 1.1), (1.1, np.inf))
    )
    assert gamma_evppi(*lines, shape=2, rate=4) == pytest.approx(quadrature, abs=1e-8)


@settings(max_examples=50)
@given(st.floats(-3, 3), st.floats(0.05, 4), st.floats(0.0, 1.0))
def test_a_contraction_about_the_mean_never_raises_the_value(mean: float, sd: float, share: float) -> None:
    """Net value linear in θ: less spread about the same mean is never worth more to learn of."""
    whole = normal_evppi(*NOTHING_OR_IT, mean=mean, sd=sd)
    assert normal_evppi(*NOTHING_OR_IT, mean=mean, sd=max(sd * share, 1e-6)) <= whole + 1e-12
    middle = 0.3
    shrunk = np.array([0.0, -0.35 + middle * (1 - share)]), np.array([0.0, share])
    assert beta_evppi(*shrunk, a=3, b=7) <= beta_evppi(*SHARE, a=3, b=7) + 1e-12


@settings(max_examples=40)
@given(st.integers(0, 60), st.integers(0, 60))
def test_a_study_is_worth_less_than_knowing_and_a_larger_one_no_less(one: int, other: int) -> None:
    """EVSI rises with size and stays below EVPPI, for each conjugate study; size 0 is worth exactly 0."""
    few, many = sorted((one, other))
    laws = (NormalLaw(mean=0.4, sd=1.0, error_sd=2.0), BetaLaw(a=3, b=7), GammaLaw(shape=2, rate=4))
    for law in laws:
        small, large, whole = (
            work_out_evsi(*SHARE, law=law, size=few).number,
            work_out_evsi(*SHARE, law=law, size=many).number,
            work_out_evppi(*SHARE, law=law).number,
        )
        assert 0 <= small <= large + 1e-12 <= whole + 2e-12
        assert work_out_evsi(*SHARE, law=law, size=0).number == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda: normal_evppi(*NOTHING_OR_IT, mean=0, sd=0),
        lambda: normal_evppi(np.array([0.0, math.nan]), np.array([0.0, 1.0]), mean=0, sd=1),
        lambda: gain_from_lines(np.array([0.0]), np.array([0.0, 1.0])),
        lambda: beta_evppi(*SHARE, a=-1, b=7),
        lambda: beta_binomial_evsi(*SHARE, a=3, b=7, size=-1),
        lambda: gamma_poisson_evsi(*SHARE, shape=2, rate=4, exposure=math.inf),
        lambda: normal_evsi(*NOTHING_OR_IT, mean=0, sd=1, error_sd=0, size=3),
        lambda: linear_normal_evppi(
            np.zeros(2), np.eye(2), means=np.zeros(2), covariance=np.array([[1.0, 2.0], [2.0, 1.0]]), known=[0, 1]
        ),
        lambda: linear_normal_evppi(
            np.zeros(6), np.eye(6), means=np.zeros(6), covariance=np.eye(6), known=[0, 1, 2, 3, 4, 5]
        ),
    ],
)
def test_what_makes_no_sense_is_refused(ask: object) -> None:
    """No width, no number, no pair of lines, no covariance, too many directions: one sentence each."""
    with pytest.raises(MisuseError):
        ask()  # type: ignore[operator]
