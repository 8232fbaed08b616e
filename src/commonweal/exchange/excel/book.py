"""A workbook in our look: written with XlsxWriter, equal input giving equal bytes, text never taken for a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from textwrap import wrap
from typing import Any

from commonweal.exchange.excel.look import STYLES
from commonweal.exchange.spreadsheet_text import FORMULA_STARTS
from commonweal.record.errors import MisuseError
from commonweal.record.text import visible

# A day like any other, so that no clock enters the file.
CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's own dates have no zone
LONGEST_TEXT = 32_767
HIGHEST_ROW = 409.0
ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True}
_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]+")

Value = str | int | Decimal | None


def _cut(text: str) -> str:
    """At the end of a word, and before a bracket that would stay open."""
    short = text[:32].rpartition(" ")[0] or text[:31]
    before, bracket, inside = short.rpartition("(")
    return before.rstrip() if bracket and ")" not in inside and before.strip() else short


def sheet_name(text: str, taken: Iterable[str] = ()) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, no apostrophe at an end, and not taken."""
    clean = " ".join(_IN_SHEET_NAMES.sub(" ", visible(text)).split()).strip("'")
    used = {each.casefold() for each in taken}
    short = clean if len(clean) <= 31 else _cut(clean)
    name, number = short.rstrip(" '"), 1
    while name.casefold() in used:
        number += 1
        name = f"{clean[:27].rstrip()} {number}"
    return name


def cell_name(row: int, column: int, *, fixed: bool = False) -> str:
    """A1 by row and column from 0; $A$1 if fixed."""
    letters, index = "", column + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"${letters}${row + 1}" if fixed else f"{letters}{row + 1}"


@dataclass(slots=True)
class Page:
    """One sheet. Rows and columns count from 0."""

    book: Book
    sheet: Any
    name: str
    _widths: dict[int, int] = field(default_factory=dict)
    _heights: dict[int, float] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value, style: str = "text") -> None:
        """A value as it is: a number as a number, text as text, whatever it begins with."""
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, self.book.style(style))
        elif isinstance(value, str):
            text = visible(value)
            if len(text) > LONGEST_TEXT:
                text = text[: LONGEST_TEXT - 1] + "…"
            self.sheet.write_string(row, column, text, self.book.style(style, quoted=text.startswith(FORMULA_STARTS)))
            self._need_height(row, column, text, style)
        else:
            self.sheet.write_number(row, column, value, self.book.style(style))

    def compute(self, row: int, column: int, formula: str, now: Value, style: str = "computed") -> None:
        """A formula, with what it comes to in the workbook as it is written."""
        shown = float(now) if isinstance(now, Decimal) else now
        self.sheet.write_formula(row, column, f"={formula}", self.book.style(style), shown)
        self._need_height(row, column, str(now), style)

    def _need_height(self, row: int, column: int, text: str, style: str) -> None:
        """A row is as high as its longest text needs, in points. No program measures a text that nobody typed."""
        look = STYLES[style]
        size = look["font_size"]
        letters = max(1.0, self._widths.get(column, 9) * (1.02 if look.get("bold") else 1.14) * 10 / size)
        wrapped = look.get("text_wrap", False)
        lines = sum(max(1, len(wrap(line, int(letters) or 1))) if wrapped else 1 for line in text.split("\n"))
        self.least_height(row, min(lines * size * 1.28 + 3, HIGHEST_ROW))

    def least_height(self, row: int, points: float) -> None:
        self._heights[row] = max(self._heights.get(row, 0.0), points)

    def settle_heights(self) -> None:
        for row, height in sorted(self._heights.items()):
            self.sheet.set_row(row, round(height, 1))

    def heads(self, row: int, titles: Sequence[str], column: int = 0) -> None:
        for index, title in enumerate(titles):
            self.put(row, column + index, title, "head")

    def widths(self, *widths: int) -> None:
        self._widths = dict(enumerate(widths))
        for index, width in enumerate(widths):
            self.sheet.set_column(index, index, width, None, {"hidden": width == 0})

    def at(self, row: int, column: int) -> str:
        """The address of a cell from any sheet."""
        return f"{quoted_name(self.name)}!{cell_name(row, column, fixed=True)}"

    def between(self, first: int, last: int, column: int) -> str:
        """The address of a stretch of a column from any sheet."""
        return f"{self.at(first, column)}:{cell_name(last, column, fixed=True)}"

    def repeat(self, row: int, *, columns: int = 0) -> None:
        """The heading row stays in sight, and is printed on every page."""
        self.sheet.repeat_rows(row)
        self.sheet.freeze_panes(row + 1, columns)

    def allow(self, where: tuple[int, int, int, int], rule: dict[str, Any], title: str, message: str) -> None:
        """Only what the rule allows may be entered in these cells; what that is shows beside them."""
        told = {"input_title": title[:32], "input_message": message[:255]}
        refused = {"error_title": title[:32], "error_message": message[:255]}
        self.sheet.data_validation(*where, rule | told | refused)

    def choose(self, where: tuple[int, int, int, int], choices: Sequence[str], title: str, message: str) -> None:
        self.allow(where, {"validate": "list", "source": list(choices)}, title, message)

    def bound_text(self, where: tuple[int, int, int, int], longest: int, title: str, message: str) -> None:
        rule = {"validate": "length", "criteria": "<=", "value": longest}
        self.allow(where, rule, title, message)

    def mark(self, where: tuple[int, int, int, int], formula: str, style: str) -> None:
        """Cells that the formula holds for, as seen from the first of them, look different."""
        rule = {"type": "formula", "criteria": f"={formula}", "format": self.book.style(style)}
        self.sheet.conditional_format(*where, rule)


