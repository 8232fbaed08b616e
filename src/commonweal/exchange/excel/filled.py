"""A workbook of ours that somebody has filled in, read by the ids of its rows. Nothing is computed or followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from commonweal.exchange.excel.book import cell_name
from commonweal.exchange.excel.identity import IDENTITY_SHEET, TEMPLATE_VERSION
from commonweal.exchange.excel.opening import (
    SPREADSHEET,
    ZIP,
    Limits,
    load,
    look_inside,
    reading,
    refuse_compound,
    walk_xml,
)
from commonweal.exchange.excel.preview import Trouble
from commonweal.record.errors import UnreadableInput
from commonweal.record.finding import Severity
from commonweal.record.text import CONTROLS, visible

MAXIMUM_BYTES = 10_000_000
MAXIMUM_ROWS, MAXIMUM_COLUMNS, MAXIMUM_SHEETS, MAXIMUM_ID = 20_000, 40, 500, 300
LIMITS = Limits(
    what="a filled template", unpacked=60_000_000, strings=20_000_000, entries=1_500, ratio=200, links=False
)
SAVE_AS = "Send the template itself, saved as .xlsx."
KIND_WORDS = {"evaluation-model": "an evaluation model", "response-template": "a response template"}
_ROW = f"{SPREADSHEET}row"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A row with an id: where it stands now, and its cells as they lie in the file."""

    sheet: str
    number: int
    cells: tuple[Any, ...]


@dataclass(slots=True, kw_only=True)
class Filled:
    """The rows of a filled workbook by id, and the faults found so far, in the order of the file."""

    file: str
    digest: str
    ids: frozenset[str]
    rows: Mapping[str, FoundRow]
    troubles: list[Trouble] = field(default_factory=list)

    def fault(self, row: FoundRow, column: int, message: str, remedy: str, *, warn: bool = False) -> None:
        self.say(row.sheet, cell_name(row.number - 1, column), message, remedy, warn=warn)

    def say(self, sheet: str, cell: str, message: str, remedy: str, *, warn: bool = False) -> None:
        severity = Severity.WARNING if warn else Severity.BLOCKING
        self.troubles.append(Trouble(severity=severity, sheet=sheet, cell=cell, message=message, remedy=remedy))

    def raw(self, row: FoundRow, column: int) -> str:
        """What a cell shows, for comparing; no faults are looked for."""
        value = row.cells[column].value if column < len(row.cells) else None
        return "" if value is None else str(value)

    def text(self, row: FoundRow, column: int, *, longest: int) -> str:
        """The text of a cell; empty, with a fault told, where it cannot be taken."""
        value = self._value(row, column)
        if value is None:
            return ""
        said = str(value).replace("\r\n", "\n").strip()
        if CONTROLS.search(said):
            self.fault(row, column, "It holds a character that is not seen.", "Take it out: type the text anew.")
            return visible(said)[:longest]
        if len(said) > longest:
            self.fault(row, column, f"It has {len(said):,} characters.", f"Keep to {longest:,} in one cell.")
            return said[:longest]
        return said

    def number(self, row: FoundRow, column: int, *, unit: str) -> Decimal | None:
        """The number of a cell; None where it is empty, or with a fault told where it is none."""
        value = self._value(row, column)
        if value is None or isinstance(value, Decimal):
            return value
        try:
            found = Decimal(str(value).strip().replace(",", ""))
        except ArithmeticError:
            found = Decimal("NaN")
        if found.is_finite() and abs(found) < 10**15:
            return found
        shown = visible(str(value).strip())[:40]
        self.fault(row, column, f"‘{shown}’ is not a number.", f"Give a number only, in {unit}.")
        return None

    def _value(self, row: FoundRow, column: int) -> str | Decimal | None:
        cell = row.cells[column] if column < len(row.cells) else None
        value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
        if value is None:
            return None
        if kind == "f":
            self.fault(row, column, "It holds a formula.", "Paste its value instead.")
        elif kind == "e":
            self.fault(row, column, "It holds an error of the spreadsheet.", "Enter the value itself.")
        elif kind == "d":
            self.fault(row, column, "It holds a date.", "Enter text, or a number without a date format.")
        elif isinstance(value, bool):
            self.fault(row, column, "It holds true or false.", "Enter text or a number.")
        elif isinstance(value, int | float):
            return Decimal(repr(value))
        else:
            return str(value)
        return None


