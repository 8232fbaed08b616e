"""A table as it lies in a file: headings and rows of cells, each with its place. No meaning yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

Value = str | Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: text, a number, or nothing. `trouble` says why it cannot be taken: a formula, say."""

    value: Value = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row by its number in the file, the first being 1."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellTable:
    """A table by name, with its headings by column. `merged` are merged ranges, such as A1:C1."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()


def column_letters(index: int) -> str:
    """A, B … Z, AA … by the index of a column, the first being 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The index of a column by its letters: A is 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def split_headings(rows: Iterator[Row], heading_row: int) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The heading row's texts, and every row below it."""
    headings: tuple[str, ...] = ()
    below = []
    for row in rows:
        if row.number == heading_row:
            headings = tuple("" if cell.value is None else " ".join(str(cell.value).split()) for cell in row.cells)
        elif row.number > heading_row:
            below.append(row)
    return headings, tuple(below)
