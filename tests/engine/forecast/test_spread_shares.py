"""Which beliefs make the effects unsure: closed forms, a second way, and the first forecast that names them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from commonweal.design import propose_schemes
from commonweal.exchange import open_case
from commonweal.exchange.case_file.forecast_starting import first_text
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.result import Forecast
from commonweal.forecast.spread_shares import explained_share
from commonweal.frameworks import load_packs
from commonweal.quantities.sampling import sobol_points

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@cache
def normals(dimensions: int) -> np.ndarray:
    """Independent standard normals, (dimensions, replicates, draws)."""
    points = np.stack([sobol_points(dimensions, 1024, seed=4, replicate=each) for each in range(8)])
    return np.moveaxis(stats.norm.ppf(points), 2, 0)


def standard(values: np.ndarray) -> np.ndarray:
    return ((values - values.mean()) / values.std())[..., np.newaxis]


def test_a_sum_shares_its_variance_out() -> None:
    """2A + B: four fifths and one fifth; C, which is not in it, has none."""
    a, b, c = normals(3)
    outcome = standard(2 * a + b)
    for belief, share in ((a, 0.8), (b, 0.2), (c, 0.0)):
        found = explained_share(outcome, belief)
        assert float(found) == pytest.approx(share, abs=0.005)
        assert found.low is not None and found.high is not None
        assert float(found.low) - 0.002 <= share <= float(found.high) + 0.002


def test_a_product_keeps_what_only_both_explain() -> None:
    """(3 + A)(2 + B): 4/14 by A, 9/14 by B, and 1/14 that neither explains alone."""
    a, b, _c = normals(3)
    outcome = standard((3 + a) * (2 + b))
    assert float(explained_share(outcome, a)) == pytest.approx(4 / 14, abs=0.01)
    assert float(explained_share(outcome, b)) == pytest.approx(9 / 14, abs=0.01)


def test_effects_count_alike_whatever_their_units() -> None:
    """One effect of A alone, in millions, and one of B alone: half each."""
    a, b, _c = normals(3)
    both = np.concatenate([standard(1e6 * a), standard(b)], axis=2)
    assert float(explained_share(both, a)) == pytest.approx(0.5, abs=0.005)


def test_it_is_what_holding_the_belief_in_narrow_bands_leaves() -> None:
    """A second way without a regression: the variance of the means of fifty bands."""
    a, b, _c = normals(3)
    values = np.sin(2 * a) + a * b
    bands = np.searchsorted(np.quantile(a, np.linspace(0.02, 0.98, 49)), a.ravel())
    means = np.array([values.ravel()[bands == band].mean() for band in range(50)])
    counts = np.bincount(bands, minlength=50)
    between = np.average((means - np.average(means, weights=counts)) ** 2, weights=counts)
    assert float(explained_share(standard(values), a)) == pytest.approx(between / values.var(), abs=0.03)


def test_a_belief_that_is_certain_explains_nothing() -> None:
    a, _b, _c = normals(3)
    assert float(explained_share(standard(a), np.zeros(a.shape))) == 0.0


@cache
def first_forecast() -> Forecast:
    opened, packs = open_case(EXAMPLES / "local-test-and-learn"), load_packs()
    balanced = propose_schemes(opened.case, packs=packs).option("balanced").scheme
    _text, first = first_text(opened, packs=packs, balanced=balanced)
    return forecast_impact(opened.case.procurement, first.inputs, packs=packs, seed=1, draws=1024)


def test_a_first_forecast_names_three_beliefs_though_nothing_has_a_price() -> None:
    """The widest first; shares lie between none and all, and no more than all is explained by single beliefs."""
    learning = first_forecast().learning
    assert learning is not None
    shares = [float(each.share) for each in learning.spread]
    assert shares == sorted(shares, reverse=True) and len(shares) >= 3
    assert all(0 <= share <= 1 for share in shares) and shares[2] > 0.05
    assert sum(shares) <= 1.02
