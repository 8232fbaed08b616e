"""Three gates with discrete signals: every rule that could be followed is tried, and none beats what is found."""

from __future__ import annotations

import itertools
from math import comb

import pytest
from impact_cases import belief, effect, fixed, inputs, procurement, run, stage

from commonweal.forecast.policies import value_policies
from commonweal.forecast.study import Likelihood, Study

THETA = {0.1: 0.4, 0.5: 0.3, 0.9: 0.3}
FIRST, SECOND = 2, 1  # participants of the two studies
COSTS = (2.0, 8.0, 60.0)
PRIZE = 150.0
PASS = 0.8


def study(name: str, at: str, size: int) -> Study:
    return Study(id=name, title=name, stage=at, about="theta", likelihood=Likelihood.BINOMIAL, size=size)


def chance(count: int, size: int, theta: float) -> float:
    return comb(size, count) * theta**count * (1 - theta) ** (size - count)


def enumerate_rules() -> float:
    """The greatest expected net value of any rule: start, go on after the first signal, go on after both."""
    counts = list(itertools.product(range(FIRST + 1), range(SECOND + 1)))
    best = 0.0
    for after_one in itertools.product((0, 1), repeat=FIRST + 1):
        for after_both in itertools.product((0, 1), repeat=len(counts)):
            worth = -COSTS[0]
            for theta, prior in THETA.items():
                for place, (one, two) in enumerate(counts):
                    odds = prior * PASS * chance(one, FIRST, theta) * chance(two, SECOND, theta) * after_one[one]
                    third = PRIZE * theta / 1.035**2 - COSTS[2] / 1.035**2
                    worth += odds * (-COSTS[1] / 1.035 + theta * after_both[place] * third)
            best = max(best, worth)
    return best


def test_evidence_is_worth_what_the_best_of_all_rules_is() -> None:
    """Passing the second gate has odds θ too, so reaching the third is evidence as well as the signals are."""
    given = inputs(
        {
            "one": fixed(1),
            "prize": fixed(PRIZE),
            "theta": belief("discrete", values=(0.1, 0.5, 0.9), shares=(0.4, 0.3, 0.3)),
        },
        effect(2, quantity="theta", value="prize", trigger="reached"),
        gates={"s1": "theta"},
        studies=(study("a", "s0", FIRST), study("b", "s1", SECOND)),
    )
    stages = procurement(
        stage(0, funding=COSTS[0], share=PASS), stage(1, funding=COSTS[1], share=1), stage(2, funding=COSTS[2])
    )
    policies = value_policies(run(stages, given, draws=8192), stages=3)
    best = enumerate_rules()
    assert best > float(policies.decided_now) + 1
    assert float(policies.with_evidence) == pytest.approx(
        best, abs=4 * float(policies.with_evidence.standard_error or 0)
    )
    assert float(policies.with_evidence) == pytest.approx(best, rel=0.02)
    assert float(policies.clairvoyant) > best
    assert policies.poor_fits == ()
