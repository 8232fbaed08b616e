"""EVSI from runs, for one study and for every size: closed forms, other ways to the same number, and refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning_cases import LearningCase, linear_case, rate_case, share_case, sobol_rows, vignette_case
from scipy import special, stats

from commonweal.forecast.learning import estimate_evppi, estimate_evsi, estimate_evsi_curve, simulate_signal
from commonweal.forecast.learning.signals import signal_chances
from commonweal.forecast.study import Likelihood
from commonweal.record.errors import MisuseError

CASES = (vignette_case, share_case, rate_case, linear_case)


@pytest.mark.parametrize("make", CASES)
def test_the_curve_reproduces_the_closed_form_at_every_size(make: object) -> None:
    """One fit, every size, within 3% of the conjugate value: normal, binomial and Poisson studies."""
    case: LearningCase = make()  # type: ignore[operator]
    runs = case.draw(1024, seed=21)
    for study in case.studies:
        theta = runs.parameters[:, :, study.about]
        found = estimate_evsi_curve(
            runs.net_values, theta, likelihood=study.likelihood, sizes=list(study.exact), sd=study.sd
        )
        assert [each.number for each in found] == pytest.approx(list(study.exact.values()), rel=0.03)


@pytest.mark.parametrize("make", CASES)
def test_a_simulated_signal_reproduces_the_closed_form(make: object) -> None:
    """Regression on the signal drawn in each run, within five standard errors, itself within 15% of the value."""
    case: LearningCase = make()  # type: ignore[operator]
    runs = case.draw(1024, seed=22)
    for study in case.studies:
        theta = runs.parameters[:, :, study.about]
        for size, exact in study.exact.items():
            signal = simulate_signal(theta, runs.spare, likelihood=study.likelihood, size=size, sd=study.sd)
            found = estimate_evsi(runs.net_values, signal)
            assert found.standard_error is not None
            assert found.standard_error < 0.15 * exact
            assert found.number == pytest.approx(exact, abs=5 * found.standard_error)


def test_nested_sampling_finds_the_same_evsi() -> None:
    """Independent of regression and of likelihood sums: posterior draws in a curved model that is not conjugate in
    value. The bias of the inner maximum is taken out by halves (as multilevel sampling's antithetic pairs do)."""

    def net(theta: np.ndarray, noise: np.ndarray) -> np.ndarray:
        return np.stack((0 * theta, theta**2 - 1.2 + noise, 0.8 * np.exp(0.5 * theta) - 0.9), axis=-1)

    generator = np.random.default_rng(3)
    outer, inner, size, sd = 4000, 1000, 4, 1.5
    theta = generator.standard_normal(outer)
    seen = theta + generator.standard_normal(outer) * sd / math.sqrt(size)
    share = size / (size + sd**2)
    after = share * seen[:, np.newaxis] + math.sqrt(1 - share) * generator.standard_normal((outer, inner))
    values = net(after, 0.3 * generator.standard_normal((outer, inner)))
    halves = values.reshape(outer, 2, inner // 2, 3).mean(axis=2).max(axis=2).mean(axis=1)
    best = 2 * values.mean(axis=1).max(axis=1) - halves
    nested = best.mean() - values.mean(axis=(0, 1)).max()
    points = special.ndtri(sobol_rows(3, 1024, seed=1))
    runs = net(points[..., 0], 0.3 * points[..., 1])
    arguments = {"likelihood": Likelihood.NORMAL, "sd": sd}
    curve = estimate_evsi_curve(runs, points[..., 0], sizes=[size], **arguments)[0]
    signal = simulate_signal(points[..., 0], stats.norm.cdf(points[..., 2]), size=size, **arguments)
    reach = 3.5 * float(best.std()) / math.sqrt(outer)
    assert curve.number == pytest.approx(nested, abs=reach)
    assert estimate_evsi(runs, signal).number == pytest.approx(nested, abs=reach + 0.005)


def test_a_prior_without_conjugate_matches_quadrature() -> None:
    """A triangular share and a binomial study: every count's posterior by SciPy's quadrature."""
    prior = stats.triang(0.25, loc=0.05, scale=0.6)
    size, cut = 12, 0.3
    grid = prior.ppf((np.arange(40_000) + 0.5) / 40_000)
    after = [np.maximum((stats.binom.pmf(k, size, grid) * (grid - cut)).mean(), 0) for k in range(size + 1)]
    exact = sum(after) - max(grid.mean() - cut, 0)
    points = sobol_rows(2, 512, seed=9)
    theta = prior.ppf(points[..., 0])
    runs = np.stack((0 * theta, theta - cut + 0.1 * special.ndtri(points[..., 1])), axis=-1)
    found = estimate_evsi_curve(runs, theta, likelihood=Likelihood.BINOMIAL, sizes=[size])[0]
    assert found.number == pytest.approx(exact, rel=0.02)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 400), st.integers(1, 400), st.floats(-0.5, 0.5))
