"""Charts as pages show them: a picture, its words, and the table behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.exchange.charts import WIDE, Chart, Unit, draw_charts
from commonweal.forecast.result import Forecast
from commonweal_web.layout.components import Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart with its words and the table behind it; `absent` says why there is none."""

    name: str
    title: str
    description: str
    table: Table | None
    absent: str


def pictures_of(forecast: Forecast, missions: Mapping[str, str]) -> dict[str, Picture]:
    """Every chart's words and table, by its name."""
    return {chart.name: picture_of(chart) for chart in draw_charts(forecast, missions=missions, size=WIDE)}


def picture_of(chart: Chart) -> Picture:
    """The words and the table of one chart."""
    table = None
    if chart.spec is not None:
        columns = [Column(title=each.heading, number=each.unit is not Unit.TEXT) for each in chart.table.columns]
        table = Table(caption=chart.title, columns=columns, rows=chart.table.shown(), size="s", dense=True)
    return Picture(name=chart.name, title=chart.title, description=chart.description, table=table, absent=chart.absent)
