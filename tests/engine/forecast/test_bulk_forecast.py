"""Trials by the million: the same distribution as the forecast's, the same bytes whoever draws them, flat memory."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from impact_cases import PACKS, belief, effect, fixed, inputs, number, procurement, stage
from test_uncertain_impact import rich_case

from commonweal.forecast.bulk.running import BulkForecast, Bundle, Mapped, Tallies, forecast_bulk
from commonweal.forecast.bulk.tally import CELLS, lay_ruler, merge_tallies, tally_values, tell_spread
from commonweal.forecast.exact import find_exactly
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import Correlation, Scenario
from commonweal.forecast.model import build_model
from commonweal.record.digest import canonical_json
from commonweal.record.errors import MisuseError

TRIALS = 2_200_000


def run(*, trials: int = TRIALS, seed: int = 2, mapped: Mapped | None = None) -> BulkForecast:
    case, asked = rich_case()
    return forecast_bulk(case, asked, packs=PACKS, seed=seed, trials=trials, mapped=mapped)


@lru_cache(maxsize=1)
def whole() -> BulkForecast:
    return run()


def one_by_one(work: Callable[[Bundle], Tallies], bundles: Iterable[Bundle]) -> Iterator[Tallies]:
    """Each bundle sent as bytes and back, as another machine would have it."""
    return (pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(bundle))))) for bundle in bundles)


def last_first(work: Callable[[Bundle], Tallies], bundles: Iterable[Bundle]) -> Iterator[Tallies]:
    done = [work(bundle) for bundle in reversed(list(bundles))]
    return iter(reversed(done))


def test_trials_have_the_exact_distribution() -> None:
    """Every percentile of net value lies where the convolution on a grid puts it, within its own interval."""
    case, asked = rich_case()
    exact = find_exactly(build_model(case, asked, packs=PACKS))
    net = (whole().together or whole().contract).net
    reach = float(net.mean.standard_error or 0)
    assert float(net.mean) == pytest.approx(exact.mean, abs=4 * reach + exact.pounds_error)
    for share, told in ((0.05, net.p5), (0.25, net.p25), (0.75, net.p75), (0.95, net.p95), (0.99, net.p99)):
        room = 2 * float(told.standard_error or 0) + exact.pounds_error
        assert float(told.low or 0) - room <= exact.quantile(share) <= float(told.high or 0) + room, share


def test_trials_agree_with_sobol_points_under_correlation() -> None:
    """What convolution cannot do: correlated beliefs, one that two effects share. Mean, spread and odds agree."""
    case, asked = rich_case()
    first, second, third = asked.effects
    tied = replace(
        asked,
        correlations=(Correlation(one="q0", other="q1", rank=number("0.6")),),
        effects=(first, replace(second, value="v0"), third),
    )
    many = forecast_bulk(case, tied, packs=PACKS, seed=3, trials=1_000_000)
    few = forecast_impact(case, tied, packs=PACKS, seed=3, draws=2**15, live=True)
    for name in ("social_value", "public_cost", "net"):
        ours, theirs = getattr(many.contract, name), getattr(few.contract, name)
        for each in ("mean", "p25", "p50", "p95", "positive_share"):
            one, other = getattr(ours, each), getattr(theirs, each)
            errors = float(one.standard_error) + float(other.standard_error)
            assert float(one) == pytest.approx(float(other), abs=4 * errors + 1e-9), (name, each)


@pytest.mark.parametrize("mapped", [one_by_one, last_first])
def test_the_same_bytes_whoever_draws(mapped: Mapped) -> None:
    """On threads, one after another as bytes, or the last first: the same forecast."""
    assert canonical_json(run(mapped=mapped)) == canonical_json(whole())


def test_a_changed_seed_is_another_sample_of_the_same() -> None:
    """Other numbers, within their errors."""
    one, other = whole().contract.net.mean, run(trials=200_000, seed=9).contract.net.mean
    assert one.value != other.value
    assert float(one) == pytest.approx(float(other), abs=5 * float(other.standard_error or 0))


def test_a_scenario_is_forecast_as_it_says() -> None:
    """Its beliefs and funding stand in for the others, as in the forecast."""
    case = procurement(stage(0, funding=100))
    asked = inputs(
        {"q": fixed(3), "v": fixed(50)},
        effect(0, quantity="q", value="v", trigger="reached"),
        scenarios=(Scenario(id="dear", title="Dear", funding={"s0": number(160)}, beliefs={"q": fixed(4)}),),
    )
    plain = forecast_bulk(case, asked, packs=PACKS, seed=1, trials=1000)
    dear = forecast_bulk(case, asked, packs=PACKS, seed=1, trials=1000, scenario="dear")
    alike = forecast_impact(case, asked, packs=PACKS, seed=1, draws=512, scenario="dear", live=True)
    assert plain.together is None
    assert float(plain.contract.net.p50) != float(dear.contract.net.p50)
    assert float(dear.contract.net.mean) == pytest.approx(float(alike.contract.net.mean))
    assert dear.contract.net.mean.standard_error == 0


def test_what_cannot_be_is_refused() -> None:
    """Too few trials to say anything of the tails."""
    with pytest.raises(MisuseError, match="takes 1000 trials or more, not 999"):
        run(trials=999)


def test_merged_tallies_are_the_tally_of_all() -> None:
    """Counts exactly, moments to rounding; percentiles no further off than a cell."""
    values = np.random.default_rng(1).lognormal(3, 2, size=200_000)
    ruler = lay_ruler(values[:60_000])
    parts = [tally_values(part, ruler) for part in np.array_split(values, 7)]
    merged = parts[0]
    for part in parts[1:]:
        merged = merge_tallies(merged, part)
    together = tally_values(values, ruler)
    np.testing.assert_array_equal(merged.cells, together.cells)
    assert (merged.count, merged.least, merged.most) == (200_000, values.min(), values.max())
    assert merged.squares == pytest.approx(np.square(values - values.mean()).sum())
    told = tell_spread(merged, ruler)
    assert ruler.width < np.ptp(values) / CELLS
    for share, each in ((0.01, told.p1), (0.5, told.p50), (0.99, told.p99)):
        assert float(each) == pytest.approx(np.quantile(values, share), abs=1.01 * ruler.width)


@pytest.mark.nightly
def test_percentile_intervals_hold_the_exact_value() -> None:
    """Over 100 seeds the stated 95% intervals hold the exact P5, P50, P95 and mean in 88 to 100 of them."""
    case = procurement(stage(0, funding=100))
    asked = inputs({"q": belief("lognormal", p50=120, p90=300), "v": fixed(10)}, effect(0, quantity="q", value="v"))
    exact = find_exactly(build_model(case, asked, packs=PACKS)).before_costs()
    held = dict.fromkeys(("p5", "p50", "p95"), 0)
    for seed in range(100):
        told = forecast_bulk(case, asked, packs=PACKS, seed=seed, trials=20_000).contract.social_value
        for name, share in (("p5", 0.05), ("p50", 0.5), ("p95", 0.95)):
            each = getattr(told, name)
            held[name] += float(each.low) <= exact.quantile(share) <= float(each.high)
    assert all(88 <= times <= 100 for times in held.values()), held


@pytest.mark.nightly
def test_memory_stays_flat_to_a_hundred_million_trials() -> None:
    """A hundred million trials take under 300 MB, and no more than a few tens beyond what two million take."""
    program = (
        "import resource, sys\n"
        "sys.path[:0] = ['tests', 'tests/engine/forecast']\n"
        "from test_bulk_forecast import run\n"
        "net = run(trials=int(sys.argv[1])).contract.net\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, float(net.mean.standard_error))\n"
    )
    peaks = []
    for trials in (2 * 10**6, 10**8):
        done = subprocess.run(
            [sys.executable, "-c", program, str(trials)], capture_output=True, text=True, encoding="utf-8", check=True
        )
        peaks.append(int(done.stdout.split()[0]))
    assert peaks[1] < 300, peaks
    assert peaks[1] < peaks[0] + 60, peaks
