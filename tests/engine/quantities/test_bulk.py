"""Pseudo-random draws by the million: right in the middle and in the tails, the same whoever draws them."""

from __future__ import annotations

import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scipy import stats

from commonweal.quantities import distribution_of
from commonweal.quantities.bulk import BLOCK_DRAWS, CELLS, cell_table, draw_block, draw_blocks
from commonweal.quantities.sampling import stream
from commonweal.record import MisuseError
from strategies import MIXED, TWELVE, belief


def test_moments_and_quantiles_are_those_of_the_beliefs() -> None:
    """Every family within four standard errors at 524,288 draws: mean, and the share under three quantiles."""
    blocks = list(draw_blocks(MIXED, draws=8 * BLOCK_DRAWS, seed=21))
    size = 8 * BLOCK_DRAWS
    for name, stated in MIXED.items():
        drawn, ours = np.concatenate([block[name] for block in blocks]), distribution_of(stated)
        assert drawn.size == size and np.isfinite(drawn).all()
        assert abs(drawn.mean() - ours.mean) <= 4 * ours.sd / math.sqrt(size) + 1e-12, name
        for level in (0.001, 0.1, 0.5, 0.9, 0.999):
            under = ours.cdf(ours.quantile(level))
            error = math.sqrt(under * (1 - under) / size) + 2**-17
            assert abs(np.mean(drawn <= ours.quantile(level)) - under) <= 4 * error, (name, level)


def test_the_tails_are_exact() -> None:
    """Beyond the outermost cells, where a table alone would stop: as many draws as there should be, as far out."""
    table = cell_table(belief("normal", mean=0, sd=1))
    drawn = table.draw(64 * BLOCK_DRAWS, stream(5, 0)).astype(np.float64)
    edge = stats.norm.isf(2.0**-16)
    beyond = drawn[drawn > edge]
    assert beyond.size == pytest.approx(64, abs=4 * 8)
    assert np.unique(beyond).size == beyond.size
    chances = stats.norm.sf(beyond) * 2**16
    assert stats.kstest(chances, "uniform").pvalue > 0.001
    assert drawn.max() > stats.norm.isf(2.0**-20)


def test_separate_values_have_exact_odds() -> None:
    """A cell with a step in it is drawn anew inside it, so that no odds are rounded to 16,384ths."""
    share = "0.3000076"  # half a cell past a cell's edge
    inside = cell_table(belief("bernoulli", share=share))
    assert np.isnan(inside.middles).sum() == 1
    assert np.isnan(inside.middles[math.floor((1 - float(share)) * CELLS)])


def test_a_narrow_belief_far_from_zero_keeps_its_digits() -> None:
    """Tables are in single precision where that is far finer than the spread, and in double where it is not."""
    assert cell_table(belief("normal", mean=0, sd=1)).middles.dtype == np.float32
    far = cell_table(belief("normal", mean=10**9, sd=1))
    assert far.middles.dtype == np.float64
    assert far.draw(BLOCK_DRAWS, stream(5, 0)).std() == pytest.approx(1, abs=0.02)


def test_a_block_is_the_same_alone_and_in_any_order() -> None:
    """Whoever draws which block, and whatever else is drawn: the same bytes; so is a part of the last block."""
    whole = list(draw_blocks(MIXED, draws=3 * BLOCK_DRAWS, seed=6))
    for block in (2, 0, 1):
        alone = draw_block(MIXED, seed=6, block=block)
        assert all(alone[name].tobytes() == whole[block][name].tobytes() for name in MIXED)
    part = list(draw_blocks(MIXED, draws=BLOCK_DRAWS + 10, seed=6))
    assert [each["beta"].size for each in part] == [BLOCK_DRAWS, 10]
    np.testing.assert_array_equal(part[1]["beta"], whole[1]["beta"][:10])


def test_a_changed_belief_changes_its_own_draws_alone() -> None:
    """Each belief has a lane of its own in the block's stream."""
    before = draw_block(TWELVE, seed=3, block=1)
    after = draw_block(TWELVE | {"beta": belief("beta", a=4, b=7)}, seed=3, block=1)
    assert [name for name in TWELVE if before[name].tobytes() != after[name].tobytes()] == ["beta"]


def test_blocks_and_beliefs_are_independent() -> None:
    """No correlation between lanes of a block, nor between blocks of a lane, beyond chance."""
    named = {f"x{each}": belief("uniform", low=0, high=1) for each in range(8)}
    blocks = [draw_block(named, seed=1, block=block) for block in range(4)]
    columns = np.stack([block[name] for block in blocks for name in named])
    off_diagonal = np.corrcoef(columns)[np.triu_indices(len(columns), 1)]
    assert abs(off_diagonal).max() < 4.5 / math.sqrt(BLOCK_DRAWS)


def test_ranks_come_out_as_asked() -> None:
    """The same copula as with Sobol points; the uncorrelated keep their very draws."""
    apart = draw_block(TWELVE, seed=3, block=0)
    together = draw_block(TWELVE, seed=3, block=0, ranks={("beta", "gamma"): -0.7})
    assert stats.spearmanr(together["beta"], together["gamma"])[0] == pytest.approx(-0.7, abs=0.01)
    assert together["normal"].tobytes() == apart["normal"].tobytes()


def test_a_number_of_draws_is_a_whole_number() -> None:
    """Refused at the call, not at the first block."""
    with pytest.raises(MisuseError, match="number of draws is a whole number"):
        draw_blocks(TWELVE, draws=-1, seed=1)


def test_workers_draw_the_same_bytes() -> None:
    """Four threads that take blocks as they come give what one gives in order."""
    alone = [draw_block(MIXED, seed=6, block=block) for block in range(6)]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda block: draw_block(MIXED, seed=6, block=block), reversed(range(6))))
    for one, other in zip(alone, reversed(together), strict=True):
        assert all(one[name].tobytes() == other[name].tobytes() for name in MIXED)


@pytest.mark.nightly
def test_memory_is_bounded_by_a_block() -> None:
    """A hundred million draws of twelve beliefs take no more memory than a million: under 300 MB in all."""
    program = (
        "import resource, sys\n"
        "sys.path.insert(0, 'tests')\n"
        "from strategies import TWELVE\n"
        "from commonweal.quantities.bulk import draw_blocks\n"
        "total = sum(block['beta'].sum() for block in draw_blocks(TWELVE, draws=int(sys.argv[1]), seed=1))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, total / int(sys.argv[1]))\n"
    )
    peaks = []
    for draws in (10**6, 10**8):
        done = subprocess.run(
            [sys.executable, "-c", program, str(draws)], capture_output=True, text=True, encoding="utf-8", check=True
        )
        peak, mean = done.stdout.split()
        peaks.append(int(peak))
        assert float(mean) == pytest.approx(0.3, abs=6 * distribution_of(TWELVE["beta"]).sd / math.sqrt(draws))
    assert peaks[1] < 300
    assert peaks[1] < 1.2 * peaks[0]
