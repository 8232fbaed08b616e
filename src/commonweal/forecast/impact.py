"""The front door: from a procurement and what is believed of it to a forecast with its workings."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import numpy as np

from commonweal.forecast.breakdown import (
    break_by_effect,
    break_by_group,
    break_by_stage,
    expected_loss,
    mean_of,
    share_lost,
)
from commonweal.forecast.capability_value import value_capabilities
from commonweal.forecast.drawing import draw_all
from commonweal.forecast.estimate import Floats, Method, estimate_ratio, stated
from commonweal.forecast.exact_summary import answer_exactly
from commonweal.forecast.inputs import ForecastInputs, Scenario
from commonweal.forecast.learning_value import value_learning
from commonweal.forecast.legs import check_adaptations, cut_legs
from commonweal.forecast.model import ImpactModel, build_model
from commonweal.forecast.policies import value_policies
from commonweal.forecast.result import Branch, Forecast, Workings
from commonweal.forecast.scenarios import change_inputs, find_scenario, forecast_scenarios
from commonweal.forecast.sensitivity import find_sensitivity
from commonweal.forecast.simulation import Simulation, simulate
from commonweal.forecast.totals import Ledger, keep_ledger, rows_of, total_up
from commonweal.forecast.yearly import break_by_year, spread_over_years
from commonweal.frameworks.appraisal import appraisal_pack, find_vintage
from commonweal.frameworks.pack import Packs
from commonweal.procurement.procurement import Procurement
from commonweal.quantities.sampling import REPLICATES
from commonweal.record.digest import digest

DRAWS = 8192
Found = TypeVar("Found")


class Step(StrEnum):
    """What a forecast is at, in order. A live one has the first three steps."""

    DRAWS = "draws"
    TOTALS = "totals"
    POLICIES = "policies"
    LEARNING = "learning"
    SENSITIVITY = "sensitivity"
    SCENARIOS = "scenarios"
    EXACT = "exact"


Progress = Callable[[Step], None]


def unwatched(_step: Step) -> None:
    """Nobody is told how far it is."""


NOTES = (
    "Each belief is drawn once a run and shared by everything that names it.",
    "Standard errors come from independent scrambles; intervals are Student's, at 95%.",
    "Means take gates in expectation given each draw's odds; percentiles have coins for gates.",
    "The committed policy pays for a branch only where it is reached: a branch is never a commitment.",
    "What a capability is worth stands beside the totals and is in none of them.",
    "In the tornado a belief is held at its P10 and P90 while the others are drawn as they are.",
    "Switching values hold a belief for certain, and search up to a hundred times its mean.",
)


def forecast_impact(
    procurement: Procurement,
    inputs: ForecastInputs,
    *,
    packs: Packs,
    seed: int,
    draws: int = DRAWS,
    scenario: str = "",
    live: bool = False,
    progress: Progress = unwatched,
) -> Forecast:
    """Forecast the staged impact of a procurement (method, sections 2 to 4).

    A pure function: the same procurement, inputs, packs, seed and draws give the same forecast, to the byte of its
    canonical JSON. `draws`, a power of two, are all draws, in eight scrambles. `scenario` names one of the inputs to
    forecast under, on the same draws as without it. A live forecast, made while somebody
    edits, leaves out sensitivities, the worth of single beliefs and studies, scenarios, the contract's own policies
    and the exact answer. `progress` is told each step as it begins, and may raise to end the forecast there. Raises
    MisuseError, one sentence, for inputs that cannot be computed.
    """
    progress(Step.DRAWS)
    simulation = simulate_impact(procurement, inputs, packs=packs, seed=seed, draws=draws, scenario=scenario)
    return tell_forecast(simulation, inputs, seed=seed, scenario=scenario, live=live, progress=progress)


def simulate_impact(
    procurement: Procurement, inputs: ForecastInputs, *, packs: Packs, seed: int, draws: int, scenario: str
) -> Simulation:
    """The model on its draws, under a scenario where one is named; checked as `forecast_impact` says."""
    named = find_scenario(inputs, scenario) if scenario else Scenario(id="", title="")
    model = build_model(procurement, change_inputs(inputs, named), packs=packs, funding=named.funding)
    stages = tuple(stage.id for stage in model.stages)
    simulation = simulate(model, draw_all(model.inputs, stages=stages, draws=draws, seed=seed))
    check_adaptations(simulation, cut_legs(simulation, stages=len(stages)))
    return simulation


def tell_forecast(
    simulation: Simulation,
    stated_inputs: ForecastInputs,
    *,
    seed: int,
    scenario: str,
    live: bool,
    progress: Progress = unwatched,
) -> Forecast:
    """What a simulation says. `stated_inputs` are those from which it was made, without what its scenario changes."""
    progress(Step.TOTALS)
    ledger, model = keep_ledger(simulation), simulation.model
    inside, everything = range(model.contract_stages), range(len(model.stages))
    branched = len(inside) < len(everything)
    yearly = spread_over_years(ledger)
    years, years_with_branch = break_by_year(ledger, yearly)
    by_year = yearly.worth.mean(axis=2)
    gone = expected_loss(ledger)
    priced = [row for row, part in enumerate(simulation.parts) if part.worth is not None]
    capabilities, together = value_capabilities(simulation)
    contract = total_up(ledger, places=inside)
    return Forecast(
        title=model.procurement.title,
        scenario=scenario,
        price_base=model.inputs.price_base,
        horizon_months=stated(model.horizon),
        contract_months=stated(model.stages[model.contract_stages - 1].end),
        contract=contract,
        branch=_tell_branch(ledger, places=range(inside.stop, everything.stop)) if branched else None,
        together=total_up(ledger, places=everything) if branched else contract,
        stages=break_by_stage(ledger),
        missions=break_by_group(ledger, by_mission=True, yearly=by_year),
        kinds=break_by_group(ledger, by_mission=False, yearly=by_year),
        years=years,
        years_with_branch=years_with_branch,
        effects=break_by_effect(ledger, by_year=yearly.units, gone=gone),
        lost_share=share_lost(ledger.expected[priced], gone[priced]),
        policies=_at(progress, Step.POLICIES, lambda: value_policies(simulation, stages=everything.stop)),
        contract_policies=value_policies(simulation, stages=inside.stop) if branched and not live else None,
        capabilities=capabilities,
        capabilities_together=together,
        learning=None
        if live
        else _at(progress, Step.LEARNING, lambda: value_learning(simulation, stages=everything.stop)),
        sensitivity=None
        if live
        else _at(progress, Step.SENSITIVITY, lambda: find_sensitivity(simulation, stages=everything.stop)),
        scenarios=()
        if live or scenario
        else _at(progress, Step.SCENARIOS, lambda: forecast_scenarios(ledger, seed=seed)),
        exact=None if live else _at(progress, Step.EXACT, lambda: answer_exactly(model)),
        findings=model.findings,
        workings=_workings(model, stated_inputs, seed=seed, draws=simulation.draws.count),
    )


def _at(progress: Progress, step: Step, find: Callable[[], Found]) -> Found:
    """Say what is begun, and do it."""
    progress(step)
    return find()


def _tell_branch(ledger: Ledger, *, places: range) -> Branch:
    """The stages outside the contract, with the chance of reaching them and given that they are reached."""
    simulation = ledger.simulation
    rows = rows_of(simulation.parts, places=places)
    costs = ledger.expected_costs[places.start : places.stop].sum(axis=0)
    net = (ledger.expected[rows].sum(axis=0) - costs).reshape(REPLICATES, -1).mean(axis=1)
    reach = mean_of(ledger, simulation.reach[places.start])
    weights = _replicate_means(simulation, places.start)
    return Branch(
        chance=reach,
        adds=total_up(ledger, places=places),
        if_reached=estimate_ratio(net, weights, method=Method.EXPECTED),
    )


def _replicate_means(simulation: Simulation, place: int) -> Floats:
    reach = np.broadcast_to(simulation.reach[place], (simulation.draws.count,))
    return np.asarray(reach.reshape(REPLICATES, -1).mean(axis=1))


def _workings(model: ImpactModel, stated_inputs: ForecastInputs, *, seed: int, draws: int) -> Workings:
    used = appraisal_pack(model.packs)
    return Workings(
        procurement_digest=digest(model.procurement),
        inputs_digest=digest(stated_inputs),
        pack_digests={used.name: used.digest},
        seed=seed,
        draws=draws,
        replicates=REPLICATES,
        vintage=find_vintage(model.packs, model.inputs.vintage).title,
        notes=NOTES,
    )
