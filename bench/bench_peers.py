"""The gated case of 120 quantities by squigglepy, by monaco, by numpy and by us, in one run.

Twelve commitments over ten years, a belief for each of the 120, in four stages with three gates between them, at 3.5%
discount. Every tool gets the same weights, costs and odds. Processor time is what counts on a machine that is shared.
"""

import time
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import scipy.stats as st
from timing import show

from commonweal.forecast.bulk.plan import plan_bulk
from commonweal.forecast.bulk.running import forecast_bulk
from commonweal.forecast.drawing import draw_all
from commonweal.forecast.effect import Effect, Trigger
from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal.forecast.model import build_model
from commonweal.forecast.simulation import simulate
from commonweal.forecast.totals import expected_net, keep_ledger
from commonweal.frameworks.loading import load_packs
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement import (
    Authority,
    AuthorityKind,
    AwardStructure,
    DeliveryModel,
    Gate,
    Procurement,
    Stage,
    StageKind,
)
from commonweal.quantities import Belief, Family, Money, Vat, distribution_of, quantile_table, sampling
from commonweal.quantities.bulk import cell_table
from commonweal.quantities.kept_arrays import KeptArrays

TRIALS, MONACO_TRIALS, RUNS, SEEDS = 1_000_000, 1_000, 3, 8
ODDS = ("0.8", "0.7", "0.75", "1")
PACKS = load_packs()
FAMILIES = (
    ("gamma", {"shape": 3, "scale": 20}),
    ("poisson", {"mean": 40}),
    ("lognormal", {"mean": 60, "sd": 30}),
    ("normal", {"mean": 50, "sd": 20}),
    ("beta", {"a": 3, "b": 7}),
    ("triangular", {"low": 10, "mode": 30, "high": 120}),
)


def number(value: object) -> Decimal:
    return Decimal(str(value))


def belief(family: str, **given: object) -> StatedBelief:
    stated = Belief(family=Family(family), **{name: number(each) for name, each in given.items()})
    return StatedBelief(belief=stated, unit="one")


def stage(place: int) -> Stage:
    return Stage(
        id=f"s{place}",
        title=f"Stage {place}",
        kind=list(StageKind)[place],
        months=Decimal(12),
        funding=Money(amount=Decimal(1000 * (place + 1)), vat=Vat.EXCLUDED, price_base=2026),
        gate=Gate(pass_share=number(ODDS[place]), stop_right=True) if place < 3 else None,
    )


def shape(commitment: int, year: int) -> tuple[str, dict[str, float]]:
    """The family and parameters of one quantity: no two are the same, so that nobody gains by keeping a table."""
    family, given = FAMILIES[commitment % len(FAMILIES)]
    name = next(iter(given))
    return family, {**given, name: round(given[name] * (1 + 0.01 * year + 0.001 * commitment), 4)}


def quantities():
    return [(commitment, year) for commitment in range(12) for year in range(10)]


def our_case() -> tuple[Procurement, ForecastInputs]:
    case = Procurement(
        title="Twelve commitments",
        authority=Authority(name="A council", kind=AuthorityKind.LOCAL_AUTHORITY),
        stages=tuple(stage(place) for place in range(4)),
        award_structure=AwardStructure.ONE_CONTRACT,
        delivery_model=DeliveryModel.PILOT,
    )
    effects = tuple(
        Effect(
            id=f"c{commitment:02}-{year}",
            title=f"Commitment {commitment}, year {year}",
            kind=MeasureKind.OUTCOME,
            stage=f"s{commitment // 3}",
            trigger=Trigger.REACHED,
            quantity=f"q{commitment:02}-{year}",
            value="price" if shape(commitment, year)[0] != "beta" else "large",
            unit="one",
            lag=f"year-{year}",
            evidence="grade-1",
        )
        for commitment, year in quantities()
    )
    named = {f"q{c:02}-{y}": belief(shape(c, y)[0], **shape(c, y)[1]) for c, y in quantities()}
    lags = {f"year-{year}": belief("fixed", value=12 * year) for year in range(10)}
    prices = {"price": belief("fixed", value=3), "large": belief("fixed", value=600)}
    return case, ForecastInputs(beliefs={**named, **lags, **prices}, effects=effects, price_base=2026)


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """What a peer is given: each quantity's stage, family, parameters and weight; each stage's cost and odds."""

    quantities: list
    costs: list
    odds: list


def weigh(model) -> Weighed:
    plan = plan_bulk(model)
    weighed = [
        (term.place, *shape(int(term.kept[0][1:3]), int(term.kept[0][4:])), term.constant) for term in plan.terms
    ]
    return Weighed(
        quantities=weighed,
        costs=[each.cost for each in plan.stages],
        odds=[each.share for each in plan.stages],
    )


