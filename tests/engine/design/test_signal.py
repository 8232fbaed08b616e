"""Signal: the published figures of method section 5, an independent oracle, and its limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from commonweal.design.signal import count_signal, described_signal


@pytest.mark.parametrize(
    ("good", "poor", "published"), [(0.2, 0.1, 0.087), (3, 2, 0.338), (3, 1.5, 0.513), (10, 5, 0.806), (30, 15, 0.976)]
)
def test_count_signal_reproduces_the_published_poisson_figures(good: float, poor: float, published: float) -> None:
    """Method section 5, the signal's own examples."""
    assert count_signal(good, poor) == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize("dispersion", [0.1, 0.25, 1.0])
@pytest.mark.parametrize(("good", "poor"), [(1.0, 0.6), (8.0, 5.2), (60.0, 33.0)])
def test_count_signal_matches_scipy_negative_binomials(good: float, poor: float, dispersion: float) -> None:
    """SciPy's distribution, summed over both counts."""
    size = 1 / dispersion
    one, other = (stats.nbinom(size, size / (size + mean)) for mean in (good, poor))
    counts = range(int(good + 40 * (good + dispersion * good**2) ** 0.5) + 20)
    ahead = sum(one.pmf(k) * (other.cdf(k - 1) + other.pmf(k) / 2) for k in counts)
    assert count_signal(good, poor, dispersion) == pytest.approx(2 * ahead - 1, abs=1e-6)


def test_a_coin_toss_is_no_signal() -> None:
    """Equal deliverers cannot be told apart, whatever is counted."""
    assert count_signal(5, 5, 0.2) == pytest.approx(0, abs=1e-9)
    assert described_signal(0, 1) == 0


@given(st.floats(0.01, 300), st.floats(0.05, 1), st.floats(0.0, 2))
def test_signal_is_a_share_and_falls_with_dispersion(good: float, ratio: float, dispersion: float) -> None:
    """Between 0 and 1; noise never helps."""
    value = count_signal(good, good * ratio, dispersion)
    assert 0 <= value <= 1
    assert count_signal(good, good * ratio, dispersion + 0.5) <= value + 1e-9


@given(st.floats(0, 3), st.floats(0.1, 3))
def test_described_signal_rises_with_the_gap(gap: float, reader_sd: float) -> None:
    """Levels further apart are told apart more surely."""
    assert described_signal(gap, reader_sd) <= described_signal(gap + 0.5, reader_sd) <= 1


def test_large_counts_still_tell_large_contracts_apart() -> None:
    """Overdispersion keeps the signal from saturating, as a Poisson count would by about 30 units."""
    assert count_signal(4000, 2800, 0.15) < 0.75
    assert count_signal(4000, 2800, 0.15) == pytest.approx(count_signal(800, 560, 0.15), abs=0.01)
