"""Beliefs about lags: cumulative distribution and quantile against SciPy, and against each other."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from commonweal.quantities import Belief, Family, distribution_of
from commonweal.record import MisuseError

POSITIVE = st.decimals(min_value="0.1", max_value=100, places=2)


def lognormal(p50: float, p90: float) -> Belief:
    return Belief(family=Family.LOGNORMAL, p50=Decimal(str(p50)), p90=Decimal(str(p90)))


@pytest.mark.parametrize(("p50", "p90"), [(2, 4), (6, 11), (0.5, 9), (14, 24)])
def test_lognormal_matches_scipy(p50: float, p90: float) -> None:
    """The family is fixed exactly by its two quantiles."""
    sigma = math.log(p90 / p50) / stats.norm.ppf(0.9)
    oracle = stats.lognorm(s=sigma, scale=p50)
    belief = lognormal(p50, p90)
    for x in (0.01, 0.5, p50, p90, 40.0):
        assert distribution_of(belief).cdf(x) == pytest.approx(oracle.cdf(x), abs=1e-12)
    assert distribution_of(belief).quantile(0.5) == pytest.approx(p50, rel=1e-12)
    assert distribution_of(belief).quantile(0.9) == pytest.approx(p90, rel=1e-12)


@pytest.mark.parametrize("mode", ["2", "5", "9", "1", "10"])
def test_triangular_matches_scipy(mode: str) -> None:
    """With the mode anywhere from end to end."""
    belief = Belief(family=Family.TRIANGULAR, low=Decimal(1), mode=Decimal(mode), high=Decimal(10))
    oracle = stats.triang(c=(float(mode) - 1) / 9, loc=1, scale=9)
    for x in (0.0, 1.0, 1.5, 4.0, 9.5, 10.0, 11.0):
        assert distribution_of(belief).cdf(x) == pytest.approx(oracle.cdf(x), abs=1e-12)
    for share in (0.01, 0.3, 0.5, 0.99):
        assert distribution_of(belief).quantile(share) == pytest.approx(oracle.ppf(share), abs=1e-9)


def test_uniform_matches_scipy() -> None:
    """Flat between its ends."""
    belief = Belief(family=Family.UNIFORM, low=Decimal(2), high=Decimal(6))
    for x in (1.0, 2.0, 3.3, 6.0, 8.0):
        assert distribution_of(belief).cdf(x) == pytest.approx(stats.uniform(2, 4).cdf(x), abs=1e-12)


def test_fixed_steps_at_its_value() -> None:
    """A fixed belief is a certainty."""
    belief = Belief(family=Family.FIXED, value=Decimal("0.5"))
    assert (distribution_of(belief).cdf(0.49), distribution_of(belief).cdf(0.5)) == (0.0, 1.0)
    assert distribution_of(belief).quantile(0.01) == 0.5


@given(POSITIVE, POSITIVE, st.floats(min_value=0.001, max_value=0.999))
def test_quantile_undoes_cdf(one: Decimal, other: Decimal, share: float) -> None:
    """For every family with a width, cdf(quantile(p)) is p."""
    low, high = sorted((one, other))
    if low == high:
        high += 1
    for belief in (
        Belief(family=Family.LOGNORMAL, p50=low, p90=high),
        Belief(family=Family.UNIFORM, low=low, high=high),
        Belief(family=Family.TRIANGULAR, low=low, mode=low, high=high),
    ):
        assert distribution_of(belief).cdf(distribution_of(belief).quantile(share)) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"family": Family.LOGNORMAL, "p50": Decimal(4)}, "p50 and p90"),
        (
            {"family": Family.LOGNORMAL, "p50": Decimal(9), "p90": Decimal(4)},
            "p50 of a lognormal belief .9. is above its p90",
        ),
        ({"family": Family.LOGNORMAL, "p50": Decimal(0), "p90": Decimal(4)}, "lies between 0 and inf"),
        ({"family": Family.UNIFORM, "low": Decimal(4), "high": Decimal(4)}, "family: fixed"),
        ({"family": Family.FIXED}, "given by value"),
        ({"family": Family.UNIFORM, "low": Decimal(1), "high": Decimal("Infinity")}, "finite"),
    ],
)
def test_bad_beliefs_are_refused_in_one_sentence(given_: dict[str, object], words: str) -> None:
    """Each says what is wrong."""
    with pytest.raises(MisuseError, match=words):
        Belief(**given_)  # type: ignore[arg-type]


def test_quantile_refuses_certainty() -> None:
    """0 and 1 have no quantile for an unbounded belief."""
    with pytest.raises(MisuseError):
        distribution_of(lognormal(2, 4)).quantile(1.0)
