"""The notices of a file as a table: for the terminal, as Markdown, as CSV, as plain data."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from commonweal.exchange.ocds import UnreadLine
from commonweal.exchange.report.console import make_console, page_console
from commonweal.exchange.report.data import jsonable
from commonweal.exchange.report.overview_words import say_bid, say_overview
from commonweal.exchange.report.review_rendering import cell
from commonweal.exchange.spreadsheet_text import csv_text
from commonweal.review.overview import NOT_TOLD, NoticeRow, Overview, weighting_bands

# The columns of the table, in order; CSV has them all, and the terminal what it has room for.
COLUMNS = (
    "line", "id", "ocid", "type", "regime", "stage", "delivery", "value", "edition", "social_value", "kpis", "remarks",
    "warnings", "most_harmful", "fits", "bid_for", "aligned_least", "aligned_most", "aligned_counts", "point_least",
    "point_most", "leaks",     "problem",
)  # fmt: skip
_SHOWN = 20
# From this many columns on, a terminal has room for one more.
WIDE = 100
# The same in few letters, for the terminal.
SHORT_VALUES = {
    "under £100k": "< £100k",
    "£100k to £1m": "< £1m",
    "£1m to £5m": "< £5m",
    "£5m and over": "£5m +",
}
SHORT_REGIMES = {
    "below-threshold": "below",
    "light-touch": "light",
    "defence-and-security": "defence",
    "provider-selection": "health",
    "northern-ireland": "NI",
}


def print_overview(rows: Sequence[NoticeRow], unread: Sequence[UnreadLine], overview: Overview, usual: Decimal) -> None:
    console = make_console()
    console.print(_overview(rows, unread, overview, usual, wide=console.width >= WIDE))


def overview_text(rows: Sequence[NoticeRow], unread: Sequence[UnreadLine], overview: Overview, usual: Decimal) -> str:
    """As the terminal shows it, as plain text."""
    stream = io.StringIO()
    page_console(stream).print(_overview(rows, unread, overview, usual, wide=True))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def overview_csv(rows: Sequence[NoticeRow], unread: Sequence[UnreadLine]) -> str:
    """A row a notice, and a row a line that could not be read, with the type `unread`."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: csv_text(value) for name, value in row_data(row).items()})
    for line in unread:
        writer.writerow({"line": line.line, "type": "unread", "problem": csv_text(line.why)})
    return stream.getvalue()


def overview_data(rows: Sequence[NoticeRow], unread: Sequence[UnreadLine], overview: Overview) -> dict[str, Any]:
    """Everything as plain data."""
    return {
        "notices": [row_data(row) | {"every_remark": list(row.remarks)} for row in rows],
        "unread": [{"line": each.line, "why": each.why} for each in unread],
        "summary": summary_data(overview),
    }


def summary_data(overview: Overview) -> dict[str, Any]:
    """The aggregate figures by name."""
    data: dict[str, Any] = jsonable({name: getattr(overview, name) for name in overview.__slots__})
    return data


def overview_markdown(
    rows: Sequence[NoticeRow], unread: Sequence[UnreadLine], overview: Overview, usual: Decimal
) -> str:
    """The figures, then a table of the notices."""
    heads = [
        "Notice",
        "Type",
        "Regime",
        "Stage",
        "Delivery",
        "Value",
        "Social value",
        "KPIs",
        "Remarks",
        "Most harmful",
    ]
    lines = ["# Notices reviewed", "", *(f"- {sentence}" for sentence in say_overview(overview)), ""]
    lines += _markdown_table(["Stage", *weighting_bands(usual)], _weighting_rows(overview, usual))
    fitted = any(row.fits for row in rows)
    heads += ["What would fit"] * fitted
    bid = any(row.bid_for for row in rows)
    heads += ["How it would be bid for"] * bid
    lines += [
        "",
        *_markdown_table(heads, [[*_cells(row), *([row.fits] * fitted), *([say_bid(row)] * bid)] for row in rows]),
    ]
    if unread:
        lines += ["", "## Lines that could not be read", "", *(f"- Line {each.line}: {each.why}" for each in unread)]
    return "\n".join(lines) + "\n"


