"""What a forecast comes to, before it is put into words: terminal, annex and pages tell the same facts."""

from __future__ import annotations

from commonweal.exchange.forecast_report.words import surely_above
from commonweal.forecast.estimate import Estimate, Summary
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.learning_value import BeliefWorth
from commonweal.forecast.legs import STOP
from commonweal.forecast.policies import PolicyValues
from commonweal.forecast.result import Forecast, ScenarioForecast
from commonweal.forecast.sensitivity import Swing
from commonweal.forecast.spread_shares import SpreadShare
from commonweal.procurement.procurement import Procurement

HOW_MANY = 3


def starts_now(policies: PolicyValues) -> bool:
    """Whether the best course fixed now begins at all; else the right to stop is worth what not starting is."""
    return policies.gates[0].best != STOP


def stops_at(policies: PolicyValues) -> str | None:
    """The stage after which the best course fixed now stops, by id; None where it goes through all that it starts."""
    return next((gate.gate for gate in policies.gates[1:] if gate.best == STOP), None)


def gated_stages(procurement: Procurement, inputs: ForecastInputs) -> frozenset[str]:
    """The stages that may fail, by id: those with a gate in the case or with odds in the forecast."""
    return frozenset({*inputs.gates, *(stage.id for stage in procurement.stages if stage.gate is not None)})


def scenario_sum(scenario: ScenarioForecast, *, weighed: bool) -> Summary:
    """Net value under a scenario; social value where costs are weighed against nothing."""
    return scenario.totals.net if weighed else scenario.totals.social_value


def exact_mean(forecast: Forecast, *, weighed: bool) -> Estimate | None:
    """The mean net value (social value, where costs are weighed against nothing) as found without draws, if it was."""
    if forecast.exact is None:
        return None
    found = forecast.exact.net if weighed else forecast.exact.social_value
    return found.mean if found else None


def worth_knowing(forecast: Forecast) -> tuple[BeliefWorth, ...]:
    """The three beliefs most worth better evidence, of those whose worth could be found and is above nothing."""
    if forecast.learning is None:
        return ()
    return tuple(each for each in forecast.learning.beliefs if surely_above(each.worth))[:HOW_MANY]


def most_unsure(forecast: Forecast) -> tuple[SpreadShare, ...]:
    """The three beliefs that make the effects most unsure: what to find out first where costs are not weighed."""
    if forecast.learning is None:
        return ()
    return tuple(each for each in forecast.learning.spread if surely_above(each.share))[:HOW_MANY]


def refused_worths(forecast: Forecast) -> int:
    """How many beliefs there are whose worth was refused."""
    return sum(each.worth.value is None for each in forecast.learning.beliefs) if forecast.learning else 0


def widest_swings(forecast: Forecast) -> tuple[Swing, ...]:
    """The three beliefs that move net value most."""
    return forecast.sensitivity.swings[:HOW_MANY] if forecast.sensitivity else ()
