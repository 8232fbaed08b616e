"""A forecast by stage, mission, kind, year and effect."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from commonweal.forecast.estimate import (
    PERCENTILES,
    REPLICATES,
    Estimate,
    Floats,
    Method,
    estimate,
    estimate_mean,
    percentiles,
    refuse,
    stated,
    summarise,
)
from commonweal.forecast.result import EffectForecast, GroupForecast, StageForecast, YearForecast
from commonweal.forecast.totals import Ledger, rows_of, shares_of


def break_by_stage(ledger: Ledger) -> tuple[StageForecast, ...]:
    """Every stage with its odds, its cost and the worth of its effects."""
    simulation = ledger.simulation
    told = []
    for place, stage in enumerate(simulation.model.stages):
        rows = rows_of(simulation.parts, places=range(place, place + 1))
        told.append(
            StageForecast(
                id=stage.id,
                title=stage.title,
                under_contract=stage.under_contract,
                start=stated(stage.start),
                months=stated(stage.months),
                funding=stated(stage.cost),
                reach=mean_of(ledger, simulation.reach[place]),
                success=mean_of(ledger, simulation.schedule.chances[place]),
                cost=mean_of(ledger, ledger.expected_costs[place]),
                value=summarise(ledger.drawn[rows].sum(axis=0), expected=ledger.expected[rows].sum(axis=0)),
            )
        )
    return tuple(told)


def break_by_group(ledger: Ledger, *, by_mission: bool, yearly: Floats) -> tuple[GroupForecast, ...]:
    """Missions or kinds, each effect shared out once. `yearly` is expected worth, shape (effects, years)."""
    parts, model = ledger.simulation.parts, ledger.simulation.model
    outside = np.array([part.effect.place >= model.contract_stages for part in parts], dtype=bool)
    told = []
    for name, shares in shares_of(parts, by_mission=by_mission).items():
        inside_shares, outside_shares = np.where(outside, 0.0, shares), np.where(outside, shares, 0.0)
        told.append(
            GroupForecast(
                name=name,
                contract=summarise(inside_shares @ ledger.drawn, expected=inside_shares @ ledger.expected),
                branch=summarise(outside_shares @ ledger.drawn, expected=outside_shares @ ledger.expected)
                if outside_shares.any()
                else None,
                by_year=_stated_row(shares @ yearly),
            )
        )
    return tuple(told)


def expected_by_year(ledger: Ledger, *, priced: bool) -> Floats:
    """Expected worth of each effect in each year at present value, or its expected units: shape (effects, years)."""
    simulation = ledger.simulation
    rows = np.zeros((len(simulation.parts), simulation.model.years))
    for row, part in enumerate(simulation.parts):
        spread = part.worth_by_year() if priced else part.by_year()
        rows[row] = (spread * simulation.odds(part)).mean(axis=1)
    return rows


def break_by_year(ledger: Ledger, *, places: range) -> tuple[YearForecast, ...]:
    """The fan: cumulative social value by the end of each year, and the cost spent by then."""
    simulation = ledger.simulation
    years, count = simulation.model.years, simulation.draws.count
    drawn, expected = np.zeros((years, count)), np.zeros((years, count))
    for row in rows_of(simulation.parts, places=places):
        part = simulation.parts[row]
        if part.worth is not None:
            spread = part.worth_by_year()
            drawn += spread * ledger.triggered[row]
            expected += spread * simulation.odds(part)
    np.cumsum(drawn, axis=0, out=drawn)
    np.cumsum(expected, axis=0, out=expected)
    spent = _spent_by_year(ledger, places=places)
    sharp = percentiles(np.sort(drawn, axis=1))
    spread_out = percentiles(np.sort(drawn.reshape(years * REPLICATES, -1), axis=1)).reshape(years, REPLICATES, -1)
    return tuple(
        _year(year, expected[year], sharp[year], spread_out[year], spent[year]) for year in range(years)
    )


def _year(year: int, expected: Floats, sharp: Floats, by_replicate: Floats, spent: Estimate) -> YearForecast:
    drawn = [
        estimate(float(sharp[place]), by_replicate[:, place], method=Method.DRAWN)
        for place in range(len(PERCENTILES))
    ]
    return YearForecast(
        year=year,
        mean=estimate_mean(expected, method=Method.EXPECTED),
        p5=drawn[0],
        p25=drawn[1],
        p50=drawn[2],
        p75=drawn[3],
        p95=drawn[4],
        spent=spent,
    )


def _spent_by_year(ledger: Ledger, *, places: range) -> list[Estimate]:
    """Expected cost by the end of each year, at present value; what is spent after the horizon is in no year."""
    simulation = ledger.simulation
    model, years = simulation.model, simulation.model.years
    factors = model.spending.factors[:years]
    total = np.zeros((years, simulation.draws.count))
    for place in places:
        stage = model.stages[place]
        pounds = stage.cost * model.spending.by_year(stage.start, stage.months, years=years) * factors
        total += pounds[:, np.newaxis] * simulation.reach[place]
    return [estimate_mean(row, method=Method.EXPECTED) for row in np.cumsum(total, axis=0)]


def break_by_effect(ledger: Ledger, *, by_year: Floats, gone: Floats) -> tuple[EffectForecast, ...]:
    """Every effect in its own units. `by_year` is expected units; `gone` the expected loss beyond the horizon."""
    simulation = ledger.simulation
    told = []
    for row, part in enumerate(simulation.parts):
        effect, stage = part.effect, simulation.model.stages[part.effect.place]
        odds = simulation.odds(part)
        told.append(
            EffectForecast(
                id=effect.id,
                title=effect.title,
                kind=effect.kind.value,
                stage=stage.id,
                unit=effect.unit,
                under_contract=stage.under_contract,
                triggered=mean_of(ledger, odds),
                quantity=summarise(ledger.triggered[row] * part.counted, expected=whole(ledger, odds * part.counted)),
                value=_value(ledger, row),
                by_year=_stated_row(by_year[row]),
                lost_share=share_lost(ledger, whole(ledger, odds * (part.counted if part.worth is None else part.gain)), gone[row]),
            )
        )
    return tuple(told)


def _value(ledger: Ledger, row: int) -> Estimate:
    if ledger.simulation.parts[row].worth is None:
        return refuse("It has no price: it is counted and never priced.", method=Method.EXPECTED)
    return estimate_mean(ledger.expected[row], method=Method.EXPECTED)


def expected_loss(ledger: Ledger) -> Floats:
    """What falls after the horizon, in each draw, gates in expectation: shape (effects, draws)."""
    simulation = ledger.simulation
    return np.array(
        [whole(ledger, simulation.odds(part) * part.beyond()) for part in simulation.parts]
    ).reshape(len(simulation.parts), simulation.draws.count)


def share_lost(ledger: Ledger, kept: Floats, gone: Floats) -> Estimate:
    """The share of the whole that falls after the horizon; zero where there is nothing at all."""
    lost, all_of_it = (each.reshape(REPLICATES, -1).mean(axis=1) for each in (gone, kept + gone))
    if not all_of_it.all():
        return estimate(0.0, np.zeros(REPLICATES), method=Method.EXPECTED)
    return estimate(float(lost.sum() / all_of_it.sum()), lost / all_of_it, method=Method.EXPECTED)


def mean_of(ledger: Ledger, column: Floats) -> Estimate:
    """The mean of a column that may be the same in every draw."""
    return estimate_mean(whole(ledger, column), method=Method.EXPECTED)


def whole(ledger: Ledger, column: Floats) -> Floats:
    """A column in its full length."""
    return np.broadcast_to(column, (ledger.simulation.draws.count,))


def _stated_row(row: Floats) -> tuple[Decimal, ...]:
    return tuple(stated(float(each)) for each in row)
