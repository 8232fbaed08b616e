"""Building a Word template: headings, paragraphs and tables with the placeholders of docxtpl in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

from commonweal.exchange.word.styles import TABLE, new_document

# A4 less its margins, in millimetres.
TEXT_WIDTH = 170
# Rows up to which a table stays on one page.
WHOLE = 14


class Column(NamedTuple):
    """A column of a table: its heading, width in millimetres, what stands in it and, smaller, under it."""

    heading: str
    width: int
    text: str
    under: str = ""
    style: str = "Cell"


@dataclass(slots=True)
class Builder:
    """Adds to one document, in order."""

    document: Any = field(default_factory=new_document)
    bookmarks: int = 0

    def heading(self, text: str, level: int, *, mark: str = "") -> None:
        """A real heading; with `mark` a bookmark that the contents lead to."""
        paragraph = self.document.add_heading(text, level)
        if mark:
            self.bookmarks += 1
            _bookmark(paragraph, mark, self.bookmarks)

    def say(self, text: str, style: str = "Normal") -> None:
        self.document.add_paragraph(text, style=style)

    def lead_in(self, text: str, style: str = "Normal") -> None:
        """A paragraph that stays on the page of what it leads to."""
        self.document.add_paragraph(text, style=style).paragraph_format.keep_with_next = True

    def labelled(self, label: str, text: str, style: str = "Normal") -> None:
        """A paragraph that starts with a few words in bold."""
        from docx.shared import Pt

        paragraph = self.document.add_paragraph(style=style)
        paragraph.paragraph_format.space_before = Pt(4)
        paragraph.add_run(label + " ").bold = True
        paragraph.add_run(text)

    def control(self, words: str) -> None:
        """A paragraph that only steers, and is gone from the document."""
        self.document.add_paragraph(f"{{%p {words} %}}")

    def bullets(self, loop: str, text: str) -> None:
        self.control(f"for {loop}")
        self.say(text, "List Bullet")
        self.control("endfor")

    def when(self, condition: str, *paragraphs: tuple[str, str]) -> None:
        self.control(f"if {condition}")
        for style, text in paragraphs:
            self.say(text, style)
        self.control("endif")

    def contents(self, entries: Sequence[tuple[str, str]]) -> None:
        """The parts by name, each leading to its heading."""
        for mark, title in entries:
            paragraph = self.document.add_paragraph(style="Normal")
            paragraph.paragraph_format.space_after = 0
            _link(paragraph, mark, title)

    def table(
        self, loop: str, columns: Sequence[Column], *, says: str, last: Sequence[str] = (), whole: bool = False
    ) -> None:
        """A table of one row a turn, its header row repeated on every page, with words for those who do not see it.

        `last` is a row under all others, in bold. A `whole` one is not divided between pages while it fits on one.
        """
        from docx.shared import Mm

        table = self.document.add_table(rows=5 if last else 4, cols=len(columns), style=TABLE)
        table.autofit = False
        _describe_table(table, says)
        head, start, row, end = table.rows[:4]
        start.cells[0].text, end.cells[0].text = f"{{%tr for {loop} %}}", "{%tr endfor %}"
        _repeat(head)
        _keep_whole(row)
        for index, column in enumerate(columns):
            table.columns[index].width = Mm(column.width)
            _fill(head.cells[index], column, column.heading, bold=True)
            head.cells[index].paragraphs[0].paragraph_format.keep_with_next = True
            _fill(row.cells[index], column, column.text, under=column.under)
            for paragraph in row.cells[index].paragraphs if whole else ():
                paragraph.paragraph_format.keep_with_next = True
            if last:
                _fill(table.rows[4].cells[index], column, last[index], bold=True)
        self.document.add_paragraph(style="Cell Quiet")

    def grid(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, says: str) -> None:
        """A table of rows that are known, its header row repeated on every page; lines under a first are quiet.

        A short one is not divided between pages.
        """
        from docx.shared import Mm

        table = self.document.add_table(rows=1 + len(rows), cols=len(columns), style=TABLE)
        table.autofit = False
        _describe_table(table, says)
        held = list(table.rows)
        _repeat(held[0])
        ids = {name: self.document.styles[name].style_id for name in ("Cell Quiet", *(each.style for each in columns))}
        for place, (row, texts) in enumerate(zip(held, [[each.heading for each in columns], *rows], strict=True)):
            _keep_whole(row)
            together = place == 0 or place < len(rows) <= WHOLE
            for cell, column, text in zip(row.cells, columns, texts, strict=True):
                cell.width = Mm(column.width)
                _fill_lines(cell, text, ids[column.style], ids["Cell Quiet"], bold=place == 0, together=together)
        for index, column in enumerate(columns):
            table.columns[index].width = Mm(column.width)
        self.document.add_paragraph(style="Cell Quiet")

    def picture(self, image: BinaryIO, *, width: int, title: str, words: str) -> None:
        """A picture so many millimetres wide, with words for those who do not see it."""
        from docx.shared import Mm

        run = self.document.add_paragraph().add_run()
        drawn = run.add_picture(image, width=Mm(width))
        properties = drawn._inline.docPr
        properties.set("title", title)
        properties.set("descr", words)
        run._parent.paragraph_format.keep_with_next = True

    def foot(self, text: str) -> None:
        """Words on the left, page numbers on the right."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm

        paragraph = self.document.sections[0].footer.paragraphs[0]
        for stop in list(paragraph.style.paragraph_format.tab_stops):
            stop._element.getparent().remove(stop._element)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{text}\tPage ")
        _add_field(paragraph, "PAGE")
        paragraph.add_run(" of ")
        _add_field(paragraph, "NUMPAGES")

    def head(self, text: str, *, mark: str = "") -> None:
        """Words on top of every page, and over them a mark such as that it is a draft."""
        first = self.document.sections[0].header.paragraphs[0]
        first.text = text
        if mark:
            first.insert_paragraph_before(mark, style="Draft Mark")


def _fill(cell: Any, column: Column, text: str, *, under: str = "", bold: bool = False) -> None:
    """A cell's words, and under them others that leave no gap where they are empty."""
    from docx.shared import Mm

    cell.width = Mm(column.width)
    paragraph = cell.paragraphs[0]
    paragraph.style = column.style
    paragraph.add_run(text).bold = bold or None
    if under:
        asked = re.search(r"\{\{ (.+?) \}\}", under)
        cell.add_paragraph(f"{{%p if {asked[1] if asked else 'true'} %}}")
        cell.add_paragraph(under, style="Cell Quiet")
        cell.add_paragraph("{%p endif %}")


def _fill_lines(cell: Any, text: str, style: str, quiet: str, *, bold: bool, together: bool) -> None:
    """A cell's lines, those under the first quiet. Styles by their ids: to look one up by name takes milliseconds."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph._p.style = quiet if number else style
        paragraph.add_run(line).bold = bold or None
        paragraph.paragraph_format.keep_with_next = together or None


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert_element_before(start, "w:r")
    paragraph._p.append(end)


def _link(paragraph: Any, mark: str, text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), mark)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _add_field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), instruction)
    run = paragraph.add_run("1")
    element.append(run._r)
    paragraph._p.append(element)


def _describe_table(table: Any, says: str) -> None:
    """The table's caption and its words for screen readers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), says)
        table._tbl.tblPr.append(element)


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement

    _keep_whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
