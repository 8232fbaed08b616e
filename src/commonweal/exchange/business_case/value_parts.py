"""The parts of the annex on what a case may bring: its worth, where that comes from, natural units, what it leaves."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.exchange.business_case.pictures import pictures
from commonweal.exchange.business_case.view import LEAD_IN, QUIET, Block, Grid, GridColumn, Heading, Words
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.exchange.forecast_report.finding import can_weigh
from commonweal.exchange.forecast_report.reading import gated_stages, scenario_sum
from commonweal.exchange.forecast_report.words import (
    say_amount,
    say_estimate,
    say_number,
    say_share,
)
from commonweal.forecast.capability import MOST_MATURITY
from commonweal.forecast.estimate import Summary
from commonweal.forecast.result import GroupForecast, StageForecast, Totals
from commonweal.record.text import first_upper, inside_sentence

OUTSIDE = "outside this contract"
ENDS = (GridColumn(heading="P5", width=24, number=True), GridColumn(heading="P50", width=22, number=True))
SPREAD = (*ENDS, GridColumn(heading="P95", width=24, number=True))


def tell_worth(found: CaseForecast) -> Iterator[Block]:
    """Social value, public cost and net value: with and without what may follow."""
    forecast, weighed = found.forecast, can_weigh(found.inputs)
    yield Words(
        text=f"Pounds of {forecast.price_base}, net of VAT, at present value at contract start. Of a hundred such "
        f"futures five lie below P5 and five above P95; ± is the 95% margin of the method, not of what will happen.",
        style=LEAD_IN,
    )
    named = [("", forecast.contract)]
    if forecast.branch is not None:
        named = [("The contract alone", forecast.contract), ("With what may follow", forecast.together)]
    rows = [row for words, totals in named for row in _totals(words, totals, weighed=weighed)]
    yield Grid(
        caption="Value and cost, in pounds at present value",
        columns=(
            GridColumn(heading="What", width=46),
            GridColumn(heading="Mean", width=34, number=True),
            *SPREAD,
            GridColumn(heading="Above £0", width=20, number=True),
        ),
        rows=tuple(rows),
    )
    yield from pictures(found, "fan", "spread" if weighed else "")


def _totals(words: str, totals: Totals, *, weighed: bool) -> Iterator[tuple[str, ...]]:
    lines = [("social value", totals.social_value), ("public cost", totals.public_cost), ("net value", totals.net)]
    for name, summary in lines[: 3 if weighed else 2]:
        said = f"{words}: {name}" if words else first_upper(name)
        yield (said, say_estimate(summary.mean), *_ends(summary), say_share(summary.positive_share))


def _ends(summary: Summary) -> tuple[str, str, str]:
    return say_amount(summary.p5), say_amount(summary.p50), say_amount(summary.p95)


def tell_origin(found: CaseForecast) -> Iterator[Block]:
    """The same by stage, by mission and by kind of effect."""
    forecast, gated = found.forecast, gated_stages(found.procurement, found.inputs)
    yield Heading(text="By stage")
    yield Grid(
        caption="Stages, with the chance of each; costs and values count the chance that it is reached",
        columns=(
            GridColumn(heading="Stage", width=44),
            GridColumn(heading="Months", width=18, number=True),
            GridColumn(heading="Reached", width=18, number=True),
            GridColumn(heading="Succeeds", width=19, number=True),
            GridColumn(heading="Cost", width=19, number=True),
            GridColumn(heading="Value, mean", width=20, number=True),
            GridColumn(heading="P5 to P95", width=32, number=True),
        ),
        rows=tuple(_stage(stage, gated) for stage in forecast.stages),
    )
    if not any(effect.value for effect in found.inputs.effects):
        yield Words(text="No effect has a price, so there is no value to divide by mission or kind.")
        return
    if forecast.missions:
        yield Heading(text="By mission")
        yield _groups("Social value by mission", "Mission", forecast.missions, dict(found.missions), rest="none named")
        yield from pictures(found, "missions")
    yield Heading(text="By kind of effect")
    kinds = {group.name: first_upper(group.name) for group in forecast.kinds}
    yield _groups("Social value by kind of effect", "Kind", forecast.kinds, kinds, rest="other")
    yield from pictures(found, "kinds")


def _stage(stage: StageForecast, gated: frozenset[str]) -> tuple[str, ...]:
    return (
        stage.title if stage.under_contract else f"{stage.title}\n{OUTSIDE}",
        f"{stage.start:.3g}–{stage.start + stage.months:.3g}",
        say_share(stage.reach),
        say_share(stage.success) if stage.id in gated else "no gate",
        say_amount(stage.cost),
        say_amount(stage.value.mean),
        f"{say_amount(stage.value.p5)} to {say_amount(stage.value.p95)}",
    )


def _groups(caption: str, what: str, groups: tuple[GroupForecast, ...], titles: dict[str, str], *, rest: str) -> Grid:
    """The contract's own value with its spread, and beside it what may follow where there is such a branch."""
    branched = any(group.branch is not None for group in groups)
    later = (
        GridColumn(heading="What may follow, mean", width=32, number=True),
        GridColumn(heading="P5 to P95", width=30, number=True),
    )
    return Grid(
        caption=caption,
        columns=(
            GridColumn(heading=what, width=32 if branched else 90),
            GridColumn(heading="Contract, mean", width=22 if branched else 26, number=True),
            *(GridColumn(heading=each, width=18, number=True) for each in ("P5 (£)", "P50 (£)", "P95 (£)")),
            *(later if branched else ()),
        ),
        rows=tuple(_group(group, titles.get(group.name, group.name) or rest, branched=branched) for group in groups),
    )


