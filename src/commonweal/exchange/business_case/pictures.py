"""Charts as the annex shows them: the picture, and its figures beneath it or, where they are many, at the end."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.exchange.business_case.view import QUIET, Block, Grid, GridColumn, Picture, Words
from commonweal.exchange.charts.chart import Chart, Column, Unit
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.record.text import first_upper

FEW = 10  # rows up to which figures stand right under their picture
WIDTH = 170
END = "Figures behind the pictures"
# What the figures of each chart are.
CAPTIONS = {
    "fan": "Cumulative social value by year, and what is spent",
    "staircase": "Net value of each policy, and what each step is worth",
    "spread": "Net value by policy",
    "tornado": "Net value with each belief held at its P10 and P90",
    "study-size": "Worth and cost of each size of a study",
    "missions": "Expected social value in each year, by mission",
    "kinds": "Expected social value in each year, by kind of effect",
    "capability": "Capabilities before and after",
}


def pictures(found: CaseForecast, *names: str) -> Iterator[Block]:
    """The charts of these names; one that cannot be drawn says why."""
    charts = {chart.name: chart for chart in found.charts()}
    for chart in (charts[name] for name in names if name):
        if chart.spec is None:
            yield Words(text=chart.absent, style=QUIET)
            continue
        yield Picture(chart=chart)
        if _is_short(chart):
            yield _figures(chart)
        else:
            yield Words(text=f"Its figures are in ‘{END}’.", style=QUIET)


def tell_figures(found: CaseForecast) -> Iterator[Block]:
    """The tables of the charts that have many rows."""
    for chart in found.charts():
        if chart.spec is not None and not _is_short(chart):
            yield _figures(chart)


def has_long_figures(found: CaseForecast) -> bool:
    return any(chart.spec is not None and not _is_short(chart) for chart in found.charts())


def _is_short(chart: Chart) -> bool:
    return len(chart.table.rows) <= FEW


def _figures(chart: Chart) -> Grid:
    columns = chart.table.columns
    words = [column.unit is Unit.TEXT for column in columns]
    narrow = min(22, (WIDTH - 24 * sum(words)) // max(1, len(words) - sum(words)))
    wide = (WIDTH - narrow * (len(words) - sum(words))) // max(1, sum(words))
    return Grid(
        caption=CAPTIONS[chart.name],
        columns=tuple(
            GridColumn(
                heading=first_upper(column.heading), width=wide if text else narrow, number=not text and place > 0
            )
            for place, (column, text) in enumerate(zip(columns, words, strict=True))
        ),
        rows=tuple(
            tuple(_without_unit(cell, column) for cell, column in zip(row, columns, strict=True))
            for row in chart.table.shown()
        ),
    )


def _without_unit(cell: str, column: Column) -> str:
    """Where pounds stand in the heading they need not stand in each cell."""
    return cell.replace("£", "") if "(£)" in column.heading else cell
