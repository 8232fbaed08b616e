"""The numbers of a forecast as tables of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.exchange.forecast_report.finding import can_weigh, tell_finding
from commonweal.exchange.forecast_report.learning_text import (
    say_study,
)
from commonweal.exchange.forecast_report.reading import gated_stages, starts_now, stops_at
from commonweal.exchange.forecast_report.words import (
    number_of,
    say_amount,
    say_estimate,
    say_number,
    say_pounds,
    say_range,
    say_share,
)
from commonweal.forecast.capability import MOST_MATURITY
from commonweal.forecast.estimate import Estimate, Summary
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.legs import STOP
from commonweal.forecast.result import Forecast, GroupForecast, Totals
from commonweal.procurement.procurement import Procurement
from commonweal.record.finding import Finding, Severity
from commonweal_web.forecast.translate.finding_out import ToFindOut, about_finding_out, swings, to_find_out, to_narrow
from commonweal_web.forecast.translate.method import Refusal, method_table, tell_method, tell_refused
from commonweal_web.forecast.translate.scenarios import scenario_table
from commonweal_web.forecast.translate.tables import small_table
from commonweal_web.layout.components import KINDS, Column, Table

Text = str | Promise
SPREAD = (
    Column(title=gettext_lazy("Mean"), number=True),
    Column(title=gettext_lazy("P5"), number=True),
    Column(title=gettext_lazy("Median"), number=True),
    Column(title=gettext_lazy("P95"), number=True),
    Column(title=gettext_lazy("Above nothing"), number=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A forecast as its page has it: finding first, numbers second, method third."""

    forecast: Forecast
    finding: tuple[str, ...]
    weighed: bool
    totals: tuple[Table, ...]
    policies: Table
    beside_policies: tuple[str, ...]
    to_find_out: tuple[ToFindOut, ...]
    about_finding_out: tuple[str, ...]
    swings: tuple[ToFindOut, ...]
    studies: tuple[str, ...]
    stages: Table
    missions: Table | None
    kinds: Table | None
    effects: Table
    capabilities: tuple[str, ...]
    scenarios: Table | None
    warnings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    method: tuple[str, ...]
    methods: Table
    refused: tuple[Refusal, ...]


def figures_of(
    forecast: Forecast, procurement: Procurement, inputs: ForecastInputs, missions: Mapping[str, str]
) -> Figures:
    """Everything that the page says of a forecast. `missions` are the titles of missions by their code."""
    weighed, priced = can_weigh(inputs), any(effect.value for effect in inputs.effects)
    said = tuple(dict.fromkeys(forecast.findings))
    return Figures(
        forecast=forecast,
        finding=tell_finding(forecast, procurement, inputs),
        weighed=weighed,
        totals=_totals(forecast, weighed=weighed),
        policies=_policies(forecast),
        beside_policies=tuple(_beside_policies(forecast)),
        to_find_out=tuple(to_find_out(forecast) if weighed else to_narrow(forecast)),
        about_finding_out=tuple(about_finding_out(forecast)),
        swings=tuple(swings(forecast)),
        studies=tuple(say_study(each, forecast) for each in (forecast.learning.studies if forecast.learning else ())),
        stages=_stages(forecast, gated_stages(procurement, inputs)),
        missions=_groups(forecast.missions, missions, _("By mission"), _("Mission")) if priced else None,
        kinds=_groups(forecast.kinds, KINDS, _("By kind of measure"), _("Kind")) if priced else None,
        effects=_effects(forecast),
        capabilities=tuple(_capabilities(forecast)),
        scenarios=scenario_table(forecast, weighed=weighed),
        warnings=tuple(each for each in said if each.severity is not Severity.INFORMATION),
        notes=tuple(each for each in said if each.severity is Severity.INFORMATION),
        method=tuple(tell_method(forecast, weighed=weighed)),
        methods=method_table(forecast, weighed=weighed),
        refused=tuple(tell_refused(forecast, weighed=weighed)),
    )


def _totals(forecast: Forecast, *, weighed: bool) -> tuple[Table, ...]:
    parts = [(_("The contract"), forecast.contract)]
    if forecast.branch is not None:
        parts = [(_("The contract alone"), forecast.contract), (_("With what may follow it"), forecast.together)]
    return tuple(_totals_table(words, totals, weighed=weighed) for words, totals in parts)


def _totals_table(caption: str, totals: Totals, *, weighed: bool) -> Table:
    named = [(_("Social value"), totals.social_value), (_("Public cost"), totals.public_cost), (_("Net"), totals.net)]
    rows = [(name, *_cells(summary)) for name, summary in named[: 3 if weighed else 2]]
    return small_table(caption, (Column(title=_("Amount")), *SPREAD), rows)


def _cells(summary: Summary) -> tuple[str, ...]:
    ends = (say_amount(each) for each in (summary.p5, summary.p50, summary.p95))
    return (say_estimate(summary.mean), *ends, say_share(summary.positive_share))


