"""What template components take: small values that a view fills and a template tag draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

# The kinds of measure, by the engine's names for them.
KINDS: dict[str, Text] = {
    "effort": _("effort"),
    "output": _("output"),
    "learning": _("learning"),
    "outcome": _("outcome"),
    "capability": _("capability"),
    "impact": _("impact"),
}
# Who says so, by the engine's names; the three must never look alike.
MARKS: dict[str, Text] = {
    "law": pgettext_lazy("who says so", "law"),
    "guidance": pgettext_lazy("who says so", "guidance"),
    "judgement": pgettext_lazy("who says so", "our judgement"),
}
# Confidence is shown where it is below primary; that a judgement is one, its marker says already.
CONFIDENCES: dict[str, Text] = {
    "secondary": _("reported by others, not read in the official text"),
    "recalled": _("from general knowledge, to be verified"),
}
# Short words for the factors of fit, by the engine's names.
FACTORS: dict[str, Text] = {
    "relevance": _("relates"),
    "observability": _("in time"),
    "influence": _("in its hands"),
    "signal": _("good from poor"),
    "meaning": _("means value"),
}
CHANGE = pgettext_lazy("link beside an answer", "Change")
COLOURS = ("", "grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow", "decide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a task stands. Without a colour it is plain text, as done tasks are: what needs work stands out."""

    text: Text
    colour: str = ""

    def __post_init__(self) -> None:
        if self.colour not in COLOURS:
            raise ValueError(f"A tag has one of the colours {', '.join(COLOURS[1:])}, not {self.colour}.")


DONE = Status(text=pgettext_lazy("status of a task", "Completed"))
IN_PROGRESS = Status(text=pgettext_lazy("status of a task", "In progress"), colour="teal")
NOT_STARTED = Status(text=pgettext_lazy("status of a task", "Not yet started"), colour="blue")
CANNOT_START = Status(text=pgettext_lazy("status of a task", "Cannot start yet"))
NEEDS_DECISION = Status(text=pgettext_lazy("status of a task", "Needs your decision"), colour="decide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of a task list. Without an address it cannot be opened yet; the hint says why."""

    name: Text
    status: Status
    url: str = ""
    hint: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A link beside an answer. `about` finishes the link for those who hear it alone: 'Change estimated value'."""

    url: str
    about: Text
    text: Text = CHANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One row of a summary list. Several values are shown as lines of their own."""

    key: Text
    value: Any
    actions: Sequence[Action] = ()

    @property
    def lines(self) -> Sequence[Any]:
        return self.value if isinstance(self.value, list | tuple) else (self.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; its unit stands in the header, never in the cells."""

    title: Text
    unit: Text = ""
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption. The first cell of a row names the row; numbers stand to the right.

    Where it is to `stack`, a narrow screen shows each row as a list with the columns' titles.
    """

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    foot: Sequence[Any] = ()
    size: str = "m"
    dense: bool = False
    stack: bool = False

    @property
    def cells(self) -> list[list[tuple[Column, Any]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def foot_cells(self) -> list[tuple[Column, Any]]:
        return list(zip(self.columns, self.foot, strict=True)) if self.foot else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The weighting that one kind of measure carries, as a published percentage."""

    kind: str
    weighting: Decimal

    @property
    def word(self) -> Text:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Where a weight's area stands in its bar, as numbers that an SVG reads."""

    kind: str
    x: str
    width: str


def lay_out(weights: Sequence[Weight]) -> list[Strip]:
    """Areas side by side over the whole bar, in the order given."""
    total = sum((weight.weighting for weight in weights), Decimal(0))
    strips: list[Strip] = []
    start = Decimal(0)
    for weight in weights:
        width = weight.weighting * 100 / total if total else Decimal(0)
        strips.append(Strip(kind=weight.kind, x=_svg(start), width=_svg(width)))
        start += width
    return strips


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says so, where no source of the engine is at hand; the engine's own have the same names."""

    kind: str
    title: Text
    confidence: str
    where: Text = ""
    url: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One factor of fit from 0 to 1, and the least that lets a criterion be chosen here."""

    name: str
    share: Decimal | float
    least: Decimal | float | None = None
    borderline: bool = False
    because: Text = ""
    word: Text = field(default="")

    @property
    def said(self) -> Text:
        return self.word or FACTORS[self.name]

    @property
    def percent(self) -> int:
        return int((Decimal(str(self.share)) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @property
    def width(self) -> str:
        return _svg(Decimal(str(self.share)) * 100)

    @property
    def least_at(self) -> str:
        return "" if self.least is None else _svg(Decimal(str(self.least)) * 100)


def _svg(value: Decimal) -> str:
    """A number for an attribute: a point whatever the language, and no more figures than can be seen."""
    return f"{value.quantize(Decimal('0.01')):f}"
