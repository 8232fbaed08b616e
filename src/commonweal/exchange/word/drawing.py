"""The drawing of stages in Word: shapes that stay sharp and can be edited, with words for those who do not see them."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from commonweal.exchange.tender_pack.clean_text import clean_text
from commonweal.exchange.tender_pack.stage_drawing import (
    BAR_HEIGHT,
    BAR_TOP,
    GATE,
    HEIGHT,
    WIDTH,
    DrawnBar,
    StageDrawing,
)
from commonweal.exchange.word.styles import AMBER, FONT, INK, MIST, QUIET, TEAL

# 170 mm over the drawing's width, in English metric units.
UNIT = 170 * 36_000 // WIDTH
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD = "http://schemas.microsoft.com/office/word/2010"
_NAMES = (
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:wps="{_WORD}/wordprocessingShape" xmlns:wpg="{_WORD}/wordprocessingGroup" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)


class StagePicture:
    """What `{{ ribbon }}` becomes: a drawing in a run of its own."""

    def __init__(self, drawing: StageDrawing) -> None:
        self._xml = _drawing_xml(drawing)

    def __html__(self) -> str:
        """Taken as it is: every text in it is escaped already."""
        return f'</w:t></w:r><w:r>{self._xml}</w:r><w:r><w:t xml:space="preserve">'

    __str__ = __html__


def _drawing_xml(drawing: StageDrawing) -> str:
    wide, high = WIDTH * UNIT, HEIGHT * UNIT
    shapes = "".join([*(_bar(bar) for bar in drawing.bars), *(_gate(x) for x in drawing.gates)])
    words = quoteattr(clean_text(drawing.words).replace("\n", " "))
    return (
        f'<w:drawing {_NAMES}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="1" name="Stages" title="Stages to scale" descr={words}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_WORD}/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{wide}" cy="{high}"/></a:xfrm></wpg:grpSpPr>{shapes}'
        "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _bar(bar: DrawnBar) -> str:
    box = _box(bar.x, BAR_TOP, bar.width, BAR_HEIGHT)
    look = _look(TEAL, TEAL) if bar.bought else _look(MIST, QUIET, dash='<a:prstDash val="dash"/>')
    shape = _shape("rect", box, look, _text(bar.label, "FFFFFF", 17))
    top = BAR_TOP + BAR_HEIGHT
    under = _shape("rect", _box(bar.x, top, bar.width + GATE, HEIGHT - top), _look("", ""), _text(bar.under, INK, 15))
    return shape + (under if bar.under else "")


def _gate(x: float) -> str:
    top = BAR_TOP + BAR_HEIGHT / 2 - GATE
    return _shape("diamond", _box(x - GATE, top, 2 * GATE, 2 * GATE), _look(AMBER, INK), _text("", INK, 15))


def _shape(kind: str, box: str, look: str, text: str) -> str:
    geometry = f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
    return f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{box}{geometry}{look}</wps:spPr>{text}</wps:wsp>"


def _box(x: float, y: float, width: float, height: float) -> str:
    off = f'<a:off x="{round(x * UNIT)}" y="{round(y * UNIT)}"/>'
    return f'<a:xfrm>{off}<a:ext cx="{round(width * UNIT)}" cy="{round(height * UNIT)}"/></a:xfrm>'


def _look(fill: str, edge: str, *, dash: str = "") -> str:
    filled = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    if not edge:
        return f"{filled}<a:ln><a:noFill/></a:ln>"
    return f'{filled}<a:ln w="9525"><a:solidFill><a:srgbClr val="{edge}"/></a:solidFill>{dash}</a:ln>'


def _text(text: str, colour: str, size: int) -> str:
    """`size` is in half points."""
    if not text:
        return "<wps:bodyPr/>"
    escaped = clean_text(text).replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    look = (
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:color w:val="{colour}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
    return (
        '<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escaped}</w:t></w:r></w:p></w:txbxContent>'
        '</wps:txbx><wps:bodyPr lIns="36000" tIns="18000" rIns="0" bIns="0" anchor="ctr" wrap="square"/>'
    )
