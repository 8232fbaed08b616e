"""Draws of twelve beliefs a million times: the tables and Sobol points against plain numpy in the same run."""

import time
from decimal import Decimal

import numpy as np
from timing import show, time_call

from commonweal.quantities import Belief, Family, distribution_of, quantile_table, sampling
from commonweal.quantities.bulk import cell_table, draw_blocks
from commonweal.quantities.kept_arrays import KeptArrays
from commonweal.quantities.sampling import draw_beliefs

DRAWS = 1_000_000
RUNS = 5


def belief(family: str, **given: float | str) -> Belief:
    return Belief(family=Family(family), **{name: Decimal(str(number)) for name, number in given.items()})


BELIEFS = {
    "uniform": belief("uniform", low=2, high=6),
    "triangular": belief("triangular", low=1, mode=2, high=10),
    "pert": belief("pert", low=0, mode=2, high=10),
    "normal": belief("normal", mean=2, sd=3),
    "lognormal": belief("lognormal", mean=3, sd=2),
    "beta": belief("beta", a=3, b=7),
    "beta, bunched": belief("beta", a="0.5", b=4),
    "gamma": belief("gamma", shape=3, scale=2),
    "gamma, bunched": belief("gamma", shape="0.7", scale=2),
    "poisson": belief("poisson", mean=3),
    "negative binomial": belief("negative-binomial", mean=8, dispersion="0.5"),
    "bernoulli": belief("bernoulli", share="0.3"),
}
SPREAD = np.sqrt(np.log1p(4 / 9))


def plain_numpy(draws: int, seed: int) -> dict[str, np.ndarray]:
    """The same twelve by numpy's own samplers, in one go."""
    generator = np.random.default_rng(seed)
    return {
        "uniform": generator.uniform(2, 6, draws),
        "triangular": generator.triangular(1, 2, 10, draws),
        "pert": 10 * generator.beta(1.8, 4.2, draws),
        "normal": generator.normal(2, 3, draws),
        "lognormal": generator.lognormal(np.log(3) - SPREAD**2 / 2, SPREAD, draws),
        "beta": generator.beta(3, 7, draws),
        "beta, bunched": generator.beta(0.5, 4, draws),
        "gamma": generator.gamma(3, 2, draws),
        "gamma, bunched": generator.gamma(0.7, 2, draws),
        "poisson": generator.poisson(3, draws),
        "negative binomial": generator.negative_binomial(2, 0.2, draws),
        "bernoulli": generator.binomial(1, 0.3, draws),
    }


def by_tables() -> None:
    for _ in draw_blocks(BELIEFS, draws=DRAWS, seed=1):
        pass


def forget() -> None:
    """Nothing kept, so that what is timed is done."""
    sampling._points = KeptArrays(limit_bytes=sampling.KEPT_BYTES)
    sampling._columns = KeptArrays(limit_bytes=sampling.KEPT_BYTES)
    quantile_table._table_of.cache_clear()
    cell_table.cache_clear()
    distribution_of.cache_clear()


def by_sobol(draws: int, beliefs: dict[str, Belief] = BELIEFS) -> None:
    for replicate in range(sampling.REPLICATES):
        draw_beliefs(beliefs, draws=draws // sampling.REPLICATES, seed=1, replicate=replicate)


def by_sobol_means(draws: int, seed: int) -> dict[str, float]:
    drawn = [draw_beliefs(BELIEFS, draws=draws // 8, seed=seed, replicate=replicate) for replicate in range(8)]
    return {name: float(np.mean([each[name].mean() for each in drawn])) for name in BELIEFS}


def by_sobol_afresh() -> None:
    forget()
    by_sobol(1 << 20)


def root_mean_square_error(means: list[dict[str, float]]) -> float:
    """Of the twelve means, in standard deviations, over the runs."""
    misses = [
        (run[name] - distribution_of(stated).mean) / distribution_of(stated).sd
        for run in means
        for name, stated in BELIEFS.items()
    ]
    return float(np.sqrt(np.mean(np.square(misses))))


by_sobol(8)  # what is loaded only once is loaded
start = time.perf_counter()
for stated in BELIEFS.values():
    cell_table(stated)
making = time.perf_counter() - start
numpy_best, numpy_median = time_call(lambda: plain_numpy(DRAWS, 1), runs=RUNS)
tables_best, tables_median = time_call(by_tables, runs=RUNS)
sobol_best, sobol_median = time_call(by_sobol_afresh, runs=RUNS)
show("12 beliefs x 1e6, plain numpy", f"{numpy_best:.3f} s (median {numpy_median:.3f})", "")
show(
    "the same by tables, blocks of 65,536",
    f"{tables_best:.3f} s (median {tables_median:.3f})",
    f"{numpy_best / tables_best:.1f} times as fast; tables made once in {making:.3f} s",
)
show(
    "12 beliefs x 2^20 on Sobol points, eight scrambles, nothing kept",
    f"{sobol_best:.3f} s (median {sobol_median:.3f})",
    f"{numpy_best / sobol_best:.1f} times as fast",
)

few = 1 << 13
exact = [{name: float(column.mean()) for name, column in plain_numpy(DRAWS, seed).items()} for seed in range(4)]
ours = [by_sobol_means(few, seed) for seed in range(4)]
forget()
short_best, _ = time_call(lambda: (forget(), by_sobol(few)), runs=RUNS)
show("root mean square error of the twelve means, numpy at 1e6", f"{root_mean_square_error(exact):.1e} sd", "")
show(
    "the same on Sobol points at 2^13",
    f"{root_mean_square_error(ours):.1e} sd",
    f"in {short_best * 1000:.0f} ms: {numpy_best / short_best:.0f} times sooner",
)

many = {f"{name} {copy}": each for copy in range(10) for name, each in BELIEFS.items()}
forget()
start = time.perf_counter()
by_sobol(few, many)
first = time.perf_counter() - start
changed = []
for share in ("0.31", "0.32", "0.33", "0.34", "0.35"):
    shape = belief("gamma", shape=Decimal(share) * 10, scale=2)
    start = time.perf_counter()
    by_sobol(few, many | {"gamma 3": shape})
    changed.append(time.perf_counter() - start)
show("120 beliefs x 2^13 on Sobol points, nothing kept", f"{first * 1000:.0f} ms", "")
show("the same after one changed gamma belief", f"{min(changed) * 1000:.1f} ms", "target of a re-forecast: under 50 ms")
