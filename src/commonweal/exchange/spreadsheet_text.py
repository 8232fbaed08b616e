"""Text that a spreadsheet would take for a formula, marked as text where a file has no types of its own."""

from __future__ import annotations

from typing import Any

# What begins a formula, also in the wide letters of East Asian keyboards; and what a CSV reader skips before one.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_text(value: Any) -> Any:
    """A text for a cell of a CSV file: with an apostrophe before it where a formula would begin."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
