"""Named scenarios, and what they change: the same draws, other beliefs, funding or effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from commonweal.forecast.drawing import draw_all
from commonweal.forecast.estimate import summarise
from commonweal.forecast.inputs import ForecastInputs, Scenario
from commonweal.forecast.model import ImpactModel, build_model
from commonweal.forecast.policies import value_policies
from commonweal.forecast.result import ScenarioForecast
from commonweal.forecast.simulation import Simulation, simulate
from commonweal.forecast.totals import Ledger, drawn_net, expected_net, keep_ledger, total_up
from commonweal.record.errors import MisuseError


def forecast_scenarios(ledger: Ledger, *, seed: int) -> tuple[ScenarioForecast, ...]:
    """Every scenario against the forecast itself, on common random numbers."""
    scenarios = sorted(ledger.simulation.model.inputs.scenarios, key=lambda each: each.id)
    return tuple(_forecast(ledger, scenario, seed=seed) for scenario in scenarios)


def change_inputs(inputs: ForecastInputs, scenario: Scenario) -> ForecastInputs:
    """The inputs as a scenario has them. Raises MisuseError for a belief or an effect that there is none of."""
    for what, names, known in (
        ("belief", scenario.beliefs, set(inputs.beliefs)),
        ("effect", scenario.without, {each.id for each in inputs.effects}),
    ):
        for name in names:
            if name not in known:
                raise MisuseError(
                    f"The scenario '{scenario.title}' changes the {what} '{name}', which the forecast does not have.",
                    remedy=f"It has {', '.join(sorted(known)) or 'none'}.",
                )
    kept = tuple(each for each in inputs.effects if each.id not in scenario.without)
    adaptations = tuple(
        replace(
            each, effect_factors={name: by for name, by in each.effect_factors.items() if name not in scenario.without}
        )
        for each in inputs.adaptations
    )
    beliefs: Mapping[str, object] = {**inputs.beliefs, **scenario.beliefs}
    return replace(inputs, beliefs=beliefs, effects=kept, adaptations=adaptations)  # type: ignore[arg-type]


def find_scenario(inputs: ForecastInputs, name: str) -> Scenario:
    """A scenario of the inputs by its id."""
    for scenario in inputs.scenarios:
        if scenario.id == name:
            return scenario
    known = ", ".join(each.id for each in inputs.scenarios)
    raise MisuseError(
        f"There is no scenario '{name}'.", remedy=f"There are {known}." if known else "The forecast has none."
    )


def simulate_scenario(model: ImpactModel, scenario: Scenario, *, draws: int, seed: int) -> Simulation:
    """The model as a scenario has it, on the draws of the same seed: a belief keeps its own coordinate."""
    changed = build_model(
        model.procurement,
        change_inputs(model.inputs, scenario),
        packs=model.packs,
        funding={**model.funding, **scenario.funding},
    )
    stages = tuple(stage.id for stage in changed.stages)
    return simulate(changed, draw_all(changed.inputs, stages=stages, draws=draws, seed=seed))


def _forecast(ledger: Ledger, scenario: Scenario, *, seed: int) -> ScenarioForecast:
    base = ledger.simulation
    other = keep_ledger(simulate_scenario(base.model, scenario, draws=base.draws.count, seed=seed))
    stages = len(base.model.stages)
    return ScenarioForecast(
        id=scenario.id,
        title=scenario.title,
        because=scenario.because,
        totals=total_up(other, places=range(stages)),
        policies=value_policies(other.simulation, stages=stages),
        difference=summarise(drawn_net(other) - drawn_net(ledger), expected=expected_net(other) - expected_net(ledger)),
    )
