"""A million weightings of twenty bids on ten criteria: all indices, against plain numpy and crispyn in the same run.

crispyn (0.0.7) ranks under all weights by VIKOR alone, always with half of its weight on the worst criterion, and has
neither a value function nor the index of pairs: its answers are others than ours, so that only the time of the same
number of draws is compared, at 1e4 and 1e5. It belongs to the group `bench`, and is left out where it is missing.
"""

import os
import resource
import time
import tracemalloc
from collections.abc import Callable
from importlib.util import find_spec

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else numpy's own way pays for threads that wait

import numpy as np
from timing import show

from commonweal.scheme.robustness import WeightSpace, weigh_all_ways

BIDS, CRITERIA, DRAWS = 20, 10, 1_000_000
RUNS = 3


def plain_numpy(values: np.ndarray, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Acceptability, pairs and central weights as one would write them: Dirichlet draws, argsort, comparisons."""
    weights = np.random.default_rng(seed).dirichlet(np.ones(values.shape[1]), draws)
    worth = weights @ values.T
    order = np.argsort(-worth, axis=1)
    ranks = np.array([np.bincount(order[:, place], minlength=len(values)) for place in range(len(values))]).T / draws
    beats = np.array([[(worth[:, one] > worth[:, other]).mean() for other in range(BIDS)] for one in range(BIDS)])
    first = order[:, 0]
    central = np.array(
        [weights[first == bid].mean(axis=0) if (first == bid).any() else np.zeros(CRITERIA) for bid in range(BIDS)]
    )
    return ranks, beats, central


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def processor_time(call: Callable[[], object]) -> float:
    """The best of several runs, in seconds of the processor: what others do on the machine counts little."""
    seconds = []
    for _run in range(RUNS):
        start = time.process_time()
        call()
        seconds.append(time.process_time() - start)
    return min(seconds)


def main() -> None:
    values = np.random.default_rng(1).random((BIDS, CRITERIA))
    ours = processor_time(lambda: weigh_all_ways(values, WeightSpace(size=CRITERIA), draws=DRAWS))
    memory = peak_mib()
    theirs = processor_time(lambda: plain_numpy(values, DRAWS, 2))
    show(
        "All indices, a million weightings", f"{ours:.2f} s, numpy {theirs:.2f} s: {theirs / ours:.1f} times", "5 times"
    )
    show("Peak memory of ours", f"{memory:.0f} MiB", "under 300 MiB")
    found, (ranks, beats, central) = (
        weigh_all_ways(values, WeightSpace(size=CRITERIA), draws=DRAWS),
        plain_numpy(values, DRAWS, 3),
    )
    apart = max(np.abs(found.ranks - ranks).max(), np.abs(found.beats - beats).max())
    often = found.first > 0.01
    show("Largest difference of a share", f"{apart:.4f}", "0.002")
    show("Largest difference of a central weight", f"{np.abs(found.central - central)[often].max():.4f}", "0.005")
    bounded = WeightSpace(size=CRITERIA, least=(0.05,) * CRITERIA, most=(0.15,) * CRITERIA)
    walked = processor_time(lambda: weigh_all_ways(values, bounded, draws=DRAWS))
    show("Within bounds, walked", f"{walked:.2f} s", "none")
    if find_spec("crispyn"):
        for draws in (10_000, 100_000):
            show_crispyn(values, draws)


def show_crispyn(values: np.ndarray, draws: int) -> None:
    """Weights and indices, as ours are timed; what it keeps grows with the draws, ours does not."""
    from crispyn.mcda_methods import VIKOR_SMAA

    def theirs() -> None:
        method = VIKOR_SMAA()
        method(values, method._generate_weights(CRITERIA, draws), np.ones(CRITERIA))

    start = time.process_time()
    theirs()
    seconds = time.process_time() - start
    ours = processor_time(lambda: weigh_all_ways(values, WeightSpace(size=CRITERIA), draws=draws))
    show(
        f"crispyn by VIKOR, {draws:,} weightings",
        f"{seconds:.2f} s, ours {ours:.3f} s: {seconds / ours:.0f} times",
        "none",
    )
    if draws <= 10_000:
        show(
            f"What {draws:,} weightings keep at their peak",
            f"crispyn {kept_mib(theirs):.0f} MiB, ours "
            f"{kept_mib(lambda: weigh_all_ways(values, WeightSpace(size=CRITERIA), draws=draws)):.0f}",
            "none",
        )


def kept_mib(call: Callable[[], object]) -> float:
    """The most memory held at a time beyond what was there; traced, so never timed."""
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


if __name__ == "__main__":
    main()