def quoted_name(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


@dataclass(slots=True)
class Book:
    """A workbook to be. `foot` stands in the foot of every printed page."""

    title: str
    foot: str
    stream: io.BytesIO = field(default_factory=io.BytesIO)
    pages: list[Page] = field(default_factory=list)
    _workbook: Any = None
    _styles: dict[tuple[str, bool], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._workbook = _new_workbook(self.stream)
        self._workbook.set_properties({"title": self.title, "comments": self.foot, "created": CREATED})

    def style(self, name: str, *, quoted: bool = False) -> Any:
        if (name, quoted) not in self._styles:
            more = {"quote_prefix": True} if quoted else {}
            self._styles[name, quoted] = self._workbook.add_format({**STYLES[name], **more})
        return self._styles[name, quoted]

    def page(self, name: str, *, colour: str = "", portrait: bool = False) -> Page:
        """A new sheet, protected without a password, set up for A4."""
        name = sheet_name(name, [each.name for each in self.pages])
        sheet = self._workbook.add_worksheet(name)
        sheet.protect("", ALLOWED)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        if not portrait:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        head, foot = (_in_margins(each) for each in (self.title, self.foot))
        sheet.set_header(f"&L&9{head}&R&9&A")
        sheet.set_footer(f"&L&8{foot}&R&8Page &P of &N")
        if colour:
            sheet.set_tab_color(colour)
        page = Page(self, sheet, name)
        self.pages.append(page)
        return page

    def chart(self, kind: dict[str, Any]) -> Any:
        return self._workbook.add_chart(kind)

    def finish(self) -> bytes:
        for page in self.pages:
            page.settle_heights()
        self.pages[0].sheet.activate()
        self._workbook.close()
        return _let_rows_grow(self.stream.getvalue())


def _let_rows_grow(content: bytes) -> bytes:
    """The same workbook with heights that are a start: rows grow when somebody types more, as rows do by themselves."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                data = data.replace(b' customHeight="1"', b"")
            new.writestr(member, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _in_margins(text: str) -> str:
    """A text for the head or foot of a page, where & would begin an order; they hold 255 characters in all."""
    return visible(text).replace("&", "&&")[:180]


def _new_workbook(stream: io.BytesIO) -> Any:
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MisuseError(
            "Workbooks are written with XlsxWriter, which is not installed.",
            remedy="Install commonweal[documents].",
        ) from error
    return Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        },
    )
