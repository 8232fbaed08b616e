"""Rank acceptability over weights: exact small cases, a second way, and what holds for any bids."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.quantities.sampling import stream
from commonweal.record.errors import MisuseError
from commonweal.scheme.robustness import WeightSpace, weigh_all_ways
from commonweal.scheme.robustness.weights import draw_weights, walk_weights

DRAWS = 200_000
NEAR = 0.006  # over four standard errors of a share


def test_two_criteria_three_bids() -> None:
    """A (1, 0), B (0, 1), C (.6, .6): first with .4, .4 and .2 of the weights."""
    found = weigh_all_ways(np.array([[1, 0], [0, 1], [0.6, 0.6]]), WeightSpace(size=2), draws=DRAWS)
    assert found.first == pytest.approx([0.4, 0.4, 0.2], abs=NEAR)
    assert found.beats[0, 1] == pytest.approx(0.5, abs=NEAR)
    assert found.beats[0, 2] == pytest.approx(0.4, abs=NEAR)
    # The weights that put A first run from .6 to 1: their middle is .8.
    assert found.central[0] == pytest.approx([0.8, 0.2], abs=NEAR)
    assert found.entropy == pytest.approx(-2 * 0.4 * np.log2(0.4) - 0.2 * np.log2(0.2), abs=0.01)


def test_three_criteria_four_bids() -> None:
    """Three specialists and one that is half good at everything: a quarter each."""
    values = np.vstack([np.eye(3), np.full(3, 0.5)])
    found = weigh_all_ways(values, WeightSpace(size=3), draws=DRAWS)
    assert found.first == pytest.approx([0.25] * 4, abs=NEAR)
    assert found.confidence == pytest.approx([1.0] * 4)


@pytest.mark.parametrize("size", [3, 4, 5])
def test_ordered_weights_average_to_rank_order_centroids(size: int) -> None:
    """Sum of 1/k from the rank on, over the number of criteria (Barron and Barrett 1996), by plain draws and walks."""
    centroid = [sum(1 / k for k in range(rank, size + 1)) / size for rank in range(1, size + 1)]
    space = WeightSpace(size=size, order=tuple((place, place + 1) for place in range(size - 1)))
    for drawn in (draw_weights(space, 60_000, stream(1, 0)), walk_weights(space, 60_000, stream(2, 0))):
        assert drawn.mean(axis=1) == pytest.approx(centroid, abs=0.004)
        assert (np.diff(drawn, axis=0) <= 1e-6).all()


def test_walks_and_plain_draws_agree_within_bounds() -> None:
    """The same uniform weights by two methods: means and spreads, and no weight outside."""
    space = WeightSpace(size=4, least=(0.1, 0.0, 0.05, 0.0), most=(0.7, 0.8, 0.6, 0.9), order=((0, 2),))
    plain = draw_weights(space, 100_000, stream(3, 0))
    walked = walk_weights(space, 100_000, stream(4, 0))
    for drawn in (plain, walked):
        assert drawn.sum(axis=0) == pytest.approx(1.0, abs=1e-5)
        assert (drawn >= np.array(space.least)[:, None] - 1e-6).all()
        assert (drawn <= np.array(space.most)[:, None] + 1e-6).all()
        assert (drawn[0] >= drawn[2] - 1e-6).all()
    assert walked.mean(axis=1) == pytest.approx(plain.mean(axis=1), abs=0.004)
    assert walked.std(axis=1) == pytest.approx(plain.std(axis=1), abs=0.004)


def test_narrow_bounds_are_walked() -> None:
    """Within five points of a published weighting: plain draws would all but never fall inside."""
    published = np.array([0.3, 0.2, 0.2, 0.1, 0.1, 0.1])
    space = WeightSpace(size=6, least=tuple(published - 0.05), most=tuple(published + 0.05))
    drawn = draw_weights(space, 40_000, stream(5, 0))
    assert drawn.mean(axis=1) == pytest.approx(published, abs=0.002)


def test_it_agrees_with_sorting_in_plain_numpy() -> None:
    """Ten bids, five criteria: shares of each place by argsort of other draws."""
    values = stream(6, 0).random((10, 5))
    found = weigh_all_ways(values, WeightSpace(size=5), draws=DRAWS, seed=7)
    weights = np.random.default_rng(8).dirichlet(np.ones(5), DRAWS)
    order = np.argsort(-(weights @ values.T), axis=1)
    expected = np.array([[(order[:, place] == bid).mean() for place in range(10)] for bid in range(10)])
    assert found.ranks == pytest.approx(expected, abs=NEAR)
    first = order[:, 0]
    for bid in np.flatnonzero(found.first > 0.05):
        assert found.central[bid] == pytest.approx(weights[first == bid].mean(axis=0), abs=0.01)


def test_noise_in_scores_by_closed_form() -> None:
    """One criterion: the better bid stays first with the normal probability of its lead over the spread of both."""
    values, spread = np.array([[0.6], [0.5]]), np.array([[0.08], [0.06]])
    found = weigh_all_ways(values, WeightSpace(size=1), draws=DRAWS, spread=spread)
    assert found.first == pytest.approx([0.841345, 0.158655], abs=NEAR)
    assert found.confidence == pytest.approx([0.841345, 0.158655], abs=NEAR)


def test_equal_bids_share_places_evenly() -> None:
    """Two alike before a third: each first half of the time, and neither before the other more often."""
    found = weigh_all_ways(np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 1.0]]), WeightSpace(size=2), draws=1000)
    assert found.ranks.tolist() == [[0.5, 0.5, 0.0], [0.0, 0.0, 1.0], [0.5, 0.5, 0.0]]
    assert found.beats[0].tolist() == [0.0, 1.0, 0.5]


def test_what_is_equal_in_single_precision_is_equal() -> None:
    """A tenth and a fifth are as good as three tenths: neither is before the other for the order of entry."""
    for order in ((0, 1), (1, 0)):
        values = np.array([[0.1 + 0.2, 0.5], [0.3, 0.5]])[list(order)]
        found = weigh_all_ways(values, WeightSpace(size=2), draws=1000)
        assert found.ranks.tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_equals_whose_scores_are_sure_share_places_among_bids_whose_scores_are_not() -> None:
    """Two sure bids of .5, and one of .6 that is drawn: the sure ones share what it leaves, whoever comes first."""
    values, spread = np.array([[0.5], [0.6], [0.5]]), np.array([[0.0], [0.1], [0.0]])
    found = weigh_all_ways(values, WeightSpace(size=1), draws=DRAWS, spread=spread)
    assert found.first == pytest.approx([0.158655 / 2, 0.841345, 0.158655 / 2], abs=NEAR)
    assert found.beats[0, 2] == found.beats[2, 0] == 0.5


def test_alike_in_all_but_what_weighs_nothing_makes_no_difference_to_others() -> None:
    """A constant column moves nobody: every bid has it whatever its weight."""
    values = stream(11, 0).random((5, 3))
    flat = np.column_stack([values, np.full(5, 0.7)])
    without = weigh_all_ways(values, WeightSpace(size=3), draws=DRAWS)
    found = weigh_all_ways(flat, WeightSpace(size=4), draws=DRAWS)
    assert found.ranks == pytest.approx(without.ranks, abs=NEAR)


@pytest.mark.parametrize("size", [8, 10])
def test_a_full_order_of_many_criteria_is_walked_to_its_centroid(size: int) -> None:
    """Where next to no plain draw is in order; spreads as of sorted plain draws."""
    centroid = [sum(1 / k for k in range(rank, size + 1)) / size for rank in range(1, size + 1)]
    space = WeightSpace(size=size, order=tuple((place, place + 1) for place in range(size - 1)))
    drawn = draw_weights(space, 20_000, stream(12, 0))
    ordered = -np.sort(-np.random.default_rng(13).dirichlet(np.ones(size), 50_000), axis=1)
    assert drawn.mean(axis=1) == pytest.approx(centroid, abs=0.003)
    assert drawn.std(axis=1) == pytest.approx(ordered.std(axis=0), abs=0.003)


@settings(max_examples=25)
@given(st.integers(1, 8), st.integers(1, 5), st.integers(0, 10_000))
def test_shares_add_up_whatever_the_bids(bids: int, criteria: int, seed: int) -> None:
    """Each bid is somewhere, each place is taken, and one of two is before the other."""
    values = np.round(stream(seed, 0).random((bids, criteria)) * 5) / 5
    found = weigh_all_ways(values, WeightSpace(size=criteria), draws=3000, seed=seed)
    assert found.ranks.sum(axis=0) == pytest.approx(np.ones(bids))
    assert found.ranks.sum(axis=1) == pytest.approx(np.ones(bids))
    assert found.beats + found.beats.T + np.eye(bids) == pytest.approx(np.ones((bids, bids)))


def test_the_same_seed_gives_the_same_bytes() -> None:
    values = stream(9, 0).random((4, 3))
    one, same, other = (weigh_all_ways(values, WeightSpace(size=3), draws=5000, seed=seed) for seed in (1, 1, 2))
    assert one.ranks.tobytes() == same.ranks.tobytes()
    assert one.ranks.tobytes() != other.ranks.tobytes()


@pytest.mark.parametrize(
    ("space", "said"),
    [
        ({"size": 2, "least": (0.6, 0.6)}, "No weights keep"),
        ({"size": 2, "most": (0.2, 0.2)}, "No weights keep"),
        ({"size": 2, "least": (0.6,)}, "Bounds are 2 shares"),
        ({"size": 2, "order": ((0, 2),)}, "does not name two"),
        ({"size": 3, "least": (0.0, 0.5, 0.0), "most": (0.4, 1.0, 1.0), "order": ((0, 1),)}, "No weights keep"),
        ({"size": 0}, "one criterion or more"),
    ],
)
def test_impossible_weights_are_refused(space: dict[str, object], said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        WeightSpace(**space)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "spread", "said"),
    [
        (np.ones((2, 3)), None, "bids by 2 criteria"),
        (np.array([[np.nan, 1.0]]), None, "no finite number"),
        (np.ones((1, 2)), -np.ones((1, 2)), "zero or more"),
        (np.ones((256, 2)), None, "256 bids"),
    ],
)
def test_impossible_values_are_refused(values: np.ndarray, spread: np.ndarray | None, said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        weigh_all_ways(values, WeightSpace(size=2), spread=spread)