def run_gates(given: Weighed, draws: int, draw, chance) -> np.ndarray:
    """The net value of so many trials where `draw` gives a quantity's and `chance` uniform numbers."""
    net, alive = np.zeros(draws), np.ones(draws, dtype=bool)
    for place, (cost, odds) in enumerate(zip(given.costs, given.odds, strict=True)):
        worth = np.full(draws, -cost)
        for at, family, parameters, weight in given.quantities:
            if at == place:
                worth += weight * draw(family, parameters, draws)
        net += alive * worth
        alive &= chance(draws) < odds
    return net


def by_numpy(given: Weighed, draws: int, seed: int) -> np.ndarray:
    generator = np.random.default_rng(seed)

    def draw(family, p, n):
        match family:
            case "gamma":
                return generator.gamma(p["shape"], p["scale"], n)
            case "poisson":
                return generator.poisson(p["mean"], n)
            case "lognormal":
                return generator.lognormal(*in_logs(p), n)
            case "normal":
                return generator.normal(p["mean"], p["sd"], n)
            case "beta":
                return generator.beta(p["a"], p["b"], n)
            case _:
                return generator.triangular(p["low"], p["mode"], p["high"], n)

    return run_gates(given, draws, draw, generator.random)


def by_squigglepy(given: Weighed, draws: int, seed: int) -> np.ndarray:
    import squigglepy as sq

    sq.set_seed(seed)
    made = {
        "gamma": lambda p: sq.gamma(p["shape"], p["scale"]),
        "poisson": lambda p: sq.poisson(p["mean"]),
        "lognormal": lambda p: sq.lognorm(lognorm_mean=p["mean"], lognorm_sd=p["sd"]),
        "normal": lambda p: sq.norm(mean=p["mean"], sd=p["sd"]),
        "beta": lambda p: sq.beta(p["a"], p["b"]),
        "triangular": lambda p: sq.triangular(p["low"], p["mode"], p["high"]),
    }
    return run_gates(given, draws, lambda family, p, n: made[family](p) @ n, lambda n: sq.uniform(0, 1) @ n)


def by_monaco(given: Weighed, draws: int, seed: int) -> np.ndarray:
    """One call a trial, as monaco works; the trial itself is vectorised over its 120 quantities."""
    import monaco as mc

    places = np.array([at for at, *_ in given.quantities])
    weights = np.array([weight for *_, weight in given.quantities])

    def preprocess(case):
        values = np.array([each.val for each in case.invals.values()])
        return values[:120], values[120:]

    def run(values, coins):
        net, alive = 0.0, True
        for place in range(4):
            if alive:
                here = places == place
                net += float(weights[here] @ values[here]) - given.costs[place]
                alive = place < 3 and coins[place] < given.odds[place]
        return (net,)

    def postprocess(case, net):
        case.addOutVal(name="net", val=net)

    fcns = {"preprocess": preprocess, "run": run, "postprocess": postprocess}
    sim = mc.Sim(
        name="gated", ndraws=draws, fcns=fcns, firstcaseismedian=False, samplemethod="random", seed=seed,
        singlethreaded=True, verbose=False, debug=False, savecasedata=False, savesimdata=False,
    )  # fmt: skip
    for number_of, (_, family, p, _) in enumerate(given.quantities):
        dist, arguments = in_scipy(family, p)
        sim.addInVar(name=f"q{number_of}", dist=dist, distkwargs=arguments)
    for gate in range(3):
        sim.addInVar(name=f"gate{gate}", dist=st.uniform, distkwargs={"loc": 0, "scale": 1})
    sim.runSim()
    return np.array([case.outvals["net"].val for case in sim.cases])


def in_logs(p) -> tuple[float, float]:
    variance = np.log1p((p["sd"] / p["mean"]) ** 2)
    return np.log(p["mean"]) - variance / 2, np.sqrt(variance)


def in_scipy(family: str, p):
    match family:
        case "gamma":
            return st.gamma, {"a": p["shape"], "scale": p["scale"]}
        case "poisson":
            return st.poisson, {"mu": p["mean"]}
        case "lognormal":
            middle, spread = in_logs(p)
            return st.lognorm, {"s": spread, "scale": np.exp(middle)}
        case "normal":
            return st.norm, {"loc": p["mean"], "scale": p["sd"]}
        case "beta":
            return st.beta, {"a": p["a"], "b": p["b"]}
        case _:
            width = p["high"] - p["low"]
            return st.triang, {"c": (p["mode"] - p["low"]) / width, "loc": p["low"], "scale": width}


