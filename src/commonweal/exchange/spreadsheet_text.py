"""Text that a spreadsheet would take for a formula, marked as text where a file has no types of its own."""

from __future__ import annotations

from typing import Any

# What begins a formula, also in the wide letters of East Asian keyboards; and what a CSV reader skips before one.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_text(value: Any) -> Any:
    """A value for a cell of a CSV file: a text that would begin a formula has an apostrophe before it.

    A lone carriage return would end the row, as no CSV writer of ours puts quotation marks about it: it becomes a new
    line, which they do.
    """
    if not isinstance(value, str):
        return value
    marked = f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return marked.replace("\r\n", "\n").replace("\r", "\n")
