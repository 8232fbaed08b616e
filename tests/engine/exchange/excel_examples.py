"""Schemes to make workbooks of, and ways to fill workbooks in as people do: by what stands in their cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from commonweal.design import propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.frameworks import Packs, load_packs
from commonweal.procurement import Case, PriceMethod, Split
from commonweal.scheme.scheme import AwardScheme, Scheme

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").rglob("case.yaml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A scheme with the case and the packs that it was made from."""

    scheme: Scheme
    case: Case
    packs: Packs


def example_name(folder: Path) -> str:
    return "-".join(folder.relative_to(ROOT / "examples").parts)


@cache
def make(name: str, option: str = "balanced") -> Made:
    """A shipped example's scheme."""
    folder = next(each for each in EXAMPLES if example_name(each) == name)
    case, packs = open_case(folder).case, load_packs()
    return Made(scheme=propose_schemes(case, packs=packs).option(option).scheme, case=case, packs=packs)


NAMES = tuple(example_name(each) for each in EXAMPLES)


def with_method(made: Made, method: PriceMethod) -> Made:
    """The same scheme with another price method; under an absolute one, quality takes the weighting of price."""
    return replace(made, scheme=replace(made.scheme, awards=tuple(_award(each, method) for each in made.scheme.awards)))


def _award(award: AwardScheme, method: PriceMethod) -> AwardScheme:
    split = award.split
    if not method.is_absolute:
        return replace(award, split=replace(split, method=method))
    first, *others = award.quality
    whole = Split(price=Decimal(0), quality=split.quality + split.price, social_value=split.social_value, method=method)
    return replace(award, split=whole, quality=(replace(first, weighting=first.weighting + split.price), *others))


def open_book(content: bytes, *, values: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(content), data_only=values)


def save(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows(book: Workbook) -> dict[str, tuple[Any, int]]:
    """Every row with an id, by it: its sheet and its number."""
    return {
        str(sheet.cell(number, 1).value): (sheet, number)
        for sheet in book.worksheets
        if sheet.title != "commonweal"
        for number in range(1, sheet.max_row + 1)
        if sheet.cell(number, 1).value
    }


@lru_cache(maxsize=10_000)
def column(sheet: Any, heading: str) -> int:
    """The column under a heading, as a person would find it."""
    for row in sheet.iter_rows(min_row=1, max_row=40):
        for cell in row:
            if cell.value == heading:
                return int(cell.column)
    raise AssertionError(f"{sheet.title} has no heading {heading!r}.")


def enter(book: Workbook, row_id: str, heading: str, value: Any, *, found: dict[str, tuple[Any, int]]) -> None:
    """Enter a value in the row of that id, under that heading; the cell is one that people may fill in."""
    sheet, number = found[row_id]
    cell = sheet.cell(number, column(sheet, heading))
    assert not cell.protection.locked, f"{sheet.title}!{cell.coordinate} is locked"
    cell.value = value


def formulas(book: Workbook) -> Iterator[tuple[str, str, Any]]:
    """Sheet, cell and cell object of every formula."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, cell
