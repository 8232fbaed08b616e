"""Which column of a user's table holds what: from the command line or from a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from commonweal.exchange.values.cells import CellTable, column_letters
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import read_yaml
from commonweal.quantities import SocialTerm
from commonweal.record.errors import MisuseError, UnreadableInput

FIRST_YEAR, LAST_YEAR = 1990, 2100
NEEDED = ("unit", "value")
TERMS = {term.value: term for term in SocialTerm}
AMOUNTS = ("value", "low", "high")
_LIKE_AN_AMOUNT = re.compile(r"[£$€]\s*\d|\d[.,]\d|^\W*\d+\W*$")
SHOWN = ("id", "title", "unit", "source", "note", "price-year")
FIELDS = ("id", "title", "unit", "value", "low", "high", "price-year", "source", "note", *TERMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Columns by field, each named by its heading or its letters; and what holds for every row.

    The additionality terms (deadweight …) are yes or no: whether the publisher has already taken them off.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    heading_row: int = 1
    price_year: int | None = None

    def __post_init__(self) -> None:
        unknown = next((name for name in self.columns if name not in FIELDS), None)
        if unknown is not None:
            raise MisuseError(f"A column cannot be mapped to '{unknown}'.", remedy=f"Fields are {', '.join(FIELDS)}.")
        if self.price_year is not None and not FIRST_YEAR <= self.price_year <= LAST_YEAR:
            raise MisuseError("The price year is one such as 2024.")
        if self.heading_row < 1:
            raise MisuseError("The heading row is 1 or a later one.")


def read_mapping(file: Path) -> ColumnMapping:
    """A mapping file: columns, sheet, heading_row, price_year."""
    read = read_yaml(file)
    return convert(read.data, ColumnMapping, file=read)


def parse_pairs(pairs: Iterable[str]) -> dict[str, str]:
    """FIELD=COLUMN, as given on the command line."""
    columns = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or not name.strip() or not column.strip():
            raise MisuseError(f"'{pair}' is no mapping.", remedy="Write --map unit=Unit, or --map unit=C.")
        if name.strip() in columns:
            raise MisuseError(f"The field '{name.strip()}' is mapped twice.", remedy="Keep one of them.")
        columns[name.strip()] = column.strip()
    return columns


def place_columns(mapping: ColumnMapping, table: CellTable) -> dict[str, int]:
    """The index of each mapped column. A column that is not there, or is there twice, is refused."""
    missing = [name for name in NEEDED if name not in mapping.columns]
    if not {"id", "title"} & set(mapping.columns):
        missing.append("title")
    listed = ", ".join(_readable_headings(table)) or "none"
    if missing:
        raise MisuseError(
            f"No column is mapped to {' and '.join(missing)}.",
            remedy=f"Add --map {missing[0]}=…; headings are {listed}.",
        )
    places = {name: _place(column, table, listed) for name, column in mapping.columns.items()}
    _keep_amounts_apart(places)
    return places


def _readable_headings(table: CellTable) -> list[str]:
    """The headings as they may be told: where the heading row is wrongly chosen it holds amounts, which may not."""
    return [
        f"column {column_letters(index)}" if _LIKE_AN_AMOUNT.search(heading) else heading
        for index, heading in enumerate(table.headings)
        if heading
    ]


def _keep_amounts_apart(places: Mapping[str, int]) -> None:
    """A column of amounts is mapped to no field that is shown: the amounts would leave the pack with it."""
    for name in SHOWN:
        for amount in AMOUNTS:
            if name in places and places[name] == places.get(amount):
                raise MisuseError(
                    f"One column is mapped to both {amount} and {name}, and what {name} holds is shown.",
                    remedy=f"Map {name} to a column of its own.",
                )


def _place(column: str, table: CellTable, listed: str) -> int:
    wanted = " ".join(column.split()).casefold()
    found = [index for index, heading in enumerate(table.headings) if heading.casefold() == wanted]
    if not found:
        found = [index for index in range(len(table.headings)) if column_letters(index).casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        letters = " and ".join(map(column_letters, found))
        raise UnreadableInput(
            f"The heading '{column}' stands twice, in columns {letters}.", where=table.name, remedy="Map it by letter."
        )
    merged = f" Cells {table.merged[0]} are merged, which hides headings: unmerge them." if table.merged else ""
    raise UnreadableInput(f"There is no column '{column}'.", where=table.name, remedy=f"Headings are {listed}.{merged}")
