"""Scenarios side by side as a table, and what each of them changes in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonweal.exchange.forecast_report.words import say_amount, say_estimate, say_number, say_pounds, say_share
from commonweal.forecast.estimate import Summary
from commonweal.forecast.estimate import stated as to_decimal
from commonweal.forecast.inputs import ForecastInputs, Scenario, StatedBelief
from commonweal.forecast.result import Forecast
from commonweal.procurement.procurement import Procurement
from commonweal.quantities.distribution import distribution_of
from commonweal_web.forecast.translate.tables import small_table
from commonweal_web.layout.components import Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioChanges:
    """A scenario: why somebody thinks of it, and what it changes."""

    title: str
    because: str
    changes: tuple[str, ...]


def changes_of(inputs: ForecastInputs, procurement: Procurement) -> list[ScenarioChanges]:
    """Every scenario, in the order of the table of figures."""
    ordered = sorted(inputs.scenarios, key=lambda each: each.id)
    return [
        ScenarioChanges(title=each.title, because=each.because, changes=tuple(_changes(each, inputs, procurement)))
        for each in ordered
    ]


def _changes(scenario: Scenario, inputs: ForecastInputs, procurement: Procurement) -> Iterator[str]:
    for name, stated in scenario.beliefs.items():
        before = inputs.beliefs.get(name)
        said = _("%(belief)s: %(after)s instead of %(before)s.")
        title = stated.title or (before.title if before else "") or name
        yield said % {
            "belief": title,
            "after": say_three(stated),
            "before": say_three(before) if before else _("nothing"),
        }
    stages = {stage.id: stage.title for stage in procurement.stages}
    for name, amount in scenario.funding.items():
        said = _("Funding of “%(stage)s”: %(amount)s.")
        yield said % {"stage": stages.get(name, name), "amount": say_pounds(amount)}
    effects = {each.id: each.title for each in inputs.effects}
    for name in scenario.without:
        yield _("Without the effect “%(effect)s”.") % {"effect": effects.get(name, name)}


def say_three(stated: StatedBelief) -> str:
    """Where one in ten, half and nine in ten expect a belief to lie: one number where it has no width."""
    distribution = distribution_of(stated.belief)
    three = [say_number(to_decimal(distribution.quantile(share))) for share in (0.1, 0.5, 0.9)]
    if len(set(three)) == 1:
        return three[0]
    return "; ".join(f"{name} {number}" for name, number in zip(("P10", "P50", "P90"), three, strict=True))


def scenario_table(forecast: Forecast, *, weighed: bool) -> Table | None:
    """Scenarios side by side with the forecast itself; None where it has none.

    Where costs are weighed against nothing, nothing is said of net value but the difference that each makes.
    """
    if not forecast.scenarios:
        return None
    own = ("", forecast.together, forecast.policies, None)
    sides = [own, *((each.title, each.totals, each.policies, each.difference) for each in forecast.scenarios)]
    columns = [
        Column(title=_("Figure")),
        *(Column(title=title or _("As believed"), number=True) for title, *_rest in sides),
    ]
    rows = [
        (_("Social value, mean"), *(say_estimate(totals.social_value.mean) for _t, totals, _p, _d in sides)),
        (_("Public cost, mean"), *(say_estimate(totals.public_cost.mean) for _t, totals, _p, _d in sides)),
    ]
    if weighed:
        rows += [
            (_("Net value, mean"), *(say_estimate(totals.net.mean) for _t, totals, _p, _d in sides)),
            (_("Net value, P5 to P95"), *(_spread(totals.net) for _t, totals, _p, _d in sides)),
            (_("Net value above nothing"), *(say_share(totals.net.positive_share) for _t, totals, _p, _d in sides)),
            (_("Deciding on evidence"), *(say_estimate(policies.with_evidence) for _t, _x, policies, _d in sides)),
        ]
    rows += [
        (_("Difference, mean"), *(say_estimate(each.mean) if each else "" for *_rest, each in sides)),
        (_("Difference, P5 to P95"), *(_spread(each) if each else "" for *_rest, each in sides)),
    ]
    return small_table(_("Side by side, on the same draws"), columns, rows)


def _spread(summary: Summary) -> str:
    return _("%(low)s to %(high)s") % {"low": say_amount(summary.p5), "high": say_amount(summary.p95)}
