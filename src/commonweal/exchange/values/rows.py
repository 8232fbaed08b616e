"""From rows of cells to proxy values. Every fault has its row and column; none repeats what a cell holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.exchange.values.cells import Cell, CellTable, Row, column_index, column_letters
from commonweal.exchange.values.mapping import TERMS, ColumnMapping, place_columns
from commonweal.quantities import ProxyValue, SocialTerm, Span
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source
from commonweal.record.text import CONTROLS

_PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3}){1,4}(\.\d{1,6})?")
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}
MAXIMUM_TEXT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one cell or range, and where: 'row 7, column C'."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadValues:
    """The values of a table by id, and every fault that keeps it from being taken."""

    values: Mapping[str, ProxyValue]
    faults: tuple[Fault, ...]

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value.unit for value in self.values.values()))


class _Refusal(Exception):
    """A cell that cannot be taken; caught where the row is read."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


def read_values(table: CellTable, mapping: ColumnMapping, *, source: Source) -> ReadValues:
    """Every row as a proxy value. A row whose mapped cells are all empty is passed over."""
    places = place_columns(mapping, table)
    values: dict[str, ProxyValue] = {}
    first_at: dict[str, int] = {}
    faults = list(_merged_faults(table, mapping.heading_row, places.values()))
    for row in table.rows:
        cells = {name: row.at(index) for name, index in places.items()}
        if all(cell.value is None and not cell.trouble for cell in cells.values()):
            continue
        try:
            code, value = _value(cells, mapping, source)
            if code in values:
                raise _Refusal("id" if "id" in places else "title", f"stands already in row {first_at[code]}")
        except _Refusal as refusal:
            faults.append(_fault(row, refusal, places))
            continue
        values[code], first_at[code] = value, row.number
    if not values and not faults:
        faults.append(Fault(where=f"below row {mapping.heading_row}", message="there are no rows."))
    return ReadValues(values=values, faults=tuple(faults))


def _fault(row: Row, refusal: _Refusal, places: Mapping[str, int]) -> Fault:
    index = places.get(refusal.field)
    column = f", column {column_letters(index)}" if index is not None else ""
    return Fault(where=f"row {row.number}{column}", message=f"the {refusal.field.replace('-', ' ')} {refusal.message}.")


def _merged_faults(table: CellTable, heading_row: int, columns: Collection[int]) -> Iterator[Fault]:
    """Cells merged in a mapped column, in its heading or below, hide what belongs to which row."""
    for ref in table.merged:
        corners = re.findall(r"([A-Z]{1,3})(\d+)", ref)
        across = [column_index(letters) for letters, _ in corners]
        rows = [int(number) for _, number in corners]
        if rows and max(rows) >= heading_row and any(min(across) <= each <= max(across) for each in columns):
            what = "headings" if min(rows) <= heading_row else "cells"
            yield Fault(where=f"cells {ref}", message=f"the {what} are merged: unmerge and fill them.")


def _value(cells: Mapping[str, Cell], mapping: ColumnMapping, source: Source) -> tuple[str, ProxyValue]:
    title = _text(cells, "title") or _text(cells, "id")
    code = _slug(_text(cells, "id") or title)
    if not code:
        raise _Refusal("id" if "id" in cells else "title", "is missing")
    unit = _text(cells, "unit")
    if not unit:
        raise _Refusal("unit", "is missing")
    central = _number(cells, "value")
    if central is None:
        raise _Refusal("value", "is missing")
    where = _text(cells, "source")
    try:
        value = ProxyValue(
            title=title,
            unit=unit,
            pounds=Span(low=_number(cells, "low"), central=central, high=_number(cells, "high")),
            price_base=_year(cells, mapping.price_year),
            source=Source(kind=source.kind, title=source.title, confidence=source.confidence, where=where),
            net_of=tuple(_net_of(cells)),
            note=_text(cells, "note"),
        )
    except MisuseError as error:
        raise _Refusal("value", "does not lie between its low and its high end, or one end is missing") from error
    return code, value


def _cell(cells: Mapping[str, Cell], name: str) -> Cell:
    cell = cells.get(name, Cell())
    if cell.trouble:
        raise _Refusal(name, cell.trouble)
    return cell


def _text(cells: Mapping[str, Cell], name: str) -> str:
    value = _cell(cells, name).value
    text = "" if value is None else " ".join(str(value).split())
    if CONTROLS.search(text):
        raise _Refusal(name, "holds a character that is not seen")
    if len(text) > MAXIMUM_TEXT:
        raise _Refusal(name, f"is longer than {MAXIMUM_TEXT} characters")
    return text


def _number(cells: Mapping[str, Cell], name: str) -> Decimal | None:
    value = _cell(cells, name).value
    if value is None:
        return None
    text = str(value) if isinstance(value, Decimal) else re.sub(r"[£\s]|GBP", "", value)
    if isinstance(value, Decimal) and value.is_finite() and abs(value) < Decimal(10) ** 15:
        return _rounded(name, value)
    if not _PLAIN.fullmatch(text) and not _GROUPED.fullmatch(text):
        raise _Refusal(name, "is not a number in pounds")
    return Decimal(text.replace(",", ""))


def _rounded(name: str, value: Decimal) -> Decimal:
    """To a millionth of a pound, as a spreadsheet's own numbers carry noise beyond it; none becomes nothing."""
    rounded = round(value, 6).normalize()
    if value and not rounded:
        raise _Refusal(name, "is too small to be an amount in pounds")
    return rounded


def _year(cells: Mapping[str, Cell], of_all: int | None) -> int | None:
    text = _text(cells, "price-year").removesuffix(".0")
    if not text:
        return of_all
    if not re.fullmatch(r"(19[9]\d|20\d\d|2100)", text):
        raise _Refusal("price-year", "is not a year such as 2024")
    return int(text)


def _net_of(cells: Mapping[str, Cell]) -> Iterator[SocialTerm]:
    for name, term in TERMS.items():
        said = _text(cells, name).casefold()
        if said in _YES:
            yield term
        elif said not in _NO:
            raise _Refusal(name, "is neither yes nor no")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:80].strip("-")
