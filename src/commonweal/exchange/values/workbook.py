"""One sheet of an .xlsx workbook, read row by row. Nothing is computed, and nothing outside the sheet is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from commonweal.exchange.excel.opening import SPREADSHEET, Limits, load, look_inside, reading, walk_xml
from commonweal.exchange.values.cells import Cell, CellTable, Row, split_headings
from commonweal.exchange.values.reading import SAVE_AS, filled_rows, text_cell
from commonweal.record.errors import UnreadableInput

MAXIMUM_UNPACKED = 200_000_000
_MERGE = f"{SPREADSHEET}mergeCell"


def read_workbook(file: Path, content: bytes, *, sheet: str, heading_row: int) -> CellTable:
    """The named sheet, or the only one."""
    look_inside(content, str(file), Limits(unpacked=MAXIMUM_UNPACKED), save_as=SAVE_AS)
    with reading(str(file)):
        merged = _merged(content)
        chosen = _sheet(file, load(content), sheet)
        headings, rows = split_headings(_rows(file, chosen), heading_row)
        path = str(chosen._worksheet_path).lstrip("/")
    return CellTable(
        name=f"{file.name}, sheet {chosen.title}", headings=headings, rows=rows, merged=merged.get(path, ())
    )


def _sheet(file: Path, workbook: Any, name: str) -> Any:
    titles = [sheet.title for sheet in workbook.worksheets]
    listed = ", ".join(titles)
    if name:
        if name not in titles:
            raise UnreadableInput(f"There is no sheet '{name}'.", where=str(file), remedy=f"There are {listed}.")
        return workbook[name]
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if len(shown) != 1:
        raise UnreadableInput(
            f"The workbook has {len(shown)} sheets.", where=str(file), remedy=f"Add --sheet NAME; there are {listed}."
        )
    return shown[0]


def _rows(file: Path, sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a workbook says of its own size is not to be trusted
    rows = (tuple(map(_cell, cells)) for cells in sheet.iter_rows())
    yield from filled_rows(file, rows)


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return Cell()
    if kind == "f":
        return Cell(trouble="holds a formula: paste its value instead")
    if kind == "e":
        return Cell(trouble="holds an error of the spreadsheet")
    if kind == "d":
        return Cell(trouble="holds a date")
    if isinstance(value, bool):
        return Cell(value="yes" if value else "no")
    if isinstance(value, int | float):
        return Cell(value=Decimal(repr(value)))
    return text_cell(str(value))


def _merged(content: bytes) -> dict[str, tuple[str, ...]]:
    """The merged ranges of every sheet, which reading row by row does not tell."""
    found: dict[str, tuple[str, ...]] = {}
    for name, element in walk_xml(content):
        if element.tag == _MERGE:
            found[name] = (*found.get(name, ()), str(element.get("ref", "")))
    return found
