"""Charts into a folder: pictures, and the table behind each."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from commonweal.exchange.case_file.writing import write_whole
from commonweal.exchange.charts.chart import WIDE, Cell, Chart, Size, Table
from commonweal.exchange.charts.drawing import render_png, render_svg
from commonweal.exchange.charts.every import draw_charts
from commonweal.exchange.spreadsheet_text import csv_text
from commonweal.forecast.result import Forecast
from commonweal.record.digest import plain_decimal
from commonweal.record.errors import MisuseError

KINDS = ("svg", "png")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCharts:
    """The files that were written, and the charts that were left out, which say why."""

    files: tuple[Path, ...]
    left_out: tuple[Chart, ...]


def write_charts(
    forecast: Forecast,
    folder: Path,
    *,
    kinds: Sequence[str] = KINDS,
    missions: Mapping[str, str] | None = None,
    size: Size = WIDE,
) -> WrittenCharts:
    """Write fan.svg, fan.png, fan.csv and so on for every chart that can be drawn; the folder is made if need be.

    Everything is drawn before anything is written, and each file is put in place whole. `kinds` are those of pictures;
    the table is always written. Raises MisuseError for another kind, or where `folder` is a file.
    """
    return write_drawn(draw_charts(forecast, missions=missions, size=size), folder, kinds=kinds)


def write_drawn(charts: Sequence[Chart], folder: Path, *, kinds: Sequence[str] = KINDS) -> WrittenCharts:
    """The same of charts that are at hand."""
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise MisuseError(f"A chart cannot be written as '{unknown[0]}'.", remedy=f"Say {' or '.join(KINDS)}.")
    if folder.exists() and not folder.is_dir():
        raise MisuseError("The charts go into a folder, and this is a file.", where=str(folder))
    contents = {
        f"{chart.name}.{ending}": content
        for chart in charts
        if chart.spec is not None
        for ending, content in _contents(chart, kinds)
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        write_whole(folder / name, content)
    return WrittenCharts(
        files=tuple(folder / name for name in contents),
        left_out=tuple(chart for chart in charts if chart.spec is None),
    )


def table_csv(table: Table) -> str:
    """A table as CSV: numbers as numbers, and no text that a spreadsheet would take for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([csv_text(heading) for heading in table.headings])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return stream.getvalue()


def _contents(chart: Chart, kinds: Sequence[str]) -> list[tuple[str, bytes]]:
    made = [("csv", table_csv(chart.table).encode())]
    if "svg" in kinds:
        made.append(("svg", render_svg(chart).encode()))
    if "png" in kinds:
        made.append(("png", render_png(chart)))
    return made


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return plain_decimal(cell) if isinstance(cell, Decimal) else str(csv_text(cell))
