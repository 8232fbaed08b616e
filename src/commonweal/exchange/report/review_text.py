"""A review in a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE, SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.exchange.report.console import make_console, page_console
from commonweal.exchange.report.review_bids import BidsView, BidView
from commonweal.exchange.report.review_sides import GOES, STAYS, LineView, SideView
from commonweal.exchange.report.review_view import FindingView, ReviewView
from commonweal.exchange.report.text import bars_text, sources_text

_VERDICT_STYLES = {STAYS: "green", GOES: "yellow"}
_FOOT = "A reading of one public document: prompts for a person, neither a verdict on anybody nor legal advice."


def print_review(view: ReviewView) -> None:
    make_console().print(_review(view))


def review_text(view: ReviewView) -> str:
    """The terminal review as plain text."""
    stream = io.StringIO()
    page_console(stream).print(_review(view))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _review(view: ReviewView) -> Group:
    parts: list[RenderableType] = [
        Text(view.title, style="bold"),
        Text(f"{view.authority}.", style="dim"),
        Text(""),
        Text(view.sentence, style="bold"),
    ]
    if view.fits:
        parts.append(Text(f"What would fit: {view.fits}", style="bold"))
    parts += [_heading("What the notice says"), _facts(view)]
    if view.findings:
        parts += [_heading("What is remarked, the most harmful first"), *_findings(view.findings)]
    if view.bids:
        parts += [_heading("How this would be bid for"), *_bids(view.bids)]
    if view.sides:
        parts += [_heading("Side by side"), _sides(view.sides, view.fits_head)]
    if view.kpis and not view.sides:
        parts += [_heading("KPIs that it describes"), *_kpis(view)]
    parts += _around(view)
    parts.append(Text(f"\n{_FOOT}", style="dim"))
    return Group(*parts)


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold cyan")


def _around(view: ReviewView) -> Iterable[RenderableType]:
    """What stands beside the two sides: other lots, other options, what is missing, what could not be read."""
    if view.more_lots:
        yield Text(f"{view.more_lots} more sets of criteria are left out here; --json has them all.", style="dim")
    for name, sentence in view.other_options:
        yield Padding(Text.assemble((f"{name}: ", "bold"), sentence), (0, 0, 0, 2))
    if view.no_proposal:
        yield Padding(Text(f"No scheme is proposed: {view.no_proposal}"), (0, 0, 0, 2))
    if view.warnings:
        yield _heading("What could not be read")
        for warning in view.warnings:
            yield Padding(Text(warning), (0, 0, 0, 2))


def _kpis(view: ReviewView) -> Iterable[RenderableType]:
    for title, more, every in view.kpis:
        text = Text(title)
        text.append(f"  {every}" if every else "", style="dim")
        text.append(f"  {more}" if more else "", style="dim")
        yield Padding(text, (0, 0, 0, 2))


def _facts(view: ReviewView) -> Table:
    table = Table(box=SIMPLE, pad_edge=False, show_header=False, padding=(0, 1))
    table.add_column(min_width=9, max_width=12)
    table.add_column(ratio=1)
    for each in view.facts:
        text = Text(each.fact.value)
        text.append(f"  {each.how}", style="dim")
        if each.fact.because:
            text.append(f". {each.fact.because}", style="dim")
        table.add_row(Text(each.fact.subject, style="bold"), text)
    return table


def _findings(findings: Sequence[FindingView]) -> Iterable[RenderableType]:
    for number, each in enumerate(findings, start=1):
        title = Text(f"{number}. {each.title}", style="bold yellow" if each.asks else "bold")
        title.append(f"  {each.finding.code}" + ("" if each.asks else ", for information"), style="dim")
        yield Padding(title, (0, 0, 0, 2))
        yield Padding(Text(each.finding.message), (0, 0, 0, 5))
        yield Padding(Text(each.finding.remedy, style="dim"), (0, 0, 0, 5))
        yield Padding(sources_text(each.sources), (0, 0, 0, 5))


def _bids(bids: BidsView) -> Iterable[RenderableType]:
    if bids.none:
        yield Padding(Text(bids.none), (0, 0, 0, 2))
    for lot in bids.lots:
        yield from _bid(lot)
    if bids.price:
        yield Padding(Text(bids.price), (0, 0, 0, 2))


def _bid(lot: BidView) -> Iterable[RenderableType]:
    if lot.title:
        yield Padding(Text(lot.title, style="dim"), (0, 0, 0, 2))
    yield Padding(Text(lot.sentence, style="bold"), (0, 0, 0, 2))
    yield Padding(Text(lot.against), (0, 0, 0, 2))
    for number, each in enumerate(lot.leaks, start=1):
        yield Padding(Text.assemble(f"{number}. {each.finding}", (f" {each.takes}", "dim")), (0, 0, 0, 2))
        for words in filter(None, (each.because, each.mend)):
            yield Padding(Text(words, style="dim"), (0, 0, 0, 5))
    if lot.more_leaks:
        yield Padding(Text(f"{lot.more_leaks} more are left out here; --json has them all.", style="dim"), (0, 0, 0, 2))
    yield Padding(Text(f"Not known: {' '.join(lot.unknown)}", style="dim"), (0, 0, 0, 2))


def _sides(sides: Sequence[SideView], head: str) -> Table:
    """A row a part of the marks; the notice on the left, what would fit on the right."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_lines=True, padding=(0, 1), expand=True)
    table.add_column("", style="bold", max_width=11)
    table.add_column("The notice asks", ratio=1)
    table.add_column(head, ratio=1)
    for side in sides:
        table.add_row(side.part, _lines(side.asks), _lines(side.fits))
    return table


def _lines(lines: Sequence[LineView]) -> Group:
    if not lines:
        return Group(Text("–", style="dim"))
    shown: list[RenderableType] = []
    for line in lines:
        text = Text(line.title)
        if line.weighting:
            text.append(f"  {line.weighting}", style="bold")
        if line.place:
            text.append(f"  {line.place}", style="dim")
        shown.append(text)
        if line.verdict:
            shown.append(Padding(Text(line.verdict, style=_VERDICT_STYLES.get(line.verdict, "dim")), (0, 0, 0, 2)))
        shown += [Padding(Text(each, style="dim"), (0, 0, 0, 2)) for each in line.why]
        if line.bars:
            shown.append(Padding(bars_text(line.bars), (0, 0, 0, 2)))
    return Group(*shown)
