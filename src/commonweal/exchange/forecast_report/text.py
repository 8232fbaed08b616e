"""The forecast in a terminal: the finding first, then the numbers, then how they were come by."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.exchange.forecast_report.finding import can_weigh, tell_finding
from commonweal.exchange.forecast_report.learning_text import first_to_find_out, first_to_narrow, studies_text
from commonweal.exchange.forecast_report.reading import (
    exact_mean,
    gated_stages,
    most_unsure,
    scenario_sum,
    starts_now,
    stops_at,
)
from commonweal.exchange.forecast_report.words import (
    number_of,
    say_amount,
    say_estimate,
    say_number,
    say_pounds,
    say_range,
    say_share,
    with_sign,
)
from commonweal.exchange.report.console import make_console, page_console
from commonweal.forecast.capability import MOST_MATURITY
from commonweal.forecast.estimate import Estimate, Summary
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.legs import STOP
from commonweal.forecast.policies import PolicyValues
from commonweal.forecast.result import Forecast, GroupForecast, Totals
from commonweal.procurement.procurement import Procurement
from commonweal.record.finding import Finding, Severity
from commonweal.record.text import first_upper, inside_sentence, say_list

MARK = " *"


def print_forecast(
    forecast: Forecast, procurement: Procurement, inputs: ForecastInputs, *, missions: Mapping[str, str]
) -> None:
    """Print it. `missions` are the titles of missions by their code."""
    make_console().print(_whole(forecast, procurement, inputs, missions))


def forecast_text(
    forecast: Forecast, procurement: Procurement, inputs: ForecastInputs, *, missions: Mapping[str, str]
) -> str:
    """The same as plain text, as wide as a page."""
    stream = io.StringIO()
    page_console(stream).print(_whole(forecast, procurement, inputs, missions))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _whole(forecast: Forecast, procurement: Procurement, inputs: ForecastInputs, missions: Mapping[str, str]) -> Group:
    first, *more = tell_finding(forecast, procurement, inputs)
    weighed = can_weigh(inputs)
    parts: list[RenderableType] = [
        Text(forecast.title, style="bold"),
        Text(f"{procurement.authority.name}. A forecast, not a promise.", style="dim"),
        Text(""),
        Text(first, style="bold"),
        *[Text(each) for each in more],
        _heading(f"In pounds of {forecast.price_base}, at present value"),
        _totals(forecast, weighed=weighed),
    ]
    if weighed:
        parts += [_heading("What the right to stop and the learning are worth"), *_policies(forecast)]
        parts += [_heading("What to find out first"), *first_to_find_out(forecast), *studies_text(forecast)]
    elif most_unsure(forecast):
        parts += [_heading("What to find out first"), *first_to_narrow(forecast)]
    parts += [_heading("Stages"), _stages(forecast, procurement, inputs)]
    if forecast.missions and any(effect.value for effect in inputs.effects):
        parts += [_heading("By mission"), _groups(forecast.missions, missions)]
    parts += [_heading("What it brings, in its own units"), *_effects(forecast)]
    if forecast.capabilities:
        parts += [_heading("What it leaves behind"), *_capabilities(forecast)]
    if forecast.scenarios:
        parts += [_heading("Scenarios"), *_scenarios(forecast, weighed=weighed)]
    parts += [
        _heading("Before you rely on it"),
        *_findings(forecast),
        _heading("Method"),
        *_method(forecast, weighed=weighed),
    ]
    return Group(*parts)


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold cyan")


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left", overflow="fold")
    return table


def _totals(forecast: Forecast, *, weighed: bool) -> Table:
    table = _table("", "mean", "P5", "median", "P95", "above 0")
    parts = [("contract", forecast.contract)]
    if forecast.branch is not None:
        parts = [("contract alone", forecast.contract), ("with the branch", forecast.together)]
    for words, totals in parts:
        if len(parts) > 1:
            table.add_row(Text(words, style="bold"))
        for name, summary in _lines(totals)[: 3 if weighed else 2]:
            table.add_row(Padding(Text(name), (0, 0, 0, len(parts) > 1)), *_cells(summary))
    return table


def _lines(totals: Totals) -> tuple[tuple[str, Summary], ...]:
    return (
        ("social value", totals.social_value),
        ("public cost", totals.public_cost),
        ("net", totals.net),
    )


def _cells(summary: Summary) -> list[str]:
    ends = [say_amount(each) for each in (summary.p5, summary.p50, summary.p95)]
    return [say_estimate(summary.mean), *ends, say_share(summary.positive_share)]


def _policies(forecast: Forecast) -> Iterator[RenderableType]:
    policies, titles = forecast.policies, {stage.id: stage.title for stage in forecast.stages}
    table = _table("If you", "net value", "the step is worth")
    first = policies.gates[0]
    table.add_row("pay for every stage, whatever fails", say_estimate(policies.committed))
    table.add_row(
        "stop paying where a stage fails", say_estimate(policies.staged), f"staging: {_gain(policies.staging)}"
    )
    fixed = f"take the best course fixed now ({_course(policies, titles)})"
    right = "right to stop" if starts_now(policies) else "not starting"
    table.add_row(fixed, say_estimate(policies.decided_now), f"{right}: {_gain(policies.right_to_stop)}")
    learnt = f"learning: {with_sign(policies.learning)}"
    table.add_row("decide at each gate on its evidence", say_estimate(policies.with_evidence), learnt)
    yield table
    cost, knowing = number_of(policies.study_cost), policies.perfect_information
    if cost:
        yield Padding(Text(f"Its studies are expected to cost {say_pounds(cost)} beyond the stages' funding."), (0, 2))
    yield Padding(Text(f"Knowing every belief's true value now would be worth {say_estimate(knowing)}."), (0, 2))
    for gate in policies.gates:
        stop = next((each for each in gate.actions if each.action == STOP), None)
        if stop is not None and gate is not first and number_of(stop.taken_share):
            where = titles.get(gate.gate, gate.gate)
            words = f"On its evidence you would stop after ‘{where}’ in {say_share(stop.taken_share)} of all cases."
            yield Padding(Text(words), (0, 2))
    if policies.poor_fits:
        at = say_list([titles.get(each, each) for each in policies.poor_fits])
        words = f"After {at} the evidence is worth at least what is shown."
        yield Padding(Text(words, style="dim"), (0, 2))


def _course(policies: PolicyValues, titles: Mapping[str, str]) -> str:
    """The best course fixed now, in words: up to the first gate at which it is to stop."""
    if not starts_now(policies):
        return "do not start"
    stops = stops_at(policies)
    return "go through all stages" if stops is None else f"stop after ‘{titles.get(stops, stops)}’"


def _gain(step: Estimate) -> str:
    """With its sign; its margin is that of the rows that it lies between."""
    said = say_amount(step)
    return f"+{said}" if number_of(step) > 0 and said != "£0" else said


def _stages(forecast: Forecast, procurement: Procurement, inputs: ForecastInputs) -> Table:
    table = _table("Stage", "months", "reached", "succeeds", "cost", "value")
    gated = gated_stages(procurement, inputs)
    for stage in forecast.stages:
        table.add_row(
            f"{stage.title}{'' if stage.under_contract else MARK}",
            f"{_months(stage.start)}–{_months(stage.start + stage.months)}",
            say_share(stage.reach),
            say_share(stage.success) if stage.id in gated else "no gate",
            say_amount(stage.cost),
            say_amount(stage.value.mean),
        )
    return table


def _months(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _groups(groups: tuple[GroupForecast, ...], titles: Mapping[str, str]) -> Table:
    branched = any(group.branch for group in groups)
    table = _table("Mission", "contract", "what may follow") if branched else _table("Mission", "social value")
    for group in groups:
        follows = [say_estimate(group.branch.mean) if group.branch else ""] if branched else []
        table.add_row(titles.get(group.name, group.name) or "none named", say_estimate(group.contract.mean), *follows)
    return table


def _effects(forecast: Forecast) -> Iterator[RenderableType]:
    table = _table("Effect", "P5 to P95", "mean", "unit", "value")
    for effect in forecast.effects:
        table.add_row(
            f"{effect.title}{'' if effect.under_contract else MARK}",
            say_range(effect.quantity),
            say_number(effect.quantity.mean.value),
            effect.unit,
            say_amount(effect.value) if effect.value.value is not None else "not priced",
        )
    yield table
    if forecast.branch is not None:
        words = "* outside this contract: a branch that may follow, counted with the chance that it is reached."
        yield Padding(Text(words, style="dim"), (0, 2))


def _capabilities(forecast: Forecast) -> Iterator[RenderableType]:
    for gain in forecast.capabilities:
        lasts = {True: "outlasts the contract", False: "ends with the contract", None: "nobody has said if it lasts"}
        held = f", held by {inside_sentence(gain.held_by)}" if gain.held_by else ""
        words = (
            f"{gain.title}: from {gain.before} to {gain.after} of {MOST_MATURITY}{held}; {lasts[gain.survives]}. "
            f"What it does to what follows is worth {say_estimate(gain.value)}, which is in none of the totals."
        )
        yield Padding(Text(words), (0, 2))


def _scenarios(forecast: Forecast, *, weighed: bool) -> Iterator[RenderableType]:
    """Net value with each scenario and the difference that it makes; social value where costs are not weighed."""
    table = _table("Scenario", "net value" if weighed else "social value", "difference", "P5 to P95 of it")
    for each in forecast.scenarios:
        spread = f"{say_amount(each.difference.p5)} to {say_amount(each.difference.p95)}"
        shown = scenario_sum(each, weighed=weighed)
        table.add_row(each.title, say_estimate(shown.mean), say_estimate(each.difference.mean), spread)
    yield table
    for each in forecast.scenarios:
        if each.because:
            yield Padding(Text(f"{each.title}: {each.because}", style="dim"), (0, 2))


def _findings(forecast: Forecast) -> Iterator[RenderableType]:
    styles = {Severity.BLOCKING: "bold red", Severity.WARNING: "yellow", Severity.INFORMATION: "dim"}
    said = dict.fromkeys(forecast.findings)
    for finding, like in _alike(said):
        line = Text(f"{finding.severity.value}: ", style=styles[finding.severity])
        line.append(finding.message, style="default")
        line.append(f" {finding.remedy}" if finding.remedy else "", style="dim")
        line.append(f" And {like} more like it." if like else "", style="dim")
        yield Padding(line, (0, 2))
    if not said:
        yield Padding(Text("Nothing was found that needs your eye."), (0, 2))


def _alike(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Findings, the gravest first; information of one kind is told once, with how many more there are."""
    for finding in findings:
        if finding.severity is not Severity.INFORMATION:
            yield finding, 0
    told = [each for each in findings if each.severity is Severity.INFORMATION]
    counts = Counter(each.code for each in told)
    for code, count in counts.items():
        yield next(each for each in told if each.code == code), count - 1


def _method(forecast: Forecast, *, weighed: bool) -> Iterator[RenderableType]:
    workings = forecast.workings
    lost = number_of(forecast.lost_share)
    lines = [
        f"{workings.draws:,} draws in {workings.replicates} scrambles of a Sobol sequence, seed {workings.seed}; "
        f"± is the 95% margin of the method, not of what will happen.",
        f"Discounted by: {workings.vintage}. Horizon {forecast.horizon_months:.0f} months; "
        f"{lost:.1%} of the value would fall after it.",
        *workings.notes,
        f"Made from inputs {workings.inputs_digest[:12]} and {', '.join(workings.pack_digests)}.",
    ]
    exact = exact_mean(forecast, weighed=weighed)
    if exact is not None:
        lines.append(f"Found without draws as well: mean {'net' if weighed else 'social'} value {say_amount(exact)}.")
    return (Padding(Text(first_upper(line), style="dim"), (0, 2)) for line in lines)