def _group(group: GroupForecast, title: str, *, branched: bool) -> tuple[str, ...]:
    ends = (each.replace("£", "") for each in _ends(group.contract))
    own = (title, say_estimate(group.contract.mean), *ends)
    if not branched:
        return own
    if group.branch is None:
        return (*own, "", "")
    spread = f"{say_amount(group.branch.p5)} to {say_amount(group.branch.p95)}"
    return (*own, say_estimate(group.branch.mean), spread)


def tell_units(found: CaseForecast) -> Iterator[Block]:
    """Every effect in its own unit, undiscounted; what has no price is in no sum of money."""
    effects = found.forecast.effects
    if not effects:
        yield Words(text="Nobody has stated yet what this brings.")
        return
    yield Words(
        text="Undiscounted, and counting the chance that it comes about at all. What has no price is in no sum of "
        "money above; whether it is worth that is for people to say.",
        style=LEAD_IN,
    )
    yield Grid(
        caption="Effects in their own units",
        columns=(
            GridColumn(heading="Effect", width=56),
            GridColumn(heading="Unit", width=20),
            GridColumn(heading="Comes about", width=20, number=True),
            GridColumn(heading="Mean", width=20, number=True),
            GridColumn(heading="P5 to P95", width=30, number=True),
            GridColumn(heading="Value", width=24, number=True),
        ),
        rows=tuple(
            (
                effect.title if effect.under_contract else f"{effect.title}\n{OUTSIDE}",
                effect.unit,
                say_share(effect.triggered),
                say_number(effect.quantity.mean.value),
                f"{say_number(effect.quantity.p5.value)} to {say_number(effect.quantity.p95.value)}",
                say_amount(effect.value) if effect.value.value is not None else "not priced",
            )
            for effect in effects
        ),
    )


LASTS = {True: "outlasts the contract", False: "ends with the contract", None: "nobody has said if it lasts"}


def tell_capabilities(found: CaseForecast) -> Iterator[Block]:
    """Maturity before and after, and what it does to what follows; in none of the totals."""
    gains = found.forecast.capabilities
    if not gains:
        yield Words(text="No capability is stated, so none is known to be left behind.")
        return
    yield Words(text="What a capability does to what follows stands beside the totals, and is in none of them.")
    for gain in gains:
        held = f", held by {inside_sentence(gain.held_by)}" if gain.held_by else ""
        yield Words(
            text=f"{gain.title}: from {gain.before} to {gain.after} of {MOST_MATURITY}{held}; {LASTS[gain.survives]}. "
            f"It comes about in {say_share(gain.chance)} of cases, and is worth {say_estimate(gain.value)} to what "
            f"follows: {say_amount(gain.from_odds)} by raising the odds of later gates, {say_amount(gain.from_time)} "
            f"by shortening later stages, {say_amount(gain.elsewhere)} elsewhere.",
        )
    yield from pictures(found, "capability")


def tell_scenarios(found: CaseForecast) -> Iterator[Block]:
    """Named changes on the same draws, with the difference that each makes and what it changes."""
    scenarios, weighed = found.forecast.scenarios, can_weigh(found.inputs)
    if not scenarios:
        yield Words(text="No scenario is stated.")
        return
    yield Words(
        text="Each is forecast on the same draws, so that the difference is of the change alone.", style=LEAD_IN
    )
    yield Grid(
        caption=f"Scenarios, {'net' if weighed else 'social'} value in pounds at present value",
        columns=(
            GridColumn(heading="Scenario", width=40),
            GridColumn(heading=f"{'Net' if weighed else 'Social'} value, mean", width=32, number=True),
            *((GridColumn(heading="Deciding on evidence", width=32, number=True),) if weighed else ()),
            GridColumn(heading="Difference, mean", width=32, number=True),
            GridColumn(heading="P5 to P95 of it", width=34, number=True),
        ),
        rows=tuple(
            (
                each.title,
                say_estimate(scenario_sum(each, weighed=weighed).mean),
                *((say_estimate(each.policies.with_evidence),) if weighed else ()),
                say_estimate(each.difference.mean),
                f"{say_amount(each.difference.p5)} to {say_amount(each.difference.p95)}",
            )
            for each in scenarios
        ),
    )
    for told in scenarios:
        if told.because:
            yield Words(text=f"{told.title}: {told.because}", style=QUIET)
