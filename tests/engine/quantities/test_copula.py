"""Beliefs that move together: the rank correlation asked for, and impossible ones refused with the pair to blame."""

from __future__ import annotations

import itertools
import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from commonweal.quantities.copula import make_copula, normal_correlation, rank_correlation
from commonweal.quantities.sampling import draw_beliefs
from commonweal.record import MisuseError
from strategies import belief

BELIEFS = {
    "people": belief("gamma", p10=10, p90=60),
    "share": belief("beta", a=3, b=7),
    "months": belief("lognormal", p50=6, p90=14),
    "cost": belief("triangular", low=1, mode=2, high=6),
}


@pytest.mark.parametrize("rank", [-1.0, -0.6, 0.0, 0.3, 0.95, 1.0])
def test_ranks_come_out_as_asked(rank: float) -> None:
    """Spearman's correlation of the draws, whatever the families; the others stay independent of both."""
    drawn = draw_beliefs(BELIEFS, draws=2**13, seed=5, ranks={("people", "months"): rank})
    assert stats.spearmanr(drawn["people"], drawn["months"])[0] == pytest.approx(rank, abs=0.01)
    assert abs(stats.spearmanr(drawn["people"], drawn["cost"])[0]) < 0.02
    assert abs(stats.spearmanr(drawn["months"], drawn["share"])[0]) < 0.02


def test_each_belief_keeps_its_own_distribution() -> None:
    """A copula moves draws together; it changes no belief's quantiles."""
    ranks = {("people", "share"): 0.5, ("share", "cost"): -0.4, ("people", "cost"): 0.2}
    apart = draw_beliefs(BELIEFS, draws=2**14, seed=2)
    together = draw_beliefs(BELIEFS, draws=2**14, seed=2, ranks=ranks)
    for name in BELIEFS:
        levels = [0.05, 0.25, 0.5, 0.75, 0.95]
        np.testing.assert_allclose(np.quantile(together[name], levels), np.quantile(apart[name], levels), rtol=0.03)
    np.testing.assert_array_equal(together["months"], apart["months"])
    for (one, other), rank in ranks.items():
        assert stats.spearmanr(together[one], together[other])[0] == pytest.approx(rank, abs=0.02)


@given(st.floats(min_value=-1, max_value=1))
def test_the_correlation_behind_a_rank_and_back(rank: float) -> None:
    """2 sin(πρ/6), from -1 to 1, and its inverse."""
    assert normal_correlation(rank) == pytest.approx(2 * math.sin(math.pi * rank / 6))
    assert rank_correlation(normal_correlation(rank)) == pytest.approx(rank, abs=1e-12)


def test_an_impossible_correlation_names_the_pair_and_how_far_it_can_go() -> None:
    """The pair with the smallest change that mends the three; its remedy, taken at its word, is possible."""
    ranks = {("people", "share"): 0.9, ("people", "months"): 0.8, ("share", "months"): -0.3}
    with pytest.raises(MisuseError, match=r"rank correlation of 'people' and 'share', 0\.9, cannot") as caught:
        draw_beliefs(BELIEFS, draws=8, seed=1, ranks=ranks)
    found = re.search(r"at most (-?[\d.]+)\.$", caught.value.remedy)
    assert found is not None
    nearest = float(found.group(1))
    make_copula(tuple(BELIEFS), ranks | {("people", "share"): nearest})
    with pytest.raises(MisuseError, match="cannot be together"):
        make_copula(tuple(BELIEFS), ranks | {("people", "share"): nearest + 0.02})
    # By hand: beside r and s of the other two, the third is at most rs + √((1 - r²)(1 - s²)).
    r, s = normal_correlation(0.8), normal_correlation(-0.3)
    assert nearest == pytest.approx(rank_correlation(r * s + math.sqrt((1 - r * r) * (1 - s * s))), abs=0.01)


@settings(max_examples=50)
@given(st.lists(st.floats(min_value=-1, max_value=1), min_size=6, max_size=6))
def test_a_matrix_is_carried_or_its_remedy_is_possible(entries: list[float]) -> None:
    """Any ranks of four beliefs: a factor that gives them back, or a sentence whose remedy, where one pair will do."""
    ranks = dict(zip(itertools.combinations(BELIEFS, 2), entries, strict=True))
    try:
        copula = make_copula(tuple(BELIEFS), ranks)
    except MisuseError as error:
        blamed = re.search(r"of '(\w+)' and '(\w+)'", error.message)
        nearest = re.search(r"at (?:least|most) (-?[\d.e-]+)\.$", error.remedy)
        assert blamed is not None
        if nearest is not None:
            make_copula(tuple(BELIEFS), ranks | {(blamed.group(1), blamed.group(2)): float(nearest.group(1))})
        else:
            assert "No one pair alone" in error.remedy
        return
    matrix = copula.factor @ copula.factor.T
    for (one, other), rank in ranks.items():
        i, j = copula.names.index(one), copula.names.index(other)
        assert matrix[i, j] == pytest.approx(normal_correlation(rank), abs=1e-4)


def test_where_no_one_pair_is_at_fault_that_is_said() -> None:
    """Two separate contradictions cannot be mended by one change."""
    names = ("a", "b", "c", "d", "e", "f")
    ranks = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9, ("d", "e"): 0.9, ("e", "f"): 0.9, ("d", "f"): -0.9}
    with pytest.raises(MisuseError, match="No one pair alone"):
        make_copula(names, ranks)


@pytest.mark.parametrize(
    ("ranks", "words"),
    [
        ({("people", "jobs"): 0.5}, "names 'jobs', which is no belief"),
        ({("people", "people"): 0.5}, "pairs 'people' with itself"),
        ({("people", "share"): 1.2}, "'people' and 'share' is from -1 to 1, not 1.2"),
        ({("people", "share"): math.nan}, "from -1 to 1, not nan"),
        ({("people", "share"): 0.5, ("share", "people"): 0.5}, "stated twice"),
    ],
)
def test_ranks_that_make_no_sense_are_refused(ranks: dict[tuple[str, str], float], words: str) -> None:
    """One sentence each, naming the beliefs."""
    with pytest.raises(MisuseError, match=words):
        draw_beliefs(BELIEFS, draws=8, seed=1, ranks=ranks)
