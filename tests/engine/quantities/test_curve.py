"""The points of a belief's curve, held against SciPy's densities and probabilities."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from scipy import stats

from commonweal.quantities import Belief, Family, distribution_of
from commonweal.quantities.curve import MOST_ATOMS, curve_of
from strategies import belief

CONTINUOUS = {
    "normal": (belief("normal", mean=2, sd="0.5"), stats.norm(2, 0.5)),
    "lognormal": (belief("lognormal", p50=2, p90=5), stats.lognorm(np.log(2.5) / stats.norm.ppf(0.9), scale=2)),
    "beta": (belief("beta", a=3, b=7), stats.beta(3, 7)),
    "gamma": (belief("gamma", shape=3, scale=2), stats.gamma(3, scale=2)),
    "triangular": (belief("triangular", low=1, mode=2, high=10), stats.triang(1 / 9, 1, 9)),
    "uniform": (belief("uniform", low=2, high=6), stats.uniform(2, 4)),
}
COUNTS = {
    "poisson": (belief("poisson", mean=4), stats.poisson(4)),
    "negative binomial": (
        belief("negative-binomial", mean=5, dispersion="0.5"),
        stats.nbinom(2, 1 / (1 + 0.5 * 5)),
    ),
}


@pytest.mark.parametrize("name", CONTINUOUS)
def test_density_is_that_of_scipy(name: str) -> None:
    """Each point is the mean density of its strip: of fine strips, the density in the middle."""
    stated, oracle = CONTINUOUS[name]
    curve = curve_of(distribution_of(stated), strips=4000)
    x, y = np.array(curve.points).T
    smooth = np.abs(x - 2) > 0.01 if name == "triangular" else np.ones_like(x, dtype=bool)
    assert y[smooth] == pytest.approx(oracle.pdf(x[smooth]), rel=1e-3, abs=1e-3 * y.max())
    width = (curve.high - curve.low) / 4000
    assert float(y.sum() * width) == pytest.approx(oracle.cdf(curve.high) - oracle.cdf(curve.low), abs=1e-9)


@pytest.mark.parametrize("name", COUNTS)
def test_chances_are_those_of_scipy(name: str) -> None:
    """A count has one point for each value, with its probability."""
    stated, oracle = COUNTS[name]
    curve = curve_of(distribution_of(stated))
    assert curve.discrete
    x, y = np.array(curve.points).T
    assert y == pytest.approx(oracle.pmf(x), abs=1e-12)
    assert y.sum() > 0.99


@pytest.mark.parametrize(
    ("stated", "ends"),
    [
        (belief("beta", a="0.4", b="0.5"), (0.0, 1.0)),
        (belief("gamma", shape="0.3", scale=2), (0.0, None)),
        (belief("uniform", low=-6, high=-2), (-6.0, -2.0)),
        (belief("lognormal", p10=1000, p90=2000), (None, None)),
    ],
)
def test_ends_are_shown_where_they_are_near(stated: Any, ends: tuple[float | None, float | None]) -> None:
    """The drawing begins where the quantity does, if that is near; and a density without bound is finite in it."""
    distribution = distribution_of(stated)
    curve = curve_of(distribution)
    assert all(np.isfinite(y) for _x, y in curve.points)
    low, high = ends
    assert curve.low == (low if low is not None else pytest.approx(distribution.quantile(0.0025)))
    assert curve.high == (high if high is not None else pytest.approx(distribution.quantile(0.9975)))


def test_one_number_for_certain_stands_in_the_middle() -> None:
    """So does nought, which has no size of its own."""
    for value in (40, 0, -3):
        curve = curve_of(distribution_of(belief("fixed", value=value)))
        assert curve.points == ((float(value), 1.0),)
        assert (curve.low + curve.high) / 2 == value
        assert curve.low < curve.high


def test_many_separate_values_run_together() -> None:
    """A count of thousands is drawn as a curve, whose area is still the probability."""
    curve = curve_of(distribution_of(belief("poisson", mean=5000)))
    assert not curve.discrete
    assert len(curve.points) > MOST_ATOMS
    x, y = np.array(curve.points).T
    assert y.sum() * (x[1] - x[0]) == pytest.approx(0.995, abs=0.006)
    rises = np.diff(y[y > y.max() / 10])
    assert (np.diff(np.sign(rises)) != 0).sum() == 1, "one hill, not a comb"


def test_data_keep_their_shares() -> None:
    """What is listed has the shares that its list gives it."""
    values, shares = (Decimal(1), Decimal(2), Decimal(5)), (Decimal("0.2"), Decimal("0.3"), Decimal("0.5"))
    curve = curve_of(distribution_of(Belief(family=Family.DISCRETE, values=values, shares=shares)))
    assert [y for _x, y in curve.points] == pytest.approx([0.2, 0.3, 0.5])
