"""One sheet of an .xlsx workbook, read row by row. Nothing is computed, and nothing outside the sheet is looked at."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from commonweal.exchange.values.cells import Cell, CellTable, Row, split_headings
from commonweal.exchange.values.reading import filled_rows, text_cell
from commonweal.record.errors import UnreadableInput

MAXIMUM_UNPACKED = 200_000_000
# What a damaged workbook makes its reader raise; a ParseError of its XML is a SyntaxError.
DAMAGED = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    OSError,
    EOFError,
    RuntimeError,  # a member that says it is encrypted, or packed in an unknown way
    zipfile.BadZipFile,
    zlib.error,
)
_MERGE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"


def read_workbook(file: Path, content: bytes, *, sheet: str, heading_row: int) -> CellTable:
    """The named sheet, or the only one."""
    from defusedxml import DefusedXmlException
    from openpyxl import load_workbook

    _look_inside(file, content)
    try:
        merged = _merged(content)
        with warnings.catch_warnings():  # of what it leaves aside: styles, drop-down lists
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            chosen = _sheet(file, workbook, sheet)
            headings, rows = split_headings(_rows(file, chosen), heading_row)
        path = str(chosen._worksheet_path).lstrip("/")
    except DefusedXmlException as error:
        raise UnreadableInput(
            "The workbook holds XML that is made to do harm, and is not read.", where=str(file)
        ) from error
    except UnreadableInput:
        raise
    except DAMAGED as error:
        raise UnreadableInput(
            "The workbook is damaged and cannot be read.", where=str(file), remedy="Open it and save it anew."
        ) from error
    return CellTable(
        name=f"{file.name}, sheet {chosen.title}", headings=headings, rows=rows, merged=merged.get(path, ())
    )


def _look_inside(file: Path, content: bytes) -> None:
    """What the workbook is made of, before any of it is unpacked."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise UnreadableInput(
            "The workbook is damaged and cannot be read.", where=str(file), remedy="Open it and save it anew."
        ) from error
    names = {member.filename for member in members}
    if any(name.endswith("vbaProject.bin") for name in names) or file.suffix.lower() == ".xlsm":
        raise UnreadableInput(
            "The workbook holds macros.", where=str(file), remedy="Save a copy as .xlsx, without them."
        )
    if "xl/workbook.xml" not in names:
        raise UnreadableInput(
            "This is a zip, but no .xlsx workbook.",
            where=str(file),
            remedy="Save the table as .xlsx or as CSV (UTF-8).",
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAXIMUM_UNPACKED:
        raise UnreadableInput(
            f"The workbook unpacks to {unpacked / 1e6:,.0f} MB; a table of values is far smaller.",
            where=str(file),
            remedy="Check that this is the file you meant.",
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
    """The merged ranges of every sheet, which reading row by row does not tell.

    It reads all XML of the workbook first, and refuses entities and document types: what reads the cells would not.
    """
    from defusedxml.ElementTree import iterparse

    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as stream:
                    elements = (element for _, element in iterparse(stream, forbid_dtd=True))
                    found[name] = tuple(_merged_ranges(elements))
    return found


def _merged_ranges(elements: Iterator[Any]) -> Iterator[str]:
    for element in elements:
        if element.tag == _MERGE:
            yield str(element.get("ref", ""))
        element.clear()
