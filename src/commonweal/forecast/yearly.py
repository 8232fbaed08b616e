"""A forecast year by year: the fan of cumulative social value, and what is expected of each effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.forecast.effect_draws import NONE, EffectDraws
from commonweal.forecast.estimate import PERCENTILES, Estimate, Floats, Method, estimate, percentiles
from commonweal.forecast.result import YearForecast
from commonweal.forecast.totals import Ledger
from commonweal.quantities.sampling import REPLICATES


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Yearly:
    """Each effect spread over the years. `spreads` are shares by year, shape (years, draws) or (years, 1) an effect.

    `worth` is expected present value in pounds by effect, year and replicate; `units` expected units by effect and
    year, undiscounted.
    """

    spreads: tuple[Floats, ...]
    worth: Floats
    units: Floats


def spread_over_years(ledger: Ledger) -> Yearly:
    """Spread every effect over the years up to the horizon, gates in expectation."""
    simulation = ledger.simulation
    years = simulation.model.years
    spreads = tuple(part.effect.timing.by_year(np.atleast_1d(part.start)).T for part in simulation.parts)
    worth = np.zeros((len(spreads), years, REPLICATES))
    units = np.zeros((len(spreads), years))
    for row, (part, spread) in enumerate(zip(simulation.parts, spreads, strict=True)):
        odds = simulation.odds(part)
        worth[row] = _means(spread, odds * _price(part), ledger) * _factors(part, years)
        units[row] = _means(spread, odds * part.amount, ledger).mean(axis=1)
    return Yearly(spreads=spreads, worth=worth, units=units)


def break_by_year(ledger: Ledger, yearly: Yearly) -> tuple[tuple[YearForecast, ...], tuple[YearForecast, ...]]:
    """The fan of the contract, and with its branches (empty where there is none)."""
    model = ledger.simulation.model
    inside = range(model.contract_stages)
    drawn = np.zeros((model.years, ledger.simulation.draws.count))
    _add_drawn(drawn, ledger, yearly, places=inside)
    contract = _fan(drawn, ledger, yearly, places=inside)
    if len(inside) == len(model.stages):
        return contract, ()
    _add_drawn(drawn, ledger, yearly, places=range(inside.stop, len(model.stages)))
    return contract, _fan(drawn, ledger, yearly, places=range(len(model.stages)))


def _add_drawn(drawn: Floats, ledger: Ledger, yearly: Yearly, *, places: range) -> None:
    """Add the drawn worth of some stages' effects in each year to an array (years, draws)."""
    for row, part in enumerate(ledger.simulation.parts):
        if part.effect.place in places and part.price is not None:
            drawn += yearly.spreads[row] * _factors(part, len(drawn)) * (ledger.triggered[row] * part.price)


def _fan(drawn: Floats, ledger: Ledger, yearly: Yearly, *, places: range) -> tuple[YearForecast, ...]:
    total = drawn.copy()
    for year in range(1, len(total)):
        total[year] += total[year - 1]
    by_replicate = np.sort(total.reshape(-1, drawn.shape[1] // REPLICATES), axis=1)
    spread = percentiles(by_replicate).reshape(len(total), REPLICATES, -1)
    pooled = percentiles(np.sort(total, axis=1))
    rows = [row for row, part in enumerate(ledger.simulation.parts) if part.effect.place in places]
    means = np.cumsum(yearly.worth[rows].sum(axis=0), axis=0)
    spent = np.cumsum(_spent(ledger, places=places), axis=0)
    return tuple(_year(year, means[year], pooled[year], spread[year], spent[year]) for year in range(len(total)))


def _year(year: int, means: Floats, pooled: Floats, spread: Floats, spent: Floats) -> YearForecast:
    drawn = [estimate(float(pooled[place]), spread[:, place], method=Method.DRAWN) for place in range(len(PERCENTILES))]
    return YearForecast(
        year=year,
        mean=_expected(means),
        p5=drawn[0],
        p25=drawn[1],
        p50=drawn[2],
        p75=drawn[3],
        p95=drawn[4],
        spent=_expected(spent),
    )


def _spent(ledger: Ledger, *, places: range) -> Floats:
    """Expected cost in each year at present value, (years, replicates); what is spent after the horizon is in none."""
    model, years = ledger.simulation.model, ledger.simulation.model.years
    total = np.zeros((years, REPLICATES))
    for place in places:
        stage = model.stages[place]
        pounds = stage.cost * model.spending.by_year(stage.start, stage.months, years=years)
        reach = ledger.whole(ledger.simulation.reach[place]).reshape(REPLICATES, -1).mean(axis=1)
        total += (pounds * model.spending.factors[:years])[:, np.newaxis] * reach
    return total


def _means(spread: Floats, weights: Floats, ledger: Ledger) -> Floats:
    """The mean of spread × weights by year and replicate."""
    columns = ledger.whole(weights).reshape(REPLICATES, -1)
    if spread.shape[1] == 1:
        return np.asarray(spread * columns.mean(axis=1))
    rows = spread.reshape(len(spread), REPLICATES, -1)
    return np.asarray(np.einsum("yrd,rd->yr", rows, columns) / columns.shape[1])


def _factors(part: EffectDraws, years: int) -> Floats:
    return part.effect.timing.factors[:years, np.newaxis]


def _price(part: EffectDraws) -> Floats:
    return NONE if part.price is None else part.price


def _expected(by_replicate: Floats) -> Estimate:
    return estimate(float(by_replicate.mean()), by_replicate, method=Method.EXPECTED)
