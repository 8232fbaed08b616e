"""Intervals are honest: those that are stated hold the true value about as often as they say."""

from __future__ import annotations

from collections import Counter

import pytest
from impact_cases import belief, effect, fixed, inputs, procurement, run, stage

from commonweal.forecast.estimate import Estimate
from commonweal.forecast.exact import find_exactly
from commonweal.forecast.moments import find_moments
from commonweal.forecast.totals import keep_ledger, total_up

CASE = procurement(stage(0, funding=100, share=1), stage(1, funding=200))
ASKED = inputs(
    {
        "p": belief("beta", a=6, b=3),
        "q0": belief("lognormal", p50=20, p90=45),
        "q1": belief("triangular", low=20, mode=60, high=150),
        "v1": belief("uniform", low=5, high=9),
        "one": fixed(1),
        "ten": fixed(10),
    },
    effect(0, quantity="q0", value="ten", trigger="reached"),
    effect(1, quantity="q1", value="v1", trigger="reached"),
    gates={"s0": "p"},
)


def holds(stated: Estimate, truth: float, slack: float) -> bool:
    assert stated.low is not None and stated.high is not None
    return float(stated.low) - slack <= truth <= float(stated.high) + slack


def count_held(seeds: int) -> dict[str, int]:
    """How many seeds' intervals of 1,024 draws hold the mean, P5, P95 and the share above zero."""
    model = run(CASE, ASKED, draws=512).model
    exact, mean = find_exactly(model), find_moments(model).mean
    held: Counter[str] = Counter()
    for seed in range(seeds):
        net = total_up(keep_ledger(run(CASE, ASKED, draws=1024, seed=seed)), places=range(2)).net
        held["mean"] += holds(net.mean, mean, 0)
        held["p5"] += holds(net.p5, exact.quantile(0.05), exact.pounds_error)
        held["p95"] += holds(net.p95, exact.quantile(0.95), exact.pounds_error)
        held["positive"] += holds(net.positive_share, 1 - exact.cdf(0), exact.share_error)
    return dict(held)


def test_intervals_of_twenty_seeds_hold_the_truth() -> None:
    """Of twenty stated 95% intervals at least sixteen hold, for each of four numbers."""
    assert min(count_held(20).values()) >= 16


@pytest.mark.nightly
def test_intervals_of_two_hundred_seeds_hold_the_truth_as_often_as_they_say() -> None:
    """From 90% to 99% of them."""
    for name, held in count_held(200).items():
        assert 180 <= held <= 198, name
