"""The look of Commonweal's Word templates: styles with their fonts set, A4, British English, a table for everything."""

from __future__ import annotations

from typing import Any

FONT = "Arial"
TEAL, INK, QUIET, LINE, MIST, AMBER = "0F4C4A", "0B0C0C", "505A5F", "B1B4B6", "F3F5F4", "B7791F"
TABLE = "Commonweal Table"
# Name, what it is based on, size in points, bold, colour, space before and after in points.
PARAGRAPHS = (
    ("Lead", "Normal", 13, False, INK, 4, 12),
    ("Quiet", "Normal", 9.5, False, QUIET, 0, 6),
    ("Label", "Normal", 10.5, True, INK, 8, 2),
    ("Cell", "Normal", 9.5, False, INK, 2, 2),
    ("Cell Quiet", "Normal", 9, False, QUIET, 0, 2),
    ("Cell Number", "Normal", 9.5, False, INK, 2, 2),
    ("Draft Mark", "Normal", 10, True, INK, 0, 4),
    ("Needs a person", "Normal", 10.5, False, INK, 4, 8),
)
HEADINGS = ((1, 18, TEAL, 26, 8), (2, 14, INK, 18, 5), (3, 12, INK, 14, 4))


def new_document() -> Any:
    """An empty A4 document in British English with Commonweal's styles and nothing of another house's."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    _set_defaults(document)
    for name, base, size, bold, colour, before, after in PARAGRAPHS:
        _paragraph_style(document, name, base, size, bold=bold, colour=colour, before=before, after=after)
    for level, size, colour, before, after in HEADINGS:
        _set_look(document.styles[f"Heading {level}"], size, bold=True, colour=colour, before=before, after=after)
    _set_look(document.styles["Title"], 26, bold=True, colour=INK, before=0, after=4)
    _set_look(document.styles["List Bullet"], 11, bold=False, colour=INK, before=0, after=3)
    _finish(document)
    return document


def _set_defaults(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _set_look(document.styles["Normal"], 11, bold=False, colour=INK, before=0, after=6)
    document.styles["Normal"].paragraph_format.line_spacing = 1.12
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for found in defaults.findall(qn("w:lang")):
        defaults.remove(found)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "en-GB")
    language.set(qn("w:bidi"), "ar-SA")
    defaults.append(language)


def _paragraph_style(document: Any, name: str, base: str, size: float, **look: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    _set_look(style, size, **look)


def _set_look(style: Any, size: float, *, bold: bool, colour: str, before: float, after: float) -> None:
    """Font by name in every script, so that no theme's font comes through."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _finish(document: Any) -> None:
    """What python-docx has no words for: borders of paragraphs and tables, and what stays together."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    styles = document.styles
    styles["Cell Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    styles["Label"].paragraph_format.keep_with_next = True
    _add_border(styles["Draft Mark"], ("top", "bottom"), AMBER, size=12, space=2)
    _add_border(styles["Needs a person"], ("left",), AMBER, size=36, space=8)
    _add_border(styles["Title"], ("top",), TEAL, size=36, space=10)
    _add_table_style(document)
    for name in ("Header", "Footer"):
        _set_look(styles[name], 8.5, bold=False, colour=QUIET, before=0, after=12 if name == "Header" else 0)


def _add_border(style: Any, sides: tuple[str, ...], colour: str, *, size: int, space: int) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
        if side in sides
    )
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"),
    )


def _add_table_style(document: Any) -> None:
    """Lines between rows only, a header row that is told by weight and by a line."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="CommonwealTable">'
            f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
            f"<w:tblPr><w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
            '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
            '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{MIST}"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )
