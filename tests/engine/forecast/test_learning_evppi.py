"""EVPI and EVPPI from runs: published cases, an independent check, what must always hold, and refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning_cases import (
    BRENNAN_MEANS,
    LearningCase,
    brennan_case,
    brennan_net_values,
    curved_case,
    linear_case,
    rate_case,
    share_case,
    sobol_rows,
    tied_case,
    vignette_case,
)
from scipy import special

from commonweal.forecast.learning import estimate_evpi, estimate_evppi, estimate_evppis
from commonweal.record.errors import MisuseError


@pytest.mark.parametrize("make", [vignette_case, tied_case, share_case, rate_case, curved_case, brennan_case])
def test_evppi_reproduces_what_is_known(make: object) -> None:
    """Each set's exact value within 3% of itself, or 1.5% of the case's largest; the error is stated alike."""
    case: LearningCase = make()  # type: ignore[operator]
    runs = case.draw(1024, seed=11)
    largest = max(each.exact for each in case.sets)
    for each in case.sets:
        found = estimate_evppi(runs.net_values, runs.parameters[:, :, list(each.known)])
        assert found.number == pytest.approx(each.exact, rel=0.03, abs=0.015 * largest)
        assert found.standard_error is not None
        assert abs(found.number - each.exact) < 6 * found.standard_error + 1e-4 * largest


def test_ten_parameters_within_one_part_in_a_hundred() -> None:
    """The issue's accuracy: RMSE of ten single EVPPIs under 1% of the largest from 8,192 runs, linear and curved."""
    for case in (linear_case(), curved_case()):
        runs = case.draw(1024, seed=2)
        names = {str(place): runs.parameters[:, :, place] for place in range(10)}
        found = estimate_evppis(runs.net_values, names)
        errors = [found[str(each.known[0])].number - each.exact for each in case.sets if len(each.known) == 1]
        assert math.sqrt(np.mean(np.square(errors))) < 0.01 * max(each.exact for each in case.sets)


def test_brennans_set_of_four_and_its_evpi() -> None:
    """{5, 6, 14, 15}: 893.9, and EVPI 1311.1, each ± 1.5 as known, beside our own standard error."""
    runs = brennan_case().draw(2048, seed=4)
    assert runs.net_values.mean(axis=(0, 1)) == pytest.approx(brennan_net_values(BRENNAN_MEANS), abs=15)
    four = estimate_evppi(runs.net_values, runs.parameters[:, :, [4, 5, 13, 14]])
    everything = estimate_evpi(runs.net_values)
    for found, known in ((four, 893.9), (everything, 1311.1)):
        assert found.standard_error is not None
        assert found.number == pytest.approx(known, abs=1.5 + 4 * found.standard_error)
        assert found.standard_error < 15


def test_evppi_matches_nested_sampling() -> None:
    """Independent of regression: 400 values of a parameter, 1,000 runs of the curved model at each."""
    case = curved_case()
    generator = np.random.default_rng(8)
    best = np.empty(400)
    outer = special.ndtri((np.arange(400) + 0.5) / 400)
    inner = generator.standard_normal((1000, 10))
    for row, value in enumerate(outer):
        known = inner.copy()
        known[:, 0] = value
        best[row] = case.net_values(known).mean(axis=0).max()
    nested = best.mean() - case.net_values(inner).mean(axis=0).max()
    runs = case.draw(512, seed=3)
    assert estimate_evppi(runs.net_values, runs.parameters[:, :, 0]).number == pytest.approx(nested, abs=0.025)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.floats(-1, 1), st.floats(0.2, 3))
def test_knowing_part_is_worth_no_more_than_knowing_all(seed: int, middle: float, weight: float) -> None:
    """0 ≤ EVPPI(one) ≤ EVPPI(a set with it) ≤ EVPI, within three standard errors."""
    z = special.ndtri(sobol_rows(3, 256, seed=seed))
    first = middle + z[..., 0] + weight * z[..., 1] ** 2 - weight
    values = np.stack((0 * first, first, 0.5 * z[..., 2] * z[..., 0]), axis=-1)
    one, both, whole = (
        estimate_evppi(values, z[..., :1]),
        estimate_evppi(values, z[..., :2]),
        estimate_evpi(values),
    )
    for less, more in ((one, both), (both, whole)):
        if less.value is None or more.value is None:
            continue
        assert less.standard_error is not None
        assert more.standard_error is not None
        assert 0 <= less.value <= more.value + 3 * math.hypot(less.standard_error, more.standard_error) + 1e-6


def test_what_never_varies_or_never_matters_is_worth_nothing() -> None:
    """A constant: exactly 0. A parameter that no option depends on: an interval that starts at 0."""
    runs = vignette_case().draw(512, seed=5)
    constant = estimate_evppi(runs.net_values, np.full(runs.spare.shape, 2.0))
    assert (constant.value, constant.low, constant.high) == (0.0, 0.0, 0.0)
    idle = estimate_evppi(runs.net_values, runs.spare)
    assert idle.low == 0.0
    assert idle.number < 0.002


def test_equal_runs_give_equal_bytes_and_money_scales() -> None:
    """The same runs twice are the same; pence for pounds give a hundred times it; a sum added, nothing."""
    runs = linear_case().draw(256, seed=6)
    theta = runs.parameters[:, :, 0]
    found = estimate_evppi(runs.net_values, theta)
    assert found == estimate_evppi(runs.net_values.copy(), theta.copy())
    assert estimate_evppi(100 * runs.net_values + 5e3, theta).number == pytest.approx(100 * found.number, rel=1e-6)


def test_a_poor_fit_is_refused_with_a_reason() -> None:
    """A wave that no spline of ours follows: no number, and why."""
    runs = vignette_case().draw(512, seed=7)
    theta = runs.parameters[:, :, 0]
    found = estimate_evppi(np.stack((0 * theta, np.sin(25 * theta)), axis=-1), theta)
    assert (found.value, found.standard_error, found.low, found.high) == (None, None, None, None)
    assert "misses the shape" in found.refusal
    with pytest.raises(MisuseError, match="misses the shape"):
        _ = found.number


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda values: np.where(values > 3, np.nan, values), "not finite"),
        (lambda values: values[..., :1], "nothing to decide"),
        (lambda values: values[:2], "replicates are too few"),
        (lambda values: values[:, :16], "runs are too few"),
        (lambda values: values[0], "3 dimensions are needed"),
    ],
)
def test_net_values_that_cannot_be_learnt_from_are_refused(spoil: object, message: str) -> None:
    """NaN, one option, two scrambles, few runs, a missing dimension: one sentence each."""
    runs = vignette_case().draw(256, seed=8)
    values = spoil(runs.net_values)  # type: ignore[operator]
    with pytest.raises(MisuseError, match=message):
        estimate_evppi(values, runs.parameters[:, :, 0])
    with pytest.raises(MisuseError, match=message):
        estimate_evpi(values)


def test_parameters_of_other_runs_or_without_number_are_refused() -> None:
    """A parameter must come from the same runs, and be finite; the sentence names it."""
    runs = vignette_case().draw(256, seed=8)
    theta = runs.parameters[:, :, 0]
    with pytest.raises(MisuseError, match="The parameter 'reach' has 8 replicates of 128 runs"):
        estimate_evppis(runs.net_values, {"reach": theta[:, :128]})
    with pytest.raises(MisuseError, match="not finite"):
        estimate_evppi(runs.net_values, np.where(theta > 2, np.inf, theta))


def test_an_option_that_never_varies_is_no_poor_fit() -> None:
    """A sum lost for certain beside a doubtful venture: rounding in what never varies is no shape that was missed."""
    runs = vignette_case().draw(512, seed=7)
    net, theta = runs.net_values, runs.parameters[:, :, 0]
    gain = 1e6 * (net[:, :, 1] - net[:, :, 0] - 2)
    alone = estimate_evppi(np.stack((0 * gain, gain), axis=-1), theta)
    beside = estimate_evppi(np.stack((0 * gain, 0 * gain - 6e5 - 1 / 3, gain), axis=-1), theta)
    assert not beside.refusal
    assert beside.number == pytest.approx(alone.number, rel=1e-9)
