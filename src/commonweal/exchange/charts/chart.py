"""A chart: what it finds, the same in words and as a table, and how it is drawn."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from commonweal.exchange.forecast_report.words import REFUSED, say_number, say_pounds
from commonweal.record.errors import MisuseError

Spec = dict[str, Any]
Cell = Decimal | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How wide a picture is, in pixels, and its letters. A page shows the narrow one where it is itself narrow."""

    name: str
    width: int
    letter: int
    heading: int

    @property
    def narrow(self) -> bool:
        return self.width < 480


WIDE = Size(name="wide", width=640, letter=14, heading=18)
NARROW = Size(name="narrow", width=290, letter=13, heading=15)


class Unit(StrEnum):
    """What the numbers of a column are; the word stands in its heading."""

    TEXT = ""
    POUNDS = "£"
    SHARE = "%"
    NUMBER = "number"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    heading: str
    unit: Unit = Unit.POUNDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers behind a picture, all twelve digits of them. A number that is refused is None."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The rows as a page shows them: at most three significant figures, and 'not known' for what is refused."""
        return tuple(
            tuple(_say(cell, column.unit) for cell, column in zip(row, self.columns, strict=True)) for row in self.rows
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Chart:
    """A picture of a forecast. `title` says the finding, `description` what is to be seen, for those who do not see it.

    `spec` is Vega-Lite, a dict that any viewer of it takes.
    Where there is nothing to draw it is None, and `absent` says why in one sentence.
    """

    name: str
    title: str
    description: str
    spec: Spec | None
    table: Table
    absent: str = ""
    size: Size = WIDE

    def __post_init__(self) -> None:
        if (self.spec is None) == (not self.absent):
            raise MisuseError(f"The chart '{self.name}' is either drawn, or says why not.")
        if self.spec is not None and any(_missing(value) for value in _drawn_values(self.spec)):
            raise MisuseError(f"The chart '{self.name}' would draw a number that is not there.")

    @property
    def spec_text(self) -> str:
        """The spec as JSON, always the same bytes."""
        return json.dumps(self.spec, sort_keys=True, allow_nan=False)

    def __repr__(self) -> str:
        return f"{self.title}\n{self.absent or self.description}"

    def _repr_svg_(self) -> str | None:
        """What a notebook shows; where it cannot be drawn, the words stand alone."""
        from commonweal.exchange.charts.drawing import render_svg

        return render_svg(self) if self.spec is not None else None


def leave_out(name: str, title: str, *, because: str, size: Size) -> Chart:
    """A chart that cannot be drawn, and why."""
    return Chart(
        name=name,
        title=title,
        description=because,
        spec=None,
        table=Table(columns=(), rows=()),
        absent=because,
        size=size,
    )


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def _drawn_values(part: object) -> Iterator[object]:
    """Every value of a row of data, wherever it stands in the spec."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "data" and isinstance(value, Mapping):
                for row in value.get("values", ()):
                    yield from row.values()
            else:
                yield from _drawn_values(value)
    elif isinstance(part, list):
        for each in part:
            yield from _drawn_values(each)


def _say(cell: Cell, unit: Unit) -> str:
    if cell is None:
        return REFUSED
    if isinstance(cell, str):
        return cell
    return SAYINGS[unit](cell)


SAYINGS: dict[Unit, Callable[[Decimal], str]] = {
    Unit.TEXT: str,
    Unit.POUNDS: say_pounds,
    Unit.SHARE: lambda share: f"{share:.0%}",
    Unit.NUMBER: say_number,
    Unit.YEARS: lambda years: f"{years:.1f}".removesuffix(".0"),
}
