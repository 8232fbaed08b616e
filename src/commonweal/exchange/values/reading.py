"""Reading a table from CSV or Excel: what the file is by its content, and every refusal in one sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from commonweal.exchange.excel.opening import ZIP, refuse_compound
from commonweal.exchange.values.cells import Cell, CellTable, Row, split_headings
from commonweal.record.errors import UnreadableInput

MAXIMUM_BYTES = 20_000_000
MAXIMUM_ROWS = 5_000
SAVE_AS = "Save the table as .xlsx or as CSV (UTF-8)."


def read_table(file: Path, *, sheet: str = "", heading_row: int = 1) -> CellTable:
    """The table of a CSV file, or of one sheet of an .xlsx workbook.

    Raises UnreadableInput for any other file, and for one that is too large, protected, or holds macros.
    """
    content = _content(file)
    refuse_compound(content, str(file), save_as=SAVE_AS)
    if content.startswith(ZIP):
        from commonweal.exchange.values.workbook import read_workbook

        return read_workbook(file, content, sheet=sheet, heading_row=heading_row)
    if file.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers"}:
        raise UnreadableInput("This is no workbook, whatever its name says.", where=str(file), remedy=SAVE_AS)
    if sheet:
        raise UnreadableInput("A CSV file has no sheets.", where=str(file), remedy="Leave --sheet out.")
    return _read_csv(file, content, heading_row)


def _content(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAXIMUM_BYTES:
            raise UnreadableInput(
                f"The file is {size / 1e6:,.0f} MB; a table of values is at most {MAXIMUM_BYTES / 1e6:.0f} MB.",
                where=str(file),
                remedy="Check that this is the file you meant.",
            )
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput("There is no such file.", where=str(file), remedy="Check the path.") from error
    except IsADirectoryError as error:
        raise UnreadableInput("This is a folder, not a file.", where=str(file)) from error
    except OSError as error:
        raise UnreadableInput(f"The file cannot be read ({error.strerror}).", where=str(file)) from error
    if not content.strip():
        raise UnreadableInput("The file is empty.", where=str(file))
    return content


def _read_csv(file: Path, content: bytes, heading_row: int) -> CellTable:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput("The file is not text in UTF-8.", where=str(file), remedy=SAVE_AS) from error
    if "\0" in text:
        raise UnreadableInput("This is neither CSV nor an .xlsx workbook.", where=str(file), remedy=SAVE_AS)
    headings, rows = split_headings(_csv_rows(file, text), heading_row)
    return CellTable(name=file.name, headings=headings, rows=rows)


def _csv_rows(file: Path, text: str) -> Iterator[Row]:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from filled_rows(file, (tuple(map(text_cell, cells)) for cells in reader))
    except csv.Error as error:
        raise UnreadableInput(
            f"This is not CSV: {error}.", where=f"{file}:{reader.line_num}", remedy="Check the quotation marks."
        ) from error


def text_cell(text: str) -> Cell:
    """Text as a cell; what a spreadsheet would compute is refused, not taken as it stands."""
    text = text.strip()
    if text.startswith("="):
        return Cell(trouble="holds a formula: paste its value instead")
    return Cell(value=text or None)


def filled_rows(file: Path, rows: Iterable[tuple[Cell, ...]]) -> Iterator[Row]:
    """The rows that hold something, by their number; a table of too many is refused."""
    filled = 0
    for number, cells in enumerate(rows, start=1):
        if all(cell == Cell() for cell in cells):
            continue
        filled += 1
        if filled > MAXIMUM_ROWS:
            raise UnreadableInput(
                f"The table has more than {MAXIMUM_ROWS:,} rows.", where=str(file), remedy="Split it into several."
            )
        yield Row(number=number, cells=cells)
