"""What a proposal rests on, in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.exchange.report.resting import RestRow, RestsView, SurvivalRow


def rests_parts(view: RestsView) -> Iterable[RenderableType]:
    """The finding, three judgements and near ties in sentences; the table; how often choices survive."""
    yield Padding(Text(view.sentence, style="bold"), (0, 2))
    for number, sentence in enumerate(view.named, 1):
        yield Padding(Text(f"{number}. {sentence}"), (0, 2))
    for tie in view.ties:
        yield Padding(Text(tie, style="yellow"), (0, 2))
    if view.rows:
        yield _judgements(view.rows)
    if view.survival:
        yield _survival(view.survival)
    yield Padding(Text(view.method, style="dim"), (0, 2))


def _judgements(rows: Sequence[RestRow]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Judgement", ratio=4, overflow="fold")
    table.add_column("Now", no_wrap=True)
    table.add_column("Switches at", no_wrap=True)
    table.add_column("What changes first", ratio=5)
    table.add_column("Share of scheme", justify="right")
    for row in rows:
        table.add_row(
            f"{escape(row.words)}\n[dim]{escape(row.name)}[/dim]",
            row.now,
            f"{row.below}\n{row.above}",
            escape(row.changes),
            f"{row.percent}%",
        )
    return table


def _survival(rows: Sequence[SurvivalRow]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Chosen again, with every factor moved", ratio=5)
    table.add_column("Stage", ratio=3)
    table.add_column("Runs", justify="right", no_wrap=True)
    for row in rows:
        style = "" if row.chosen else "dim"
        title = f"{row.title}, {row.place}{'' if row.chosen else ' (not in this scheme)'}"
        table.add_row(Text(title, style=style), Text(row.stage, style=style), Text(row.words, style=style))
    return table