def row_data(row: NoticeRow) -> dict[str, Any]:
    """One notice by the names of the columns."""
    return {
        "line": row.line,
        "id": row.id,
        "ocid": row.ocid,
        "type": row.kind,
        "regime": row.regime,
        "stage": row.stage,
        "delivery": row.delivery,
        "value": row.value,
        "edition": row.edition,
        "social_value": row.social_value_words,
        "kpis": row.kpis,
        "remarks": len(row.remarks),
        "warnings": row.warnings,
        "most_harmful": row.worst,
        "fits": row.fits,
        "bid_for": row.bid_for,
        "aligned_least": jsonable(row.aligned_least),
        "aligned_most": jsonable(row.aligned_most),
        "aligned_counts": jsonable(row.aligned_counts),
        "point_least": jsonable(row.point_least),
        "point_most": jsonable(row.point_most),
        "leaks": " ".join(row.leaks),
        "problem": row.problem,
    }


def _overview(
    rows: Sequence[NoticeRow],
    unread: Sequence[UnreadLine],
    overview: Overview,
    usual: Decimal,
    *,
    wide: bool = False,
) -> Group:
    parts: list[RenderableType] = [_table(rows, wide=wide), Text("\nAll together", style="bold cyan")]
    parts += [Text(f"  {sentence}") for sentence in say_overview(overview)]
    if overview.weightings:
        parts += [Text(""), _weightings(overview, usual)]
    if overview.remarks:
        parts.append(_remarks(overview.remarks))
    if unread:
        parts.append(Text("Lines that could not be read", style="bold yellow"))
        parts += [Text(f"  line {each.line}: {each.why}") for each in unread]
    parts.append(Text("Each remark is a prompt for a person; one notice in full: --ocid with its number.", style="dim"))
    return Group(*parts)


def _table(rows: Sequence[NoticeRow], *, wide: bool) -> Table:
    """What 80 columns have room for, and the way of delivery where there is more; CSV and JSON have the rest."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=0)
    for heading in ("Notice", "Type", "Regime", "Stage", *(("Delivery",) if wide else ()), "Value"):
        table.add_column(heading, no_wrap=True, max_width=_SHOWN)
    table.add_column("Social\nvalue", justify="right", no_wrap=True)
    table.add_column("KPIs", justify="right", no_wrap=True)
    table.add_column("No.", justify="right", no_wrap=True)
    table.add_column("Remarks: most harmful", ratio=1, overflow="fold")
    for row in rows:
        table.add_row(
            _short(row.id or row.ocid),
            row.kind,
            SHORT_REGIMES.get(row.regime, row.regime),
            _told(row.stage),
            *((_told(row.delivery),) if wide else ()),
            SHORT_VALUES.get(row.value, _told(row.value)),
            row.social_value_words,
            str(row.kpis) if row.kpis else "",
            str(len(row.remarks) or ""),
            _remark_cell(row),
        )
    return table


def _told(words: str) -> str:
    return "–" if words == NOT_TOLD else words


def _remark_cell(row: NoticeRow) -> Text:
    if row.problem:
        return Text(f"failed: {row.problem}", style="red")
    if not row.remarks:
        return Text("none", style="dim")
    text = Text(row.worst, style="yellow" if row.warnings else "dim")
    for words in filter(None, (row.fits, say_bid(row) if row.aligned_most is not None else "")):
        text.append(f"\n{words}", style="dim")
    return text


def _weightings(overview: Overview, usual: Decimal) -> Table:
    title = "Social value's part of the marks in tender notices with criteria, by stage"
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left", title_style="")
    table.add_column("Stage")
    for band in weighting_bands(usual):
        table.add_column(band.capitalize(), justify="right")
    for first, *counts in _weighting_rows(overview, usual):
        table.add_row(first, *counts)
    return table


def _weighting_rows(overview: Overview, usual: Decimal) -> list[list[str]]:
    order = ("explore", "prototype", "pilot", "demonstrate", "scale", "operate", "not told")
    return [
        [stage, *(str(overview.weightings[stage][band]) for band in weighting_bands(usual))]
        for stage in order
        if stage in overview.weightings
    ]


def _remarks(counts: Mapping[str, int]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Remark")
    table.add_column("Notices", justify="right")
    for code, count in counts.items():
        table.add_row(code, f"{count:,}")
    return table


def _cells(row: NoticeRow) -> list[str]:
    remarks = f"failed: {row.problem}" if row.problem else row.worst
    return [
        row.id or row.ocid, row.kind, row.regime, row.stage, row.delivery, row.value, row.social_value_words,
        str(row.kpis), str(len(row.remarks)), remarks,
    ]  # fmt: skip


def _markdown_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return []
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    return [*lines, *(f"| {' | '.join(map(cell, row))} |" for row in rows)]


def _short(number: str) -> str:
    """The end of a long number tells it apart from its neighbours."""
    return number if len(number) <= _SHOWN else f"…{number[1 - _SHOWN :]}"
