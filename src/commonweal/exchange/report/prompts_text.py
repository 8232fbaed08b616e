"""Prompts for the contract and the notice in a terminal."""

from __future__ import annotations

import io

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.exchange.report.cards import source_views
from commonweal.exchange.report.console import make_console, page_console
from commonweal.exchange.report.prompts import INTRODUCTION, TITLE, Annex, HelpedCheck, PromptView
from commonweal.exchange.report.text import SIGNS


def print_annex(annex: Annex, *, title: str, of: str) -> None:
    make_console().print(_annex(annex, title=title, of=of))


def annex_text(annex: Annex, *, title: str, of: str) -> str:
    """The same as plain text."""
    stream = io.StringIO()
    page_console(stream).print(_annex(annex, title=title, of=of))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _annex(annex: Annex, *, title: str, of: str) -> Group:
    parts: list[RenderableType] = [
        Text(TITLE, style="bold"),
        Text(f"{title}: {of}.", style="dim"),
        Text(""),
        Text(INTRODUCTION if annex.count else "This case calls for no prompt."),
    ]
    if annex.remark:
        parts.append(Text(annex.remark))
    for subject, prompts in annex.groups:
        parts += [Text(f"\n{subject}", style="bold underline")]
        for each in prompts:
            parts += [Text(""), *_prompt(each, annex)]
    if annex.lists:
        parts.append(Text("\nFrom this case", style="bold underline"))
    for heading, lines in annex.lists:
        parts.append(Text(f"\n{heading}", style="bold"))
        parts += [Padding(_bullet(line), (0, 0, 0, 2)) for line in lines]
    return Group(*parts)


def _prompt(view: PromptView, annex: Annex) -> list[RenderableType]:
    prompt = view.called.prompt
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, width=15)
    table.add_column()
    rows: list[tuple[str, RenderableType]] = [
        ("In the contract", Text(view.called.contract)),
        (annex.told if annex.told == "In the notice" else "Told to bidders", Text(view.called.notice)),
        ("To decide", Group(*(_bullet(each) for each in prompt.decide))),
        ("Why", Text(prompt.why)),
    ]
    if view.see:
        rows.append(("See below", Text(", ".join(view.see), style="dim")))
    if view.checks:
        rows.append(("Helps to meet", Group(*(_check(each) for each in view.checks))))
    for label, words in rows:
        table.add_row(f"[dim]{label}[/dim]", words)
    sources = [
        Text(f"{SIGNS[each.mark]} {each.mark}: {each.text}", style="dim") for each in source_views(prompt.sources)
    ]
    heading = f"[bold]{escape(prompt.title)}[/bold] [dim]{escape(view.called.id)}[/dim]"
    body = Padding(Group(table, *sources, Text(annex.line, style="italic")), (0, 0, 0, 2))
    return [Text.from_markup(heading), body]


def _check(check: HelpedCheck) -> Text:
    answer = f": {check.answer}" if check.answer else ""
    return Text(f"{check.title} ({check.check}){answer}", style="dim")


def _bullet(words: str) -> Table:
    """One line with its wrapped rest under its words."""
    table = Table.grid(padding=(0, 1))
    table.add_row("-", Text(words))
    return table
