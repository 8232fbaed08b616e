"""The regression under EVPPI and EVSI: its splines against SciPy's, its fits against least squares, its check."""

from __future__ import annotations

import numpy as np
import pytest
from learning_cases import sobol_rows
from scipy import interpolate, special

from commonweal.forecast.learning.adequacy import find_misfit
from commonweal.forecast.learning.basis import Basis, lay_basis
from commonweal.forecast.learning.regression import fit_outcomes, fit_whole
from commonweal.forecast.learning.splines import lay_spline, roughness_of, spline_values
from commonweal.record.errors import MisuseError

KNOTS = np.array([-2.0, -2, -2, -2, -1, -0.4, 0, 0.7, 2.5, 2.5, 2.5, 2.5])


def normal_rows(dimensions: int, draws: int = 512, seed: int = 3) -> np.ndarray:
    return special.ndtri(sobol_rows(dimensions, draws, seed=seed))


def laid(predictors: np.ndarray) -> Basis:
    basis = lay_basis(predictors)
    assert basis is not None
    return basis


def misfit_of(predictors: np.ndarray, outcomes: np.ndarray) -> str:
    basis = laid(predictors)
    fit = fit_outcomes(basis, outcomes)
    return find_misfit(basis.cells, outcomes, basis.columns @ fit.whole, by_fitted=basis.several)


def test_splines_and_their_roughness_match_scipy() -> None:
    """Values to rounding against SciPy's design matrix; the integral of second derivatives by a fine sum."""
    x = np.random.default_rng(0).uniform(-2, 2.5, 400)
    places, values = spline_values(x, KNOTS)
    columns = np.zeros((400, len(KNOTS) - 4))
    np.put_along_axis(columns, places[:, np.newaxis] + np.arange(4), values, axis=1)
    assert columns == pytest.approx(interpolate.BSpline.design_matrix(x, KNOTS, 3).toarray(), abs=1e-13)
    grid = np.linspace(-2, 2.5, 45_001)[:-1] + 5e-5
    second = interpolate.BSpline(KNOTS, np.eye(8), 3).derivative(2)(grid)
    assert roughness_of(KNOTS) == pytest.approx(second.T @ second * 1e-4, rel=1e-4, abs=1e-4)


def test_a_straight_line_has_no_roughness() -> None:
    """Smoothing never bends a line: coefficients at the knots' averages give x itself, and cost nothing."""
    x = np.random.default_rng(0).normal(size=500)
    columns = lay_spline(x, pieces=9)
    line = np.linalg.lstsq(columns.values, x, rcond=None)[0]
    assert columns.values @ line == pytest.approx(x, abs=1e-10)
    assert line @ columns.roughness @ line == pytest.approx(0, abs=1e-10)


def test_a_fit_without_a_replicate_is_the_fit_of_the_others() -> None:
    """The jackknife's shortcut equals fitting the other replicates on the same columns from the start."""
    z = normal_rows(2, draws=128)
    outcomes = np.stack((np.sin(z[..., 0]) + z[..., 1], z[..., 0] ** 2), axis=-1)
    basis = laid(z[..., :1])
    fit = fit_outcomes(basis, outcomes)
    for left_out in (0, 5):
        kept = np.arange(8) != left_out
        rows, wanted = basis.columns[kept].reshape(-1, basis.columns.shape[2]), outcomes[kept].reshape(-1, 2)
        gram = basis.columns.reshape(len(z) * 128, -1)
        scale = np.trace(gram.T @ gram) / np.trace(basis.roughness)
        straight = np.linalg.solve(rows.T @ rows + 7 / 8 * 1e-2 * scale * basis.roughness, rows.T @ wanted)
        assert rows @ fit.without[left_out] == pytest.approx(rows @ straight, abs=1e-5)