def exact_mean(given: Weighed) -> float:
    """In closed form: what each stage brings on average, times the odds of reaching it."""
    reach = np.cumprod([1.0, *given.odds[:-1]])
    worth = -np.array(given.costs)
    for place, family, parameters, weight in given.quantities:
        worth[place] += weight * distribution_of(belief(family, **parameters).belief).mean
    return float(reach @ worth)


def sobol_mean(model, draws: int, seed: int) -> float:
    """The mean of net value as a forecast has it: beliefs on Sobol points, gates in expectation."""
    drawn = draw_all(model.inputs, stages=tuple(each.id for each in model.stages), draws=draws, seed=seed)
    return float(expected_net(keep_ledger(simulate(model, drawn))).mean())


def forget() -> None:
    """Nothing kept, so that what is timed is done."""
    sampling._points = KeptArrays(limit_bytes=sampling.KEPT_BYTES)
    sampling._columns = KeptArrays(limit_bytes=sampling.KEPT_BYTES)
    for kept in (quantile_table._table_of, cell_table, distribution_of):
        kept.cache_clear()


def time_both(call, *, runs: int = RUNS) -> tuple[float, float]:
    """The least processor seconds and the least seconds by the wall of several runs."""
    spent = []
    for _ in range(runs):
        wall, own = time.perf_counter(), time.process_time()
        call()
        spent.append((time.process_time() - own, time.perf_counter() - wall))
    processor, clock = zip(*spent, strict=True)
    return min(processor), min(clock)


def seconds(both: tuple[float, float]) -> str:
    return f"{both[0]:.3f} s (wall {both[1]:.3f})"


case, inputs = our_case()
model = build_model(case, inputs, packs=PACKS)
given = weigh(model)
mean, sd = exact_mean(given), float(by_numpy(given, TRIALS, 1).std())
show("exact mean, and standard deviation of a trial", f"{mean:,.0f}, {sd:,.0f}", "pounds")

monaco = time_both(lambda: by_monaco(given, MONACO_TRIALS, 1), runs=1)
by_monaco_found = by_monaco(given, MONACO_TRIALS, 2).mean()
off = abs(by_monaco_found - mean) / (sd / MONACO_TRIALS**0.5)
show(f"monaco, {MONACO_TRIALS:,} trials", seconds(monaco), f"its mean is off by {off:.1f} standard errors")
numpy_time = time_both(lambda: by_numpy(given, TRIALS, 1))
show(f"plain numpy, {TRIALS:,} trials", seconds(numpy_time), "")
squiggle = time_both(lambda: by_squigglepy(given, TRIALS, 1))
off = abs(by_squigglepy(given, TRIALS, 2).mean() - mean) / (sd / TRIALS**0.5)
show(f"squigglepy, {TRIALS:,} trials", seconds(squiggle), f"its mean is off by {off:.1f} standard errors")

forget()
tables = time_both(lambda: [cell_table(each.belief) for name, each in inputs.beliefs.items() if name[0] == "q"], runs=1)
show("ours: 120 tables, made once", seconds(tables), "")


def ours_in_bulk():
    return forecast_bulk(case, inputs, packs=PACKS, seed=1, trials=TRIALS)


bulk = time_both(ours_in_bulk)
net = ours_in_bulk().contract.net.mean
off = abs(float(net) - mean) / float(net.standard_error)
show(
    f"ours: tables, {TRIALS:,} trials, spread and percentiles too",
    seconds(bulk),
    f"{squiggle[0] / bulk[0]:.1f} times as fast by processor, {squiggle[1] / bulk[1]:.1f} by the wall (target: 10)",
)
show("", "", f"its mean is off by {off:.1f} standard errors")

wanted = sd / TRIALS**0.5
show("error of the mean by squigglepy at that", f"{wanted:.2f}", "sd / √n")
for exponent in (10, 12, 13, 14):
    draws = 2**exponent
    missed = np.sqrt(np.mean([(sobol_mean(model, draws, seed) - mean) ** 2 for seed in range(SEEDS)]))
    cold = time_both(lambda d=draws: (forget(), sobol_mean(model, d, 1)))
    warm = time_both(lambda d=draws: sobol_mean(model, d, 1), runs=9)
    show(
        f"ours: Sobol at 2^{exponent}, root mean square error over {SEEDS} seeds",
        f"{missed:.2f}",
        f"nothing kept {cold[0] * 1000:.0f} ms, {squiggle[0] / cold[0]:.0f} times sooner; "
        f"again {warm[0] * 1000:.0f} ms, {squiggle[0] / warm[0]:.0f} times (target: 100)",
    )
