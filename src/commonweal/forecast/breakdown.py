"""A forecast by stage, mission, kind and effect."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from commonweal.forecast.estimate import Estimate, Floats, Method, estimate, estimate_mean, refuse, stated, summarise
from commonweal.forecast.result import EffectForecast, GroupForecast, StageForecast
from commonweal.forecast.totals import Ledger, rows_of, shares_of
from commonweal.quantities.sampling import REPLICATES


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


def break_by_effect(ledger: Ledger, *, by_year: Floats, gone: Floats) -> tuple[EffectForecast, ...]:
    """Every effect in its own units. `by_year` is expected units; `gone` the expected loss beyond the horizon."""
    simulation = ledger.simulation
    told = []
    for row, part in enumerate(simulation.parts):
        effect, stage = part.effect, simulation.model.stages[part.effect.place]
        odds, kept = simulation.odds(part), part.counted if part.worth is None else part.gain
        told.append(
            EffectForecast(
                id=effect.id,
                title=effect.title,
                kind=effect.kind.value,
                stage=stage.id,
                unit=effect.unit,
                under_contract=stage.under_contract,
                triggered=mean_of(ledger, odds),
                quantity=summarise(ledger.triggered[row] * part.counted, expected=ledger.whole(odds * part.counted)),
                value=_value(ledger, row),
                by_year=_stated_row(by_year[row]),
                lost_share=share_lost(ledger.whole(odds * kept)[np.newaxis], gone[row : row + 1]),
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
    return np.array([ledger.whole(simulation.odds(part) * part.beyond()) for part in simulation.parts]).reshape(
        len(simulation.parts), simulation.draws.count
    )


def share_lost(kept: Floats, gone: Floats) -> Estimate:
    """The share that falls after the horizon, harms counted as large as goods; zero where there is nothing.

    Arrays of shape (effects, draws): what falls before the horizon, and after it.
    """
    shape = (len(kept), REPLICATES, kept.shape[1] // REPLICATES)
    sizes = [np.abs(each.reshape(shape).mean(axis=2)).sum(axis=0) for each in (kept, gone)]
    lost, all_of_it = sizes[1], sizes[0] + sizes[1]
    if not all_of_it.all():
        return estimate(0.0, np.zeros(REPLICATES), method=Method.EXPECTED)
    return estimate(float(lost.sum() / all_of_it.sum()), lost / all_of_it, method=Method.EXPECTED)


def mean_of(ledger: Ledger, column: Floats) -> Estimate:
    """The mean of a column that may be the same in every draw."""
    return estimate_mean(ledger.whole(column) if np.ndim(column) else column, method=Method.EXPECTED)


def _stated_row(row: Floats) -> tuple[Decimal, ...]:
    return tuple(stated(float(each)) for each in row)
