"""A forecast made again while somebody edits: what does not depend on the changed belief is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commonweal.forecast.drawing import draw_one
from commonweal.forecast.impact import DRAWS, simulate_impact, tell_forecast
from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal.forecast.model import change_belief
from commonweal.forecast.result import Forecast
from commonweal.forecast.scenarios import find_scenario
from commonweal.forecast.simulation import Simulation
from commonweal.frameworks.pack import Packs
from commonweal.procurement.procurement import Procurement
from commonweal.record.errors import MisuseError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """A forecast ready to be told, and to be made again with other beliefs. Made by `prepare`.

    Nothing in it changes: it may be kept between requests and shared by threads, for as long as the case, its packs
    and everything of its inputs but beliefs are what they were. It holds some megabytes of draws.
    """

    inputs: ForecastInputs
    scenario: str
    seed: int
    simulation: Simulation

    def with_belief(self, name: str, stated: StatedBelief) -> Prepared:
        """The same with one belief stated otherwise: draws and timings of everything else are kept.

        Raises MisuseError, one sentence, for a belief that there is none of and for one that cannot be computed with.
        """
        if name not in self.inputs.beliefs:
            raise MisuseError(
                f"There is no belief '{name}' to change.", remedy=f"There are {', '.join(sorted(self.inputs.beliefs))}."
            )
        inputs = replace(self.inputs, beliefs={**self.inputs.beliefs, name: stated})
        if self.scenario and name in find_scenario(inputs, self.scenario).beliefs:
            return replace(self, inputs=inputs)  # the scenario puts another in its place
        model = change_belief(self.simulation.model, name, stated)
        draws = draw_one(self.simulation.draws, model.inputs, name, seed=self.seed)
        return replace(self, inputs=inputs, simulation=self.simulation.changing(name, model=model, draws=draws))

    def forecast(self) -> Forecast:
        """The live forecast: to the byte what `forecast_impact(…, live=True)` gives for the same inputs."""
        return tell_forecast(self.simulation, self.inputs, seed=self.seed, scenario=self.scenario, live=True)


def prepare(
    procurement: Procurement, inputs: ForecastInputs, *, packs: Packs, seed: int, draws: int = DRAWS, scenario: str = ""
) -> Prepared:
    """Check, plan and draw once, so that a forecast after one changed belief comes sooner.

        prepared = prepare(procurement, inputs, packs=packs, seed=1)
        prepared.with_belief("people", stated).forecast()

    Arguments and errors are those of `forecast_impact`.
    """
    simulation = simulate_impact(procurement, inputs, packs=packs, seed=seed, draws=draws, scenario=scenario)
    return Prepared(inputs=inputs, scenario=scenario, seed=seed, simulation=simulation)