def test_a_study_is_worth_no_more_than_knowing(seed: int, one: int, other: int, middle: float) -> None:
    """0 ≤ EVSI(small) ≤ EVSI(large) ≤ EVPPI, within three standard errors."""
    z = special.ndtri(sobol_rows(2, 256, seed=seed))
    theta = special.expit(z[..., 0] - 1)
    runs = np.stack((0 * theta, theta - 0.3 + 0.1 * middle + 0.2 * z[..., 1]), axis=-1)
    sizes = sorted((one, other))
    small, large = estimate_evsi_curve(runs, theta, likelihood=Likelihood.BINOMIAL, sizes=sizes)
    whole = estimate_evppi(runs, theta)
    for less, more in ((small, large), (large, whole)):
        assert less.standard_error is not None
        assert more.standard_error is not None
        assert 0 <= less.number <= more.number + 3 * math.hypot(less.standard_error, more.standard_error) + 1e-4


def test_a_blank_study_is_worth_exactly_nothing() -> None:
    """Size 0, simulated or on the curve: 0, bit for bit, its interval too."""
    runs = share_case().draw(256, seed=2)
    theta = runs.parameters[:, :, 0]
    blank = simulate_signal(theta, runs.spare, likelihood=Likelihood.BINOMIAL, size=0)
    curve = estimate_evsi_curve(runs.net_values, theta, likelihood=Likelihood.BINOMIAL, sizes=[0, 5])
    for found in (estimate_evsi(runs.net_values, blank), curve[0]):
        assert (found.value, found.standard_error, found.low, found.high) == (0.0, 0.0, 0.0, 0.0)
    assert curve[1].number > 0


def test_signals_are_scipys_inverse_distributions() -> None:
    """Every simulated count is SciPy's quantile at the same uniform; a mean is the true value with its error."""
    points = sobol_rows(2, 256, seed=5)
    share, uniforms = points[..., 0], points[..., 1]
    for size in (1, 7, 300):
        found = simulate_signal(share, uniforms, likelihood=Likelihood.BINOMIAL, size=size)
        assert (found == stats.binom.ppf(uniforms, size, share)).mean() > 0.999
        assert np.abs(found - stats.binom.ppf(uniforms, size, share)).max() <= 1
    for exposure in (0.5, 40.0):
        found = simulate_signal(9 * share, uniforms, likelihood=Likelihood.POISSON, size=exposure)
        assert (found == stats.poisson.ppf(uniforms, 9 * share * exposure)).mean() > 0.999
    found = simulate_signal(share, uniforms, likelihood=Likelihood.NORMAL, size=9, sd=1.5)
    assert found == pytest.approx(stats.norm.ppf(uniforms, share, 0.5), abs=1e-9)
    sure = np.broadcast_to(np.array([0.0, 1.0]), (2, 2))
    assert (simulate_signal(sure, np.full((2, 2), 0.4), likelihood=Likelihood.BINOMIAL, size=6) == 6 * sure).all()


