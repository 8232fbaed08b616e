"""Draws: honest points, streams that never meet, the same bytes every time, and errors that fall as they should."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from numpy.typing import NDArray

from commonweal.quantities import Belief, distribution_of, quantile_table
from commonweal.quantities.bulk import draw_blocks
from commonweal.quantities.kept_arrays import KeptArrays
from commonweal.quantities.quantile_table import make_table
from commonweal.quantities.sampling import draw_beliefs, sobol_points, stream
from commonweal.record import MisuseError
from strategies import MIXED, TWELVE, belief, beliefs, pool


class TestStreams:
    """Random numbers by seed, block and lane."""

    def test_streams_do_not_overlap(self) -> None:
        """Neighbours in block, lane and seed share no word of 2¹⁴ each; after them every counter is still its own."""
        keys = [(seed, block, lane) for seed in (0, 1, 2) for block in (0, 1, 2, 1000) for lane in (0, 1, 119)]
        words, ends = [], []
        for seed, block, lane in keys:
            generator = stream(seed, block, lane=lane)
            words.append(generator.bit_generator.random_raw(2**14))
            state: Any = generator.bit_generator.state["state"]
            ends.append((*state["key"], *state["counter"][1:]))
        together = np.concatenate(words)
        assert np.unique(together).size == together.size
        # A stream uses up the first word of its counter, 2⁶⁴ steps; none has moved any other, and no two have the same.
        assert len(set(ends)) == len(keys)
        assert [end[2:] for end in ends] == [(lane, block, 0) for _, block, lane in keys]

    def test_neighbouring_streams_are_independent(self) -> None:
        """Correlations of uniforms of 64 neighbouring blocks look like chance (validation, section 2, fact 6)."""
        uniforms = np.stack([stream(9, block).random(4096) for block in range(64)])
        off_diagonal = np.corrcoef(uniforms)[np.triu_indices(64, 1)]
        assert abs(off_diagonal).max() < 5.5 / math.sqrt(4096)
        assert np.std(off_diagonal) == pytest.approx(1 / math.sqrt(4096), rel=0.1)

    def test_a_stream_is_the_same_each_time(self) -> None:
        """By its numbers alone, with no regard to what was drawn before."""
        np.random.default_rng(3).random(10)
        assert list(stream(7, 2).integers(1000, size=4)) == list(stream(7, 2).integers(1000, size=4))

    @pytest.mark.parametrize(
        ("seed", "block", "lane", "words"),
        [
            (-1, 0, 0, "The seed is a whole number, zero or more, not -1."),
            (True, 0, 0, "not True"),
            (0.5, 0, 0, "not 0.5"),
            (1, -3, 0, "The block is a whole number"),
            (1, 0, 2**64, "lane of a stream is below"),
        ],
    )
    def test_what_is_no_stream_is_refused(self, seed: Any, block: Any, lane: Any, words: str) -> None:
        """Seeds, blocks and lanes are whole numbers from zero up."""
        with pytest.raises(MisuseError, match=words):
            stream(seed, block, lane=lane)


class TestSobolPoints:
    """Scrambled points in powers of two."""

    def test_every_cell_of_each_coordinate_has_one_point(self) -> None:
        """Of 2^m points each of the 2^m equal cells of any coordinate holds one, inside (0, 1)."""
        points = sobol_points(37, 1024, seed=3, replicate=2)
        assert points.shape == (1024, 37)
        assert points.min() > 0 and points.max() < 1
        cells = np.sort(np.floor(points * 1024).astype(int), axis=0)
        assert (cells == np.arange(1024)[:, None]).all()

    def test_replicates_and_seeds_are_scrambles_of_their_own(self) -> None:
        """No two share a coordinate, and their means differ as independent ones do."""
        scrambles = [sobol_points(5, 256, seed=seed, replicate=replicate) for seed in (1, 2) for replicate in range(8)]
        assert len({points.tobytes() for points in scrambles}) == 16
        firsts = np.stack([points[:, 0] for points in scrambles])
        assert np.unique(firsts).size == firsts.size

    def test_the_mean_over_scrambles_is_unbiased(self) -> None:
        """The product of eight coordinates, doubled, has mean 1: within its honest error over 64 scrambles."""
        means = [np.prod(2 * sobol_points(8, 64, seed=4, replicate=each), axis=1).mean() for each in range(64)]
        assert abs(np.mean(means) - 1) < 4 * np.std(means, ddof=1) / 8

    @pytest.mark.parametrize(
        ("dimensions", "draws", "words"),
        [
            (3, 1000, "powers of two, and 1000"),
            (3, 0, "powers of two, and 0"),
            (3, 2**31, "powers of two"),
            (0, 8, "from 1 to 21201 dimensions"),
            (21_202, 8, "from 1 to 21201 dimensions"),
        ],
    )
    def test_what_sobol_points_cannot_be_is_refused(self, dimensions: int, draws: int, words: str) -> None:
        """Numbers of draws and of dimensions; a near power of two is offered."""
        with pytest.raises(MisuseError, match=words):
            sobol_points(dimensions, draws, seed=1, replicate=0)
        with pytest.raises(MisuseError, match="Take 512 or 1024"):
            sobol_points(3, 1000, seed=1, replicate=0)


class TestDrawBeliefs:
    """Beliefs drawn on Sobol points."""

    def test_moments_and_quantiles_are_those_of_the_beliefs(self) -> None:
        """Every family at once, at 2¹⁴ draws."""
        drawn = draw_beliefs(MIXED, draws=2**14, seed=11)
        for name, column in drawn.items():
            ours = distribution_of(MIXED[name])
            assert column.shape == (2**14,)
            assert column.mean() == pytest.approx(ours.mean, abs=0.002 * ours.sd + 1e-12), name
            assert column.std() == pytest.approx(ours.sd, rel=0.02, abs=1e-12), name
            assert np.mean(column <= ours.quantile(0.9)) == pytest.approx(ours.cdf(ours.quantile(0.9)), abs=0.001), name

    def test_the_same_seed_gives_the_same_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With what was kept, and with nothing kept; another seed or replicate gives others."""
        from commonweal.quantities import sampling

        first = draw_beliefs(MIXED, draws=512, seed=3, ranks={("beta", "gamma"): 0.5})
        again = draw_beliefs(MIXED, draws=512, seed=3, ranks={("beta", "gamma"): 0.5})
        assert all(first[name] is again[name] for name in MIXED)
        for name in ("_points", "_columns"):
            monkeypatch.setattr(sampling, name, KeptArrays(limit_bytes=0))
        quantile_table._table_of.cache_clear()
        afresh = draw_beliefs(MIXED, draws=512, seed=3, ranks={("beta", "gamma"): 0.5})
        assert all(first[name].tobytes() == afresh[name].tobytes() for name in MIXED)
        assert (draw_beliefs(MIXED, draws=512, seed=4)["beta"] != first["beta"]).all()
        assert (draw_beliefs(MIXED, draws=512, seed=3, replicate=1)["normal"] != first["normal"]).all()

    def test_many_at_once_draw_the_same_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Threads that share what is kept, and too little room to keep it, change nothing."""
        from commonweal.quantities import sampling

        alone = [draw_beliefs(MIXED, draws=256, seed=3, replicate=each) for each in range(16)]
        for name in ("_points", "_columns"):
            monkeypatch.setattr(sampling, name, KeptArrays(limit_bytes=100_000))
        with ThreadPoolExecutor(4) as threads:
            together = list(threads.map(lambda each: draw_beliefs(MIXED, draws=256, seed=3, replicate=each), range(16)))
        for one, other in zip(alone, together, strict=True):
            assert all(one[name].tobytes() == other[name].tobytes() for name in MIXED)

    def test_a_changed_belief_changes_its_own_column_alone(self) -> None:
        """The others are not even drawn again; they are the very arrays."""
        before = draw_beliefs(TWELVE, draws=512, seed=3)
        after = draw_beliefs(TWELVE | {"beta": belief("beta", a=4, b=7)}, draws=512, seed=3)
        assert [name for name in TWELVE if after[name] is not before[name]] == ["beta"]
        assert (after["beta"] > before["beta"]).all()

    def test_a_belief_less_itself_is_nothing_in_every_draw(self) -> None:
        """Drawn once a run and shared by name: x - x is exactly 0."""
        drawn = draw_beliefs(MIXED, draws=1024, seed=8)
        again = draw_beliefs(dict(MIXED), draws=1024, seed=8)
        for name in MIXED:
            assert not (drawn[name] - again[name]).any()

    def test_what_is_drawn_cannot_be_written_over(self) -> None:
        """It is kept for others: an array that somebody changed would change their answers."""
        with pytest.raises(ValueError, match="read-only"):
            draw_beliefs(TWELVE, draws=8, seed=1)["beta"][0] = 0.0

    def test_nothing_to_draw_is_nothing(self) -> None:
        """No belief, no column."""
        assert draw_beliefs({}, draws=8, seed=1) == {}


class TestKeptArrays:
    """What is kept is bounded, and never changes an answer."""

    def test_the_longest_unused_goes_first(self) -> None:
        """Bytes stay within the limit; what was asked for lately stays."""
        kept = KeptArrays(limit_bytes=3 * 80)
        for key in "abc":
            kept.get(key, lambda: np.zeros(10))
        kept.get("a", lambda: pytest.fail("a is kept"))
        kept.get("d", lambda: np.ones(10))
        assert (len(kept), kept.bytes) == (3, 240)
        kept.get("a", lambda: pytest.fail("a is kept"))
        made = []
        kept.get("b", lambda: made.append(1) or np.zeros(10))  # type: ignore[func-returns-value]
        assert made == [1]

    def test_what_is_larger_than_the_limit_is_not_kept(self) -> None:
        """It is handed out, and drives nothing else away."""
        kept = KeptArrays(limit_bytes=80)
        kept.get("small", lambda: np.zeros(10))
        assert kept.get("large", lambda: np.zeros(11)).size == 11
        assert (len(kept), kept.bytes) == (1, 80)


@given(beliefs().filter(lambda stated: distribution_of(stated).slow))
def test_a_table_is_as_good_as_the_inverse(stated: Belief) -> None:
    """Within a hundred-thousandth of the standard deviation anywhere; in the tails, the very number."""
    ours = distribution_of(stated)
    table = make_table(ours)
    shares = np.random.default_rng(1).random(400)
    np.testing.assert_allclose(table.inverse(shares), ours.quantile(shares), atol=1e-5 * ours.sd, rtol=0)
    tails = np.array([1e-15, 1e-12, 5e-10, 1 - 5e-10, 1 - 1e-12, 1 - 1e-15])
    np.testing.assert_array_equal(table.inverse(tails), ours.quantile(tails))
    rising = table.inverse(np.sort(shares))
    assert (np.diff(rising) >= -1e-9 * ours.sd).all()


def test_a_table_of_experts_who_disagree_is_as_good() -> None:
    """Where the pooled inverse all but jumps, the function itself is asked."""
    far = pool((belief("normal", mean=0, sd=1), 1), (belief("normal", mean=40, sd=1), 1))
    step = pool((belief("fixed", value=3), 1), (belief("lognormal", p50=2, p90=5), 1))
    for stated in (far, step):
        ours = distribution_of(stated)
        shares = np.concatenate([np.linspace(0.001, 0.999, 1999), 0.5 + np.linspace(-1e-3, 1e-3, 101)])
        np.testing.assert_allclose(make_table(ours).inverse(shares), ours.quantile(shares), atol=1e-5 * ours.sd)


# --- how the error falls --------------------------------------------------------------------------

Draw = Callable[[int, int], Mapping[str, NDArray[np.float64]]]


def smooth(drawn: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """A smooth model of the twelve: shares of amounts over time, less a cost."""
    gain = drawn["lognormal"] * drawn["beta"] + drawn["gamma"] * drawn["odds"] * 0.965 ** drawn["triangular"]
    cost = drawn["uniform"] * (0.2 * drawn["second lognormal"] + 0.1 * drawn["experts"])
    return gain + 0.1 * drawn["from quantiles"] * drawn["pert"] + drawn["bunched"] + drawn["normal"] - cost


def slope(draw: Draw, exponents: range, scrambles: int) -> float:
    """The slope of the logarithm of the standard error against that of the number of draws."""
    errors = [np.std([smooth(draw(2**m, each)).mean() for each in range(scrambles)], ddof=1) for m in exponents]
    return float(np.polyfit(np.log(2.0) * np.array(exponents), np.log(errors), 1)[0])


def by_sobol(draws: int, replicate: int) -> Mapping[str, NDArray[np.float64]]:
    return draw_beliefs(TWELVE, draws=draws, seed=1, replicate=replicate)


def by_chance(draws: int, replicate: int) -> Mapping[str, NDArray[np.float64]]:
    return next(iter(draw_blocks(TWELVE, draws=draws, seed=1000 + replicate)))


def test_the_error_falls_nearly_with_the_number_of_draws_under_sobol() -> None:
    """Slope at most -0.8 from 2^10 to 2^13 draws (method, section 1; the full range runs nightly)."""
    assert slope(by_sobol, range(10, 14), 32) <= -0.8


@pytest.mark.nightly
def test_the_error_falls_as_the_method_says() -> None:
    """From 2^10 to 2^15 draws: at most -0.8 under Sobol, and under chance -0.5 ± 0.1."""
    assert slope(by_sobol, range(10, 16), 16) <= -0.8
    assert slope(by_chance, range(10, 16), 64) == pytest.approx(-0.5, abs=0.1)
