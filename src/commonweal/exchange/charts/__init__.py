"""Pictures of a forecast: each says its finding, in words, in a table and as Vega-Lite."""

from commonweal.exchange.charts.chart import NARROW, WIDE, Chart, Column, Size, Table, Unit
from commonweal.exchange.charts.drawing import render_png, render_svg
from commonweal.exchange.charts.every import draw_charts
from commonweal.exchange.charts.writing import WrittenCharts, table_csv, write_charts

__all__ = [
    "NARROW",
    "WIDE",
    "Chart",
    "Column",
    "Size",
    "Table",
    "Unit",
    "WrittenCharts",
    "draw_charts",
    "render_png",
    "render_svg",
    "table_csv",
    "write_charts",
]