def test_weights_count_as_repeated_rows() -> None:
    """A run of weight 2 counts as two runs of weight 1, and one of weight 0 as none."""
    z = normal_rows(2, draws=64)
    outcomes = (np.cos(z[..., 0]) + 0.1 * z[..., 1])[..., np.newaxis]
    columns = laid(z[..., :1])
    twice = np.concatenate((columns.columns, columns.columns), axis=1)
    weights = np.ones((8, 128))
    weights[:, 100:] = 0
    doubled = np.ones((8, 64))
    doubled[:, :36] = 2
    one = fit_whole(columns.columns, columns.roughness, outcomes, doubled)
    other = fit_whole(twice, columns.roughness, np.concatenate((outcomes, outcomes), axis=1), weights)
    assert one == pytest.approx(other, abs=1e-7)


def test_few_distinct_values_are_fitted_by_their_means() -> None:
    """A discrete parameter, and two whose cells are few: each cell's own mean, exactly."""
    z = normal_rows(3, draws=256)
    levels = np.digitize(z[..., :2], [-0.5, 0.8]).astype(float)
    outcomes = (levels[..., 0] * levels[..., 1] + z[..., 2])[..., np.newaxis]
    basis = laid(levels)
    assert basis.method == "means of its values"
    fitted = (basis.columns @ fit_outcomes(basis, outcomes).whole)[..., 0]
    for one in (0, 1, 2):
        cell = (levels[..., 0] == one) & (levels[..., 1] == 2)
        assert fitted[cell] == pytest.approx(outcomes[cell].mean(), abs=1e-7)


def test_pairs_are_fitted_together() -> None:
    """A product of two parameters, which no sum of curves can follow, is fitted to within 1% of its variance."""
    z = normal_rows(3, draws=512)
    product = (z[..., 0] * z[..., 1])[..., np.newaxis]
    basis = laid(z[..., :2])
    fitted = basis.columns @ fit_outcomes(basis, product).whole
    assert ((fitted - product) ** 2).mean() < 0.01


def test_a_good_fit_passes_and_a_poor_one_does_not() -> None:
    """Lines, curves and a mere noise pass; a fast wave, a step, and what only three together do, do not."""
    z = normal_rows(5, draws=1024)
    noise = z[..., 3:4]
    for good in (z[..., :1], np.sin(1.5 * z[..., :1]) + z[..., :1] ** 2, 0 * z[..., :1]):
        assert not misfit_of(z[..., :1], good + noise)
    for poor in (np.sin(20 * z[..., :1]), (z[..., :1] > 0.3) * 1.0):
        assert "misses the shape" in misfit_of(z[..., :1], poor + 0.3 * noise)
    assert "misses the shape" in misfit_of(z[..., :3], np.prod(z[..., :3], axis=2, keepdims=True) + 0.3 * noise)


@pytest.mark.parametrize("first", range(10))
def test_a_true_line_is_rarely_refused(first: int) -> None:
    """No false alarm in twenty fits of a line under noise of other parameters, each of ten seeds."""
    for seed in (first, first + 100):
        z = normal_rows(4, draws=256, seed=seed)
        assert not misfit_of(z[..., :1], z[..., :1] * 0.2 + z[..., 1:2] + z[..., 2:3] * z[..., 3:4])


def test_nothing_varies_and_too_few_runs() -> None:
    """What is the same in every run makes no basis; pairs are left out, in words, before too few runs are refused."""
    assert lay_basis(np.full((8, 64, 2), 3.0)) is None
    assert "pairs left out" in laid(normal_rows(3, draws=32)).method
    with pytest.raises(MisuseError, match="runs are too few for a regression"):
        lay_basis(normal_rows(3, draws=8))


def test_what_is_said_twice_is_known_once() -> None:
    """A predictor given twice, or beside a constant, fits as it does alone."""
    z = normal_rows(2, draws=256)
    outcomes = (np.sin(z[..., 0]) + 0.3 * z[..., 1])[..., np.newaxis]
    alone, twice, beside = (
        laid(np.concatenate(predictors, axis=2))
        for predictors in ((z[..., :1],), (z[..., :1], z[..., :1]), (z[..., :1], 0 * z[..., :1]))
    )
    fitted = [each.columns @ fit_outcomes(each, outcomes).whole for each in (alone, twice, beside)]
    assert (fitted[0] == fitted[2]).all()
    assert np.abs(fitted[0] - fitted[1]).mean() < 0.03