def open_filled(file: Path | bytes, *, kind: str, name: str = "") -> Filled:
    """The filled workbook. Raises UnreadableInput, in one sentence, for what is no such workbook or does harm."""
    where = name or (str(file) if isinstance(file, Path) else "the file")
    content = _content(file, where)
    refuse_compound(content, where, save_as=SAVE_AS)
    if not content.startswith(ZIP):
        raise UnreadableInput("This is no .xlsx workbook.", where=where, remedy=SAVE_AS)
    look_inside(content, where, LIMITS, save_as=SAVE_AS)
    with reading(where):
        _refuse_many_rows(content, where)
        sheets = load(content).worksheets
        if len(sheets) > MAXIMUM_SHEETS:
            raise UnreadableInput(f"The workbook has {len(sheets)} sheets.", where=where, remedy=SAVE_AS)
        facts = _identity(sheets)
        rows, twice = _rows(sheets)
    _check_kind(facts, rows, kind, where)
    filled = Filled(file=where, digest=facts.get("digest", [""])[0], ids=frozenset(facts.get("id", ())), rows=rows)
    for row in twice:
        filled.fault(row, 1, "This row stands twice.", "Remove the copy: the first one is read.", warn=True)
    return filled


def _content(file: Path | bytes, where: str) -> bytes:
    size = len(file) if isinstance(file, bytes) else _size(file)
    if size > MAXIMUM_BYTES:
        raise UnreadableInput(
            f"The file is {size / 1e6:,.0f} MB; a filled template is at most {MAXIMUM_BYTES / 1e6:.0f} MB.",
            where=where,
            remedy="Check that this is the file you meant.",
        )
    if not size:
        raise UnreadableInput("The file is empty.", where=where, remedy=SAVE_AS)
    return file if isinstance(file, bytes) else file.read_bytes()


def _size(file: Path) -> int:
    if file.is_dir():
        raise UnreadableInput("This is a folder, not a file.", where=str(file))
    try:
        return file.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableInput("There is no such file.", where=str(file), remedy="Check the path.") from error
    except OSError as error:
        raise UnreadableInput(f"The file cannot be read ({error.strerror}).", where=str(file)) from error


def _refuse_many_rows(content: bytes, where: str) -> None:
    """All XML is read once before any cell is: for its traps, and for sheets of more rows than anybody fills."""
    count, part = 0, ""
    for name, element in walk_xml(content):
        if name != part:
            count, part = 0, name
        count += element.tag == _ROW
        if count > MAXIMUM_ROWS:
            raise UnreadableInput(
                f"A sheet of the workbook has more than {MAXIMUM_ROWS:,} rows.", where=where, remedy=SAVE_AS
            )


def _identity(sheets: list[Any]) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    for sheet in sheets:
        if sheet.title == IDENTITY_SHEET:
            for cells in _bounded(sheet):
                if len(cells) > 1 and cells[0].value is not None:
                    facts.setdefault(str(cells[0].value), []).append(str(cells[1].value))
    return facts


def _rows(sheets: list[Any]) -> tuple[dict[str, FoundRow], list[FoundRow]]:
    """Every row whose first cell holds an id of ours, wherever its sheet now stands, and those that stand twice."""
    found: dict[str, FoundRow] = {}
    twice = []
    for sheet in sheets:
        if sheet.title == IDENTITY_SHEET:
            continue
        for number, cells in enumerate(_bounded(sheet), start=1):
            row_id = cells[0].value if cells else None
            if isinstance(row_id, str) and 0 < len(row_id) <= MAXIMUM_ID:
                row = FoundRow(sheet=visible(sheet.title), number=number, cells=cells)
                if row_id in found:
                    twice.append(row)
                else:
                    found[row_id] = row
    return found, twice


def _bounded(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a workbook says of its own size is not to be trusted
    yield from sheet.iter_rows(max_row=MAXIMUM_ROWS, max_col=MAXIMUM_COLUMNS)


def _check_kind(facts: Mapping[str, list[str]], rows: Mapping[str, FoundRow], kind: str, where: str) -> None:
    said = facts.get("kind", [""])[0]
    if said != kind and (said or not rows):
        other = KIND_WORDS.get(said, "another workbook")
        raise UnreadableInput(f"This is {other}, not {KIND_WORDS[kind]} of Commonweal.", where=where, remedy=SAVE_AS)
    version = facts.get("version", [str(TEMPLATE_VERSION)])[0]
    if version != str(TEMPLATE_VERSION):
        raise UnreadableInput(
            f"The template is of version {visible(version)[:20]}, and this program reads version {TEMPLATE_VERSION}.",
            where=where,
            remedy="Write the template anew, or use the program that wrote it.",
        )


def check_digest(filled: Filled, digest: str) -> None:
    """A fault where the workbook was made from another scheme, or no longer says from which."""
    if not filled.digest:
        filled.say("the workbook", "", "It no longer says which scheme it was made from.", "Use the template as sent.")
    elif filled.digest != digest:
        filled.say(
            "the workbook",
            "",
            f"It was made from the scheme {visible(filled.digest)[:16]}, not from {digest[:16]}.",
            "Take the template of this scheme, and copy the answers over.",
        )
