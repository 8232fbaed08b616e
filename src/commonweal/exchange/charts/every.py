"""Every chart of a forecast, in the order that a reader asks: what, how sure, why, what would change it."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.exchange.charts.capability import draw_capability
from commonweal.exchange.charts.chart import WIDE, Chart, Size
from commonweal.exchange.charts.fan import draw_fan
from commonweal.exchange.charts.groups import draw_kinds, draw_missions
from commonweal.exchange.charts.spread import draw_spread
from commonweal.exchange.charts.staircase import draw_staircase
from commonweal.exchange.charts.study_size import draw_study_sizes
from commonweal.exchange.charts.tornado import draw_tornado
from commonweal.forecast.result import Forecast


def draw_charts(
    forecast: Forecast, *, missions: Mapping[str, str] | None = None, size: Size = WIDE
) -> tuple[Chart, ...]:
    """All of them; one that cannot be drawn says why. `missions` are the titles of missions by their code."""
    return (
        draw_fan(forecast, size=size),
        draw_staircase(forecast, size=size),
        draw_spread(forecast, size=size),
        draw_tornado(forecast, size=size),
        draw_study_sizes(forecast, size=size),
        draw_missions(forecast, titles=missions, size=size),
        draw_kinds(forecast, size=size),
        draw_capability(forecast, size=size),
    )