@pytest.mark.parametrize(("size", "tolerance"), [(5, 1e-12), (5000, 2e-3), (200_000, 2e-3)])
def test_sparse_counts_keep_a_signals_mean_and_spread(size: int, tolerance: float) -> None:
    """Where counts are taken every few, a share's signal keeps its chances: all in all 1, and the mean of θ."""
    theta = np.array([0.002, 0.1, 0.35, 0.9])
    for likelihood in (Likelihood.BINOMIAL, Likelihood.POISSON):
        chances = signal_chances(theta, likelihood=likelihood, size=size)
        assert chances.sum(axis=0) == pytest.approx(np.ones(4), abs=1e-12)
        assert (chances >= 0).all()
    runs = vignette_case().draw(256, seed=2)
    small = special.expit(runs.parameters[:, :, 0] - 2)
    values = np.stack((0 * small, small - 0.25), axis=-1)
    whole = estimate_evppi(values, small)
    found = estimate_evsi_curve(values, small, likelihood=Likelihood.BINOMIAL, sizes=[size])[0]
    assert found.number <= whole.number * (1 + 1e-3)
    if size > 1000:
        assert found.number == pytest.approx(whole.number, rel=0.01 + tolerance)


@pytest.mark.parametrize("spread", [0.5, 1.0])
def test_a_small_study_of_a_long_tail_is_worth_what_integration_says(spread: float) -> None:
    """Four noisy looks at a lognormal θ, at a price that is its median: what they are worth, integrated over both."""
    theta = np.exp(spread * stats.norm.ppf(sobol_rows(1, 1024, seed=3)[..., 0]))
    sd = 3 * stats.lognorm(spread).std()
    found = estimate_evsi_curve(
        np.stack((0 * theta, theta - 1), axis=-1), theta, likelihood=Likelihood.NORMAL, sizes=[4], sd=sd
    )[0]
    true = np.exp(spread * stats.norm.ppf((np.arange(1500) + 0.5) / 1500))
    seen = np.linspace(-12 * sd, true.max() + 6 * sd, 1500)
    told = stats.norm.pdf(seen[:, np.newaxis], true, sd / 2) @ (true - 1) / len(true)
    exact = np.trapezoid(np.maximum(told, 0), seen) - (true - 1).mean()
    assert found.number == pytest.approx(exact, rel=0.05)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"likelihood": Likelihood.BINOMIAL, "size": 3}, "odds from 0 to 1"),
        ({"likelihood": Likelihood.BINOMIAL, "size": 2.5}, "whole participants"),
        ({"likelihood": Likelihood.POISSON, "size": 3}, "rate of zero or more"),
        ({"likelihood": Likelihood.NORMAL, "size": 3}, "needs its sd|need its sd"),
        ({"likelihood": Likelihood.NORMAL, "size": -1, "sd": 1.0}, "zero or more"),
    ],
)
def test_studies_that_make_no_sense_are_refused(arguments: dict[str, object], message: str) -> None:
    """Odds outside 0 to 1, half a participant, a negative rate, no sd, a size below zero: one sentence each."""
    theta, uniforms = np.array([[-0.5, 0.5]]), np.array([[0.2, 0.7]])
    with pytest.raises(MisuseError, match=message):
        simulate_signal(theta, uniforms, **arguments)  # type: ignore[arg-type]


def test_a_poor_fit_refuses_every_size() -> None:
    """A wave in θ: no size has a value, and each says why; a signal that is not finite is refused at the door."""
    runs = vignette_case().draw(512, seed=7)
    theta = runs.parameters[:, :, 0]
    wave = np.stack((0 * theta, np.sin(25 * theta)), axis=-1)
    found = estimate_evsi_curve(wave, theta, likelihood=Likelihood.NORMAL, sizes=[1, 10], sd=1.0)
    assert [each.value for each in found] == [None, None]
    assert all("misses the shape" in each.refusal for each in found)
    with pytest.raises(MisuseError, match="The signal has"):
        estimate_evsi(runs.net_values, np.where(theta > 2, np.nan, theta))
