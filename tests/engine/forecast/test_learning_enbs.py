"""How big a study should be: a published multiplier, the best size by hand, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from commonweal.forecast.learning import (
    NormalLaw,
    charge_study,
    multiply_by_population,
    size_study,
    work_out_evsi,
)
from commonweal.forecast.learning.estimate import Estimate, estimate_between, exact_estimate, refused_estimate
from commonweal.record.errors import MisuseError


def values(*numbers: float) -> list[Estimate]:
    return [exact_estimate(number, method="by hand") for number in numbers]


def test_the_population_multiplier_of_r_voi() -> None:
    """pop_voi(100, 100, 10, 0.035) = 84,374.83151; without a rate it is a plain product."""
    found = multiply_by_population(100, decisions_a_year=100, years=10, rate=0.035)
    assert found == pytest.approx(84_374.83151, abs=1e-4)
    assert multiply_by_population(100, decisions_a_year=100, years=10, rate=0) == 100_000
    assert multiply_by_population(1, decisions_a_year=1, years=10, rate=1e-9) == pytest.approx(10, rel=1e-7)


def test_the_best_size_and_the_range_within_5_percent() -> None:
    """By hand: nets 40, 96, 100, 95, 94 at sizes 1 to 5; 3 is best, and 2 to 4 are within 5% of it."""
    found = size_study([1, 2, 3, 4, 5], values(5, 11, 12, 12, 12.4), costs=[10, 14, 20, 25, 30], decisions=10)
    assert found.net_benefits == (40, 96, 100, 95, 94)
    assert (found.best, found.benefit, found.least, found.most) == (3, 100, 2, 4)


def test_the_best_size_of_a_normal_study_is_where_its_margin_is_its_cost() -> None:
    """Against the derivative of the closed form: one more observation gains what it costs at the best size."""
    law = NormalLaw(mean=0.2, sd=1.0, error_sd=3.0)
    lines = [0.0, 0.0], [0.0, 1.0]
    sizes = list(range(1, 400))
    evsi = [work_out_evsi(*lines, law=law, size=size) for size in sizes]  # type: ignore[arg-type]
    found = size_study(sizes, evsi, costs=charge_study(sizes, fixed=50, each=4).tolist(), decisions=10_000)
    at = sizes.index(int(found.best))
    gain = [10_000 * (evsi[place + 1].number - evsi[place].number) for place in (at - 1, at)]
    assert gain[0] >= 4 >= gain[1]
    assert found.least is not None
    assert found.most is not None
    assert found.least < found.best < found.most


def test_a_study_that_never_repays_its_cost_is_none() -> None:
    """Every net below zero: the best size is 0, worth 0, with no range."""
    found = size_study([10, 20], values(1, 2), costs=[5, 6])
    assert (found.best, found.benefit, found.least, found.most) == (0, 0, None, None)


def test_size_zero_costs_nothing_and_refused_sizes_are_passed_over() -> None:
    """No study, no fixed cost; a size without a value has no net benefit, and errors scale with the decisions."""
    assert charge_study([0, 1, 10], fixed=100, each=5).tolist() == [0, 105, 150]
    sampled = estimate_between(np.array([1.0, 2.0, 3.0, 2.0]), method="by hand")
    found = size_study([1, 2], [refused_estimate("It is poor.", method="by hand"), sampled], costs=[0, 1], decisions=4)
    assert found.net_benefits == (None, 7.0)
    assert sampled.standard_error is not None
    assert found.standard_errors == (None, 4 * sampled.standard_error)
    assert found.best == 2


@pytest.mark.parametrize(
    "ask",
    [
        lambda: size_study([1, 2], values(1), costs=[1, 2]),
        lambda: size_study([1], values(1), costs=[math.nan]),
        lambda: size_study([1], values(1), costs=[1], decisions=-1),
        lambda: size_study([1], [refused_estimate("It is poor.", method="by hand")], costs=[1]),
        lambda: size_study([], [], costs=[]),
        lambda: multiply_by_population(1, decisions_a_year=-1, years=1, rate=0),
        lambda: multiply_by_population(math.nan, decisions_a_year=1, years=1, rate=0),
    ],
)
def test_what_cannot_be_weighed_is_refused(ask: object) -> None:
    """Lengths that differ, a cost that is no number, nothing to choose from: one sentence each."""
    with pytest.raises(MisuseError):
        ask()  # type: ignore[operator]