def _policies(forecast: Forecast) -> Table:
    policies = forecast.policies
    right = _("The right to stop: %s") if starts_now(policies) else _("Not starting: %s")
    rows = [
        (_("Pay for every stage, whatever fails"), say_estimate(policies.committed), ""),
        (
            _("Stop paying where a stage fails"),
            say_estimate(policies.staged),
            _step(_("Staging: %s"), policies.staging),
        ),
        (
            _("Take the best course fixed now: %(course)s") % {"course": _best_now(forecast)},
            say_estimate(policies.decided_now),
            _step(right, policies.right_to_stop),
        ),
        (
            _("Decide at each gate on its evidence"),
            say_estimate(policies.with_evidence),
            _step(_("Learning: %s"), policies.learning),
        ),
    ]
    columns = (
        Column(title=_("If you")),
        Column(title=_("Net value"), number=True),
        Column(title=_("What the step is worth"), number=True),
    )
    return small_table(_("Ways through the gates"), columns, rows)


def _best_now(forecast: Forecast) -> str:
    """In words: up to the first gate at which it is to stop."""
    if not starts_now(forecast.policies):
        return _("do not start")
    stops = stops_at(forecast.policies)
    if stops is None:
        return _("go through all stages")
    titles = {stage.id: stage.title for stage in forecast.stages}
    return _("stop after “%(stage)s”") % {"stage": titles.get(stops, stops)}


def _step(words: str, worth: Estimate) -> str:
    sign = "+" if number_of(worth) > 0 else ""
    return words % f"{sign}{say_amount(worth)}"


def _beside_policies(forecast: Forecast) -> Iterable[str]:
    policies = forecast.policies
    if cost := number_of(policies.study_cost):
        said = _("Its studies are expected to cost %(cost)s beyond the stages' funding.")
        yield said % {"cost": say_pounds(cost)}
    said = _("Knowing every belief's true value now would be worth %(worth)s: the most that any study could be worth.")
    yield said % {"worth": say_estimate(policies.perfect_information)}
    titles = {stage.id: stage.title for stage in forecast.stages}
    for gate in policies.gates[1:]:
        stop = next((each for each in gate.actions if each.action == STOP), None)
        if stop is not None and number_of(stop.taken_share):
            where, share = titles.get(gate.gate, gate.gate), say_share(stop.taken_share)
            said = _("On its evidence you would stop after “%(stage)s” in %(share)s of all cases.")
            yield said % {"stage": where, "share": share}
    for name in policies.poor_fits:
        said = _("After “%(stage)s” the evidence is worth at least what is shown.")
        yield said % {"stage": titles.get(name, name)}


def _stages(forecast: Forecast, gated: frozenset[str]) -> Table:
    rows = [
        (
            stage.title if stage.under_contract else _("%(stage)s (outside this contract)") % {"stage": stage.title},
            f"{_months(stage.start)}–{_months(stage.start + stage.months)}",
            say_share(stage.reach),
            say_share(stage.success) if stage.id in gated else _("no gate"),
            say_amount(stage.cost),
            say_amount(stage.value.mean),
        )
        for stage in forecast.stages
    ]
    columns = (
        Column(title=_("Stage")),
        Column(title=_("When"), unit=_("months"), number=True),
        Column(title=_("Reached"), number=True),
        Column(title=_("Succeeds"), number=True),
        Column(title=_("Cost"), number=True),
        Column(title=_("Social value"), number=True),
    )
    return small_table(_("By stage, counting the chance of reaching it"), columns, rows)


def _months(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _groups(groups: Sequence[GroupForecast], titles: Mapping[str, Text], caption: str, heading: str) -> Table | None:
    if not groups:
        return None
    branched = any(group.branch for group in groups)
    columns = [Column(title=heading), Column(title=_("The contract"), number=True)]
    columns += [Column(title=_("What may follow"), number=True)] if branched else []
    rows = [_group_row(group, titles, branched=branched) for group in groups]
    return small_table(caption, columns, rows)


def _group_row(group: GroupForecast, titles: Mapping[str, Text], *, branched: bool) -> tuple[Text, ...]:
    name = capfirst(str(titles.get(group.name, group.name))) or _("None named")
    after = say_estimate(group.branch.mean) if group.branch else ""
    return (name, say_estimate(group.contract.mean), *([after] if branched else []))


def _effects(forecast: Forecast) -> Table:
    rows = [
        (
            each.title if each.under_contract else _("%(effect)s (what may follow)") % {"effect": each.title},
            say_range(each.quantity),
            say_number(each.quantity.mean.value),
            each.unit,
            say_amount(each.value) if each.value.value is not None else _("not priced"),
        )
        for each in forecast.effects
    ]
    columns = (
        Column(title=_("Effect")),
        Column(title=_("P5 to P95"), number=True),
        Column(title=_("Mean"), number=True),
        Column(title=_("Unit")),
        Column(title=_("Worth"), number=True),
    )
    return small_table(_("Each effect, with the chance that it comes to it"), columns, rows)


def _capabilities(forecast: Forecast) -> Iterable[str]:
    lasts = {
        True: _("it outlasts the contract"),
        False: _("it ends with the contract"),
        None: _("nobody has said whether it lasts"),
    }
    for gain in forecast.capabilities:
        said = _(
            "%(title)s: from %(before)s to %(after)s of %(most)s; %(lasts)s. What it does to what follows is worth "
            "%(worth)s, which is in none of the totals."
        )
        numbers = {"before": gain.before, "after": gain.after, "most": MOST_MATURITY, "lasts": lasts[gain.survives]}
        yield said % {"title": gain.title, "worth": say_estimate(gain.value), **numbers}
