"""Every number of a forecast as rows: what it is of, its value, its margins, and how it was come by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from commonweal.exchange.spreadsheet_text import csv_text
from commonweal.forecast.estimate import Estimate, Summary
from commonweal.forecast.result import Forecast, Totals
from commonweal.record.digest import plain_decimal

COLUMNS = ("table", "item", "what", "unit", "value", "standard error", "low", "high", "method", "refused")
NUMBERS = frozenset({"value", "standard error", "low", "high"})
POUNDS, SHARE = "pounds at present value", "share"
SUMMARY = ("mean", "p5", "p25", "p50", "p75", "p95")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One number. `item` is a stage, mission, effect or belief by its code; `what` says which number of it."""

    table: str
    item: str
    what: str
    unit: str
    number: Estimate


def rows_of(forecast: Forecast) -> Iterator[Row]:
    """Totals, policies, stages, groups, effects, years, learning, capabilities and scenarios, in that order."""
    yield from _totals("contract", forecast.contract)
    if forecast.branch is not None:
        yield Row(table="branch", item="", what="chance", unit=SHARE, number=forecast.branch.chance)
        yield Row(table="branch", item="", what="net if reached", unit=POUNDS, number=forecast.branch.if_reached)
        yield from _totals("branch", forecast.branch.adds)
        yield from _totals("together", forecast.together)
    yield from _policies(forecast)
    yield from _stages(forecast)
    for table, groups in (("mission", forecast.missions), ("kind", forecast.kinds)):
        for group in groups:
            yield from _summary(table, group.name, "contract", POUNDS, group.contract)
            if group.branch is not None:
                yield from _summary(table, group.name, "branch", POUNDS, group.branch)
    for effect in forecast.effects:
        yield Row(table="effect", item=effect.id, what="triggered", unit=SHARE, number=effect.triggered)
        yield from _summary("effect", effect.id, "quantity", effect.unit, effect.quantity)
        yield Row(table="effect", item=effect.id, what="value", unit=POUNDS, number=effect.value)
    yield from _years(forecast)
    yield from _learning(forecast)
    for gain in forecast.capabilities:
        yield Row(table="capability", item=gain.id, what="value", unit=POUNDS, number=gain.value)
    for scenario in forecast.scenarios:
        yield from _summary("scenario", scenario.id, "net", POUNDS, scenario.totals.net)
        yield from _summary("scenario", scenario.id, "difference", POUNDS, scenario.difference)


def csv_of(forecast: Forecast) -> str:
    """The rows as CSV: numbers as numbers, and no text that a spreadsheet would take for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows_of(forecast):
        number = row.number
        texts = [csv_text(each) for each in (row.table, row.item, row.what, row.unit)]
        numbers = [_plain(each) for each in (number.value, number.standard_error, number.low, number.high)]
        writer.writerow([*texts, *numbers, csv_text(str(number.method)), csv_text(number.refused)])
    return stream.getvalue()


def typed_rows(forecast: Forecast) -> list[dict[str, Any]]:
    """The same rows by column, numbers as floats of twelve digits; None where a number is refused."""
    return [
        {
            "table": row.table,
            "item": row.item,
            "what": row.what,
            "unit": row.unit,
            "value": _float(row.number.value),
            "standard error": _float(row.number.standard_error),
            "low": _float(row.number.low),
            "high": _float(row.number.high),
            "method": str(row.number.method),
            "refused": row.number.refused,
        }
        for row in rows_of(forecast)
    ]


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _plain(number: Decimal | None) -> str:
    return "" if number is None else plain_decimal(number)


def _summary(table: str, item: str, what: str, unit: str, summary: Summary) -> Iterator[Row]:
    for name in SUMMARY:
        yield Row(table=table, item=item, what=f"{what}, {name}", unit=unit, number=getattr(summary, name))
    above = summary.positive_share
    yield Row(table=table, item=item, what=f"{what}, share above zero", unit=SHARE, number=above)


def _totals(table: str, totals: Totals) -> Iterator[Row]:
    for what in ("social_value", "public_cost", "net"):
        yield from _summary(table, "", what.replace("_", " "), POUNDS, getattr(totals, what))


POLICIES = (
    "committed",
    "staged",
    "decided_now",
    "with_evidence",
    "clairvoyant",
    "staging",
    "right_to_stop",
    "learning",
    "perfect_information",
    "study_cost",
)


def _policies(forecast: Forecast) -> Iterator[Row]:
    for table, values in (("policy", forecast.policies), ("policy, contract alone", forecast.contract_policies)):
        if values is None:
            continue
        for name in POLICIES:
            yield Row(table=table, item=name, what="value", unit=POUNDS, number=getattr(values, name))
        for gate in values.gates:
            for action in gate.actions:
                item = f"{gate.gate}, {action.action}"
                yield Row(table=f"{table}, at gates", item=item, what="value", unit=POUNDS, number=action.value)
                yield Row(table=f"{table}, at gates", item=item, what="taken", unit=SHARE, number=action.taken_share)


def _stages(forecast: Forecast) -> Iterator[Row]:
    for stage in forecast.stages:
        for what, unit, number in (
            ("reached", SHARE, stage.reach),
            ("succeeds", SHARE, stage.success),
            ("cost", POUNDS, stage.cost),
        ):
            yield Row(table="stage", item=stage.id, what=what, unit=unit, number=number)
        yield from _summary("stage", stage.id, "value", POUNDS, stage.value)


def _years(forecast: Forecast) -> Iterator[Row]:
    for table, years in (("year", forecast.years), ("year, with branch", forecast.years_with_branch)):
        for year in years:
            for what in (*SUMMARY, "spent"):
                yield Row(table=table, item=str(year.year), what=what, unit=POUNDS, number=getattr(year, what))


def _learning(forecast: Forecast) -> Iterator[Row]:
    if forecast.learning is None:
        return
    for belief in forecast.learning.beliefs:
        yield Row(table="belief", item=belief.belief, what="worth knowing", unit=POUNDS, number=belief.worth)
    for each in forecast.learning.spread:
        what = "share of the spread of the effects"
        yield Row(table="belief", item=each.belief, what=what, unit=SHARE, number=each.share)
    for study in forecast.learning.studies:
        for size in study.sizes:
            item = f"{study.id}, size {size.size}"
            yield Row(table="study", item=item, what="worth", unit=POUNDS, number=size.worth)
