"""A licensed table before it is imported: what would be read, in the terminal of whoever holds the licence."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from commonweal.exchange.report.console import make_console
from commonweal.exchange.report.parts import say_pounds
from commonweal.exchange.values.rows import ReadValues
from commonweal.record.text import say_list

SHOWN_ROWS, SHOWN_FAULTS = 5, 20


def count_values(read: ReadValues) -> str:
    """'214 values in 9 units'."""
    many, units = len(read.values), len(read.units)
    return f"{many} value{'' if many == 1 else 's'} in {units} unit{'' if units == 1 else 's'}"


def print_preview(read: ReadValues, name: str) -> None:
    """The first rows as they would be read."""
    console = make_console()
    console.print(f"{escape(name)}: {count_values(read)}. Nothing is written.")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("Code", "Title", "Unit", "Amount", "Prices", "Already taken off"):
        table.add_column(heading, overflow="fold")
    for code, value in list(read.values.items())[:SHOWN_ROWS]:
        prices = str(value.price_base) if value.price_base else "no year"
        net = say_list([term.value for term in value.net_of]) or "nothing"
        table.add_row(escape(code), escape(value.title), escape(value.unit), say_pounds(value.pounds), prices, net)
    if read.values:
        console.print(table)
    if len(read.values) > SHOWN_ROWS:
        console.print(f"… and {len(read.values) - SHOWN_ROWS} more.")


def fault_lines(read: ReadValues) -> tuple[str, ...]:
    """One sentence a fault; the first twenty, and how many more."""
    lines = [str(fault) for fault in read.faults[:SHOWN_FAULTS]]
    more = len(read.faults) - SHOWN_FAULTS
    return (*lines, *([f"… and {more} more."] if more > 0 else []))
