"""The parts of the annex on what to look at before it is relied on, and on how every number was come by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from commonweal.exchange.business_case.view import LEAD_IN, QUIET, Block, Grid, GridColumn, Heading, Points, Words
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.exchange.forecast_report.finding import can_weigh
from commonweal.exchange.forecast_report.reading import exact_mean
from commonweal.exchange.forecast_report.tables import POUNDS, Row, rows_of
from commonweal.exchange.forecast_report.words import number_of, say_amount, say_pounds
from commonweal.frameworks.appraisal import find_vintage
from commonweal.quantities.discounting import DiscountSchedule
from commonweal.record.finding import Severity
from commonweal.record.text import first_upper

# What the tables of numbers are called where people read of them.
TABLES = {
    "belief": "worth of knowing a belief",
    "branch": "what may follow",
    "contract": "the contract",
    "together": "contract and what may follow",
    "policy": "policies",
    "policy, at gates": "actions at gates",
    "policy, contract alone": "policies of the contract alone",
    "policy, contract alone, at gates": "actions at gates of the contract alone",
    "stage": "stages",
    "mission": "missions",
    "kind": "kinds",
    "effect": "effects",
    "study": "sizes of studies",
    "capability": "capabilities",
    "scenario": "scenarios",
    "year": "years",
    "year, with branch": "years with what may follow",
}
PERCENT = re.compile(r"(\d+)%")
GRAVEST = (Severity.BLOCKING, Severity.WARNING, Severity.INFORMATION)


class Stopped(NamedTuple):
    """What a refusal stopped: the table that it would stand in, and of what it would be."""

    table: str
    of: str


def tell_findings(found: CaseForecast) -> Iterator[Block]:
    """What a person should know before relying on it, the gravest first."""
    findings = sorted(dict.fromkeys(found.forecast.findings), key=lambda each: GRAVEST.index(each.severity))
    if not findings:
        yield Words(text="Nothing was found that needs a person's eye.")
        return
    yield Grid(
        caption="What was found in the inputs",
        columns=(
            GridColumn(heading="How grave", width=28),
            GridColumn(heading="What", width=90),
            GridColumn(heading="What to do", width=52),
        ),
        rows=tuple((each.severity.value, each.message, each.remedy) for each in findings),
    )


def tell_method(found: CaseForecast) -> Iterator[Block]:
    """Draws, seed and margins; discounting; the method of each number; what was refused; the digests."""
    forecast, workings = found.forecast, found.forecast.workings
    yield Points(
        lines=(
            f"{workings.draws:,} draws in {workings.replicates} scrambles of a Sobol sequence, seed {workings.seed}. "
            f"The same inputs, seed and draws give the same numbers.",
            *workings.notes,
            f"Pounds of {forecast.price_base}, net of VAT. Horizon {forecast.horizon_months:.0f} months from contract "
            f"start; {number_of(forecast.lost_share):.1%} of the value would fall after it.",
        )
    )
    weighed = can_weigh(found.inputs)
    exact = exact_mean(forecast, weighed=weighed)
    if exact is not None:
        name = "net" if weighed else "social"
        yield Words(text=f"As a check, the mean {name} value was found without draws as well: {say_amount(exact)}.")
    yield Heading(text="Discounting")
    yield from _discounting(found)
    yield Heading(text="How each number was come by")
    yield _methods(found)
    yield Heading(text="What was refused, and why")
    yield from _refusals(found)
    yield Heading(text="Made from")
    yield Grid(
        caption="Digests of what the forecast was made from",
        columns=(GridColumn(heading="What", width=40), GridColumn(heading="Digest", width=130)),
        rows=(
            ("The procurement", workings.procurement_digest),
            ("The inputs", workings.inputs_digest),
            *((name, digest) for name, digest in workings.pack_digests.items()),
        ),
    )
    yield Words(
        text="Every number with its own standard error is written by commonweal forecast CASE --out FILE.csv.",
        style=QUIET,
    )


def _discounting(found: CaseForecast) -> Iterator[Block]:
    named = {found.inputs.vintage, *(each.vintage for each in found.inputs.effects if each.vintage)}
    for schedule in (find_vintage(found.packs, name) for name in sorted(named)):
        source = schedule.source
        dated = f", {source.dated}" if source.dated else ""
        yield Words(
            text=f"{schedule.title}: {_rates(schedule)}. Source: {source.title}{dated} ({source.confidence.value})."
        )


def _rates(schedule: DiscountSchedule) -> str:
    return ", ".join(
        f"{band.rate:.2%} a year in years {band.from_year} to {band.to_year}"
        if band.to_year is not None
        else f"{band.rate:.2%} from year {band.from_year}"
        for band in schedule.bands
    )


def _methods(found: CaseForecast) -> Grid:
    """By method: what it found, how many numbers, and the widest margin of those in pounds."""
    groups: dict[str, list[Row]] = {}
    for row in rows_of(found.forecast):
        if not row.number.refused:
            groups.setdefault(str(row.number.method), []).append(row)
    return Grid(
        caption="Numbers by the method that found them",
        columns=(
            GridColumn(heading="Method", width=56),
            GridColumn(heading="Numbers", width=66),
            GridColumn(heading="How many", width=20, number=True),
            GridColumn(heading="Largest standard error of pounds", width=28, number=True),
        ),
        rows=tuple(
            (first_upper(method), first_upper(", ".join(_tables(rows))), str(len(rows)), _largest_error(rows))
            for method, rows in groups.items()
        ),
    )


def _tables(rows: list[Row]) -> list[str]:
    """What the tables of some rows are called, each once."""
    return list(dict.fromkeys(TABLES.get(row.table, row.table) for row in rows))


def _largest_error(rows: list[Row]) -> str:
    errors = [row.number.standard_error or Decimal(0) for row in rows if row.unit == POUNDS]
    return say_pounds(max(errors)) if errors else ""


def _refusals(found: CaseForecast) -> Iterator[Block]:
    """Each reason once, with what it stopped."""
    titles = {name: said.title or name for name, said in found.inputs.beliefs.items()}
    titles |= {each.id: each.title for each in found.inputs.effects}
    titles |= {each.id: each.title for each in found.procurement.stages}
    stopped: dict[str, list[Stopped]] = {}
    for row in rows_of(found.forecast):
        if row.number.refused:
            named = Stopped(TABLES.get(row.table, row.table), titles.get(row.item, row.item))
            stopped.setdefault(row.number.refused, []).append(named)
    studies = found.forecast.learning.studies if found.forecast.learning else ()
    for study in studies:
        if study.refused:
            stopped.setdefault(study.refused, []).append(Stopped("sizes of studies", study.title))
    if not stopped:
        yield Words(text="No number was refused.")
        return
    yield Words(text="A number is refused rather than shown where it cannot be told surely enough.", style=LEAD_IN)
    yield Grid(
        caption="Numbers that were refused",
        columns=(GridColumn(heading="Why", width=70), GridColumn(heading="What", width=100)),
        rows=tuple((why, _say_stopped(what)) for why, what in _alike(stopped)),
    )


def _say_stopped(what: list[Stopped]) -> str:
    """What was stopped, by the table that it would stand in."""
    by_table: dict[str, dict[str, None]] = {}
    for each in what:
        by_table.setdefault(each.table, {})[each.of] = None
    return ". ".join(f"{first_upper(table)}: {'; '.join(filter(None, names))}" for table, names in by_table.items())


def _alike(stopped: Mapping[str, list[Stopped]]) -> Iterator[tuple[str, list[Stopped]]]:
    """Reasons that differ by one percentage alone, as one that says from how much to how much."""
    groups: dict[str, list[str]] = {}
    for why in stopped:
        groups.setdefault(PERCENT.sub("%", why, count=1), []).append(why)
    for reasons in groups.values():
        shares = sorted(int(found[1]) for why in reasons if (found := PERCENT.search(why)))
        span = f"{shares[0]}% to {shares[-1]}%" if len(set(shares)) > 1 else ""
        why = PERCENT.sub(span, reasons[0], count=1) if span else reasons[0]
        yield why, [what for each in reasons for what in stopped[each]]
