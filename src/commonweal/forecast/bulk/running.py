"""A bulk forecast: bundles of blocks, wherever each is drawn, merged in one order into the same bytes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from commonweal.forecast.bulk.plan import BulkPlan, plan_bulk
from commonweal.forecast.bulk.tally import BulkSpread, Ruler, Tally, lay_ruler, merge_tallies, tally_values, tell_spread
from commonweal.forecast.bulk.trials import draw_trials
from commonweal.forecast.estimate import Floats
from commonweal.forecast.inputs import ForecastInputs, Scenario
from commonweal.forecast.model import build_model
from commonweal.forecast.scenarios import change_inputs, find_scenario
from commonweal.frameworks.pack import Packs
from commonweal.procurement.procurement import Procurement
from commonweal.quantities.bulk import BLOCK_DRAWS
from commonweal.quantities.sampling import refuse_unless_whole
from commonweal.record.digest import digest
from commonweal.record.errors import MisuseError

FEWEST = 1000
BUNDLE_BLOCKS = 16
MEASURES = ("social_value", "public_cost", "net")
Rulers = Mapping[tuple[str, str], Ruler]
Tallies = dict[tuple[str, str], Tally]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Blocks that are drawn together and merged in their order: a pure function of itself, to be run anywhere."""

    plan: BulkPlan
    seed: int
    first: int
    trials: int
    rulers: Rulers

    def tally(self) -> Tallies:
        """Its tallies by what they are of: ('contract', 'net') and so on."""
        merged: Tallies = {}
        for number in range(-(-self.trials // BLOCK_DRAWS)):
            left = min(BLOCK_DRAWS, self.trials - number * BLOCK_DRAWS)
            drawn = _measure(self.plan, seed=self.seed, block=self.first + number, trials=left)
            merged = _merge(merged, {name: tally_values(drawn[name], self.rulers[name]) for name in drawn})
        return merged


Mapped = Callable[[Callable[[Bundle], Tallies], Iterable[Bundle]], Iterator[Tallies]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkTotals:
    """Social value, public cost and their difference, at present value in pounds."""

    social_value: BulkSpread
    public_cost: BulkSpread
    net: BulkSpread


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkForecast:
    """The totals of a case from independent trials, and what they were made from.

    `together` counts branches beyond the contract; none where there are none.
    """

    title: str
    scenario: str
    price_base: int
    contract: BulkTotals
    together: BulkTotals | None
    procurement_digest: str
    inputs_digest: str
    seed: int
    trials: int


def forecast_bulk(
    procurement: Procurement,
    inputs: ForecastInputs,
    *,
    packs: Packs,
    seed: int,
    trials: int,
    scenario: str = "",
    mapped: Mapped | None = None,
) -> BulkForecast:
    """Forecast the totals from so many independent trials, for far percentiles and as a check on Sobol points.

    Trials come in blocks of 65,536, each on streams of its own (seed, block, belief), so memory stays flat and it does
    not matter who draws which block: the same seed and trials give the same bytes. `mapped` runs the bundles, in their
    order, and gives their tallies in that order; threads of this process unless another is given, such as
    `exchange.cluster.map_on_cluster`. Raises MisuseError as `forecast_impact` does.
    """
    refuse_unless_whole(trials, "number of trials")
    if trials < FEWEST:
        raise MisuseError(
            f"A bulk forecast takes {FEWEST} trials or more, not {trials}.", remedy="A million are usual."
        )
    named = find_scenario(inputs, scenario) if scenario else Scenario(id="", title="")
    plan = plan_bulk(build_model(procurement, change_inputs(inputs, named), packs=packs, funding=named.funding))
    first = _measure(plan, seed=seed, block=0, trials=min(trials, BLOCK_DRAWS))
    rulers = {name: lay_ruler(values) for name, values in first.items()}
    tallies: Tallies = {}
    for each in (mapped or map_on_threads)(Bundle.tally, _bundles(plan, rulers, seed=seed, trials=trials)):
        tallies = _merge(tallies, each)
    return BulkForecast(
        title=procurement.title,
        scenario=scenario,
        price_base=inputs.price_base,
        contract=_told(tallies, rulers, "contract"),
        together=_told(tallies, rulers, "together") if ("together", "net") in tallies else None,
        procurement_digest=digest(procurement),
        inputs_digest=digest(inputs),
        seed=seed,
        trials=trials,
    )


def map_on_threads(run: Callable[[Bundle], Tallies], bundles: Iterable[Bundle]) -> Iterator[Tallies]:
    """Run bundles on as many threads as there are processors: what takes long in them lets other threads go on."""
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as threads:
        yield from run_few_at_once(lambda bundle: threads.submit(run, bundle), bundles, at_once=workers + 1)


def run_few_at_once(
    submit: Callable[[Bundle], Future[Tallies]], bundles: Iterable[Bundle], *, at_once: int
) -> Iterator[Tallies]:
    """Submit so many at once and no more, so that tallies do not pile up; give them in the order of the bundles."""
    running: deque[Future[Tallies]] = deque()
    for bundle in bundles:
        running.append(submit(bundle))
        if len(running) >= at_once:
            yield running.popleft().result()
    while running:
        yield running.popleft().result()


def _bundles(plan: BulkPlan, rulers: Rulers, *, seed: int, trials: int) -> Iterator[Bundle]:
    size = BUNDLE_BLOCKS * BLOCK_DRAWS
    for start in range(0, trials, size):
        left = min(size, trials - start)
        yield Bundle(plan=plan, seed=seed, first=start // BLOCK_DRAWS, trials=left, rulers=rulers)


def _measure(plan: BulkPlan, *, seed: int, block: int, trials: int) -> dict[tuple[str, str], Floats]:
    drawn = draw_trials(plan, seed=seed, block=block, trials=trials)
    return {
        (where, measure): values
        for where, (value, spent) in drawn.items()
        for measure, values in zip(MEASURES, (value, spent, value - spent), strict=True)
    }


def _merge(one: Tallies, other: Tallies) -> Tallies:
    return {name: merge_tallies(one[name], tally) for name, tally in other.items()} if one else other


def _told(tallies: Tallies, rulers: Rulers, where: str) -> BulkTotals:
    social_value, public_cost, net = (
        tell_spread(tallies[where, measure], rulers[where, measure]) for measure in MEASURES
    )
    return BulkTotals(social_value=social_value, public_cost=public_cost, net=net)
