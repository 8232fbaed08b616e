"""When an effect falls and what a unit of it is worth: the method's case, and integrals in exact arithmetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.forecast.timing import Spending, UnitTiming, year_edges, yearly_factors
from commonweal.frameworks.appraisal import find_vintage
from commonweal.frameworks.loading import load_packs
from commonweal.quantities import discount_factor
from commonweal.record.errors import MisuseError

STANDARD = find_vintage(load_packs())


def timing(*, persistence: float = 36, drop_off: float = 0.2, horizon: float = 240, yearly: bool = True) -> UnitTiming:
    return UnitTiming(
        yearly=yearly,
        persistence=persistence,
        drop_off=drop_off,
        horizon=horizon,
        factors=yearly_factors(STANDARD, months=horizon),
    )


def test_method_case_of_lag_persistence_and_drop_off() -> None:
    """Lag 5, persistence 36, drop-off .2, 12 a year: 7.0, 10.6, 8.48, 3.2, in all 29.28 (method, section 2)."""
    by_year = 12 * timing().by_year(np.array([5.0]))[0]
    np.testing.assert_allclose(by_year[:4], [7.0, 10.6, 8.48, 3.2], rtol=0, atol=1e-12)
    assert not by_year[4:].any()
    assert 12 * timing().counted(np.array([5.0]))[0] == pytest.approx(29.28, abs=1e-12)


def by_hand(start: Fraction, persistence: Fraction, drop: Fraction, horizon: Fraction, year: int) -> Fraction:
    """The integral over one year, year of life by year of life, in fractions."""
    total = Fraction(0)
    for life in range(int(persistence / 12) + 1):
        begins = max(start + 12 * life, Fraction(12 * year))
        ends = min(start + 12 * (life + 1), start + persistence, Fraction(12 * (year + 1)), horizon)
        total += max(Fraction(0), ends - begins) * (1 - drop) ** life
    return total / 12


MONTHS = st.integers(0, 4000).map(lambda n: Fraction(n, 16))


@given(
    start=MONTHS,
    persistence=st.integers(1, 3000).map(lambda n: Fraction(n, 16)),
    drop=st.integers(0, 15).map(lambda n: Fraction(n, 16)),
    horizon=st.integers(16, 3000).map(lambda n: Fraction(n, 16)),
)
def test_table_equals_the_integral_by_hand(
    start: Fraction, persistence: Fraction, drop: Fraction, horizon: Fraction
) -> None:
    """Interpolating the table is exact wherever an effect starts, ends and is cut."""
    unit = timing(persistence=float(persistence), drop_off=float(drop), horizon=float(horizon))
    years = len(year_edges(float(horizon))) - 1
    amounts = [by_hand(start, persistence, drop, horizon, year) for year in range(years)]
    worth = sum(float(amount) * float(discount_factor(STANDARD, year)) for year, amount in enumerate(amounts))
    at = np.array([float(start)])
    np.testing.assert_allclose(unit.by_year(at)[0], [float(each) for each in amounts], atol=1e-9)
    assert unit.present(at)[0] == pytest.approx(worth, abs=1e-9)
    assert unit.counted(at)[0] == pytest.approx(float(sum(amounts)), abs=1e-9)


def test_a_quantity_given_once_falls_in_the_year_of_its_start() -> None:
    """Once: in year floor(start / 12), at that year's factor; at the horizon and after it nothing."""
    once = timing(yearly=False, horizon=30)
    starts = np.array([0.0, 11.9, 12.0, 29.9, 30.0, 400.0])
    np.testing.assert_array_equal(once.by_year(starts).argmax(axis=1)[:4], [0, 0, 1, 2])
    np.testing.assert_array_equal(once.counted(starts), [1, 1, 1, 1, 0, 0])
    factors = [float(discount_factor(STANDARD, year)) for year in (0, 0, 1, 2)]
    np.testing.assert_allclose(once.present(starts), [*factors, 0, 0], rtol=1e-15)


def test_spending_is_spread_evenly_over_its_months() -> None:
    """A pound over months 6 to 30 falls a quarter in year 0, a half in year 1, a quarter in year 2."""
    spending = Spending(factors=yearly_factors(STANDARD, months=60))
    expected = sum(float(discount_factor(STANDARD, year)) * share for year, share in enumerate((0.25, 0.5, 0.25)))
    assert spending.present(np.array(6.0), np.array(24.0)) == pytest.approx(expected, abs=1e-15)
    np.testing.assert_allclose(spending.by_year(6, 24, years=4), [0.25, 0.5, 0.25, 0])


def test_factors_are_those_of_the_pack() -> None:
    """The floats are the pack's decimal factors (0.966184 in year 1, 0.345901 in year 31)."""
    factors = yearly_factors(STANDARD, months=12 * 32)
    assert len(factors) == 32
    assert round(Decimal(float(factors[1])), 6) == Decimal("0.966184")
    assert round(Decimal(float(factors[31])), 6) == Decimal("0.345901")


def test_a_horizon_without_an_end_is_refused() -> None:
    """Zero months and a table that is too short are refused in a sentence."""
    with pytest.raises(MisuseError, match="A horizon lies above 0"):
        timing(horizon=-1)
    with pytest.raises(MisuseError, match="short of the horizon"):
        UnitTiming(yearly=True, persistence=12, drop_off=0, horizon=120, factors=np.ones(9))
    with pytest.raises(MisuseError, match="short of the spending"):
        Spending(factors=np.ones(1)).present(np.array(0.0), np.array(13.0))
