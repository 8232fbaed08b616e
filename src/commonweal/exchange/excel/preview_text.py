"""The preview of a filled response: in the terminal, and as plain data."""

from __future__ import annotations

from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commonweal.exchange.excel.preview import ReadAnswer, ReadCommitment, ResponsePreview, Trouble
from commonweal.exchange.report.console import make_console
from commonweal.exchange.report.data import jsonable
from commonweal.record.digest import plain_decimal
from commonweal.record.finding import Severity
from commonweal.record.text import visible


def print_response(preview: ResponsePreview) -> None:
    """What was read, row by row, then every fault with its cell."""
    console = make_console()
    who = preview.bidder or "A bidder without a name"
    console.print(Text(f"{who}{preview.lot and f', {preview.lot}'}: {say_response(preview)}", style="bold"))
    console.print(_answers(preview))
    if preview.commitments:
        console.print(_commitments(preview))
    _print_stops(preview, console)
    _print_troubles(preview.troubles, console)


def say_response(preview: ResponsePreview) -> str:
    """One sentence: how much was read, and how much is to mend."""
    answered = sum(bool(each.paragraphs) for each in preview.answers)
    given = sum(each.given for each in preview.commitments)
    blocking = len(preview.blocking)
    mend = "nothing to mend" if not blocking else f"{blocking} thing{'s' * (blocking > 1)} to mend"
    return (
        f"{answered} of {len(preview.answers)} questions answered, {given} of {len(preview.commitments)} commitments "
        f"given, {mend}."
    )


def _answers(preview: ResponsePreview) -> Table:
    table = Table(box=SIMPLE_HEAD, title="Answers", title_justify="left", title_style="bold")
    table.add_column("Question", ratio=3)
    table.add_column("Words", justify="right", no_wrap=True)
    table.add_column("Limit", justify="right", no_wrap=True)
    table.add_column("Begins", ratio=5)
    for each in preview.answers:
        over = each.limit is not None and each.words > each.limit
        words = Text(str(each.words), style="bold red" if over else "")
        table.add_row(Text(each.title), words, str(each.limit or "none"), Text(_begins(each)))
    return table


def _begins(answer: ReadAnswer) -> str:
    text = " ".join(visible(answer.text).split())
    if not text:
        return "no answer"
    return text if len(text) <= 70 else f"{text[:70].rsplit(' ', 1)[0]}…"


def _commitments(preview: ResponsePreview) -> Table:
    table = Table(box=SIMPLE_HEAD, title="Commitments", title_justify="left", title_style="bold")
    for head, ratio in (("Stage", 2), ("KPI", 4), ("Unit", 2)):
        table.add_column(head, ratio=ratio)
    table.add_column("Range", no_wrap=True)
    table.add_column("Caused here", justify="right", no_wrap=True)
    for each in preview.commitments:
        share = "" if each.caused_share is None else f"{each.caused_share:.0%}"
        table.add_row(Text(each.stage), Text(each.title), Text(each.unit), _range(each), share)
    return table


def _range(each: ReadCommitment) -> str:
    if not each.given:
        return "not given"
    low, likely, high = ("?" if value is None else plain_decimal(value) for value in (each.low, each.likely, each.high))
    return f"{low} to {high}, likely {likely}"


def _print_stops(preview: ResponsePreview, console: Console) -> None:
    said = sum(bool(each.kept) for each in preview.stops)
    console.print(f"If it stops: said for {said} of {len(preview.stops)} stages.")


def _print_troubles(troubles: tuple[Trouble, ...], console: Console) -> None:
    if not troubles:
        console.print("Nothing to mend.")
        return
    table = Table(box=SIMPLE_HEAD, title="To mend", title_justify="left", title_style="bold")
    table.add_column("Where", ratio=2)
    table.add_column("What, and what to do", ratio=6)
    for each in sorted(troubles, key=lambda trouble: trouble.severity.rank):
        first = Text("note ", style="bold") if each.severity is Severity.WARNING else Text("mend ", style="bold red")
        table.add_row(Text(each.where), first + Text(f"{each.message} {each.remedy}"))
    console.print(table)


def response_data(preview: ResponsePreview) -> dict[str, Any]:
    """Everything as plain data, numbers as text so that none is rounded."""
    data: dict[str, Any] = jsonable(
        {
            "file": preview.file,
            "scheme_digest": preview.digest,
            "bidder": preview.bidder,
            "lot": preview.lot,
            "answers": [_answer_data(each) for each in preview.answers],
            "commitments": [_fields(each) for each in preview.commitments],
            "stops": [_fields(each) for each in preview.stops],
            "troubles": [_fields(each) | {"severity": each.severity.value} for each in preview.troubles],
        }
    )
    return data


def _answer_data(answer: ReadAnswer) -> dict[str, Any]:
    lists = {"paragraphs": list(answer.paragraphs), "evidence": list(answer.evidence)}
    return _fields(answer) | lists | {"words": answer.words}


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}
