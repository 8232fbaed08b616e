"""Charts of rows: each a heading of its own over a bar, so that long names fit a narrow page as well as a wide one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.exchange.charts.chart import Size, Spec
from commonweal.exchange.charts.look import INK, LINE, MARGIN, PAPER, fold, frame, layer

BAR, GAP = 18, 16  # the height of a bar, and what is left under it, in pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name in bold, a line of plain words under it, and then the bar."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Where everything stands: the middles of bars, in pixels from the top, and the whole height."""

    size: Size
    middles: tuple[float, ...]
    height: float
    headings: tuple[Spec, ...]

    @property
    def y(self) -> Spec:
        """The encoding of a field `y` of pixels."""
        return {"field": "y", "type": "quantitative", "scale": self.scale, "axis": None}

    @property
    def scale(self) -> Spec:
        return {"domain": [0, self.height], "reverse": True, "nice": False, "zero": False, "padding": 0}


def lay_rows(rows: Sequence[Row], size: Size) -> Laid:
    """Lay rows under each other."""
    step, at = round(size.letter * 1.35), 0.0
    middles, headings = [], []
    for row in rows:
        top = at
        for text, bold in ((row.name, True), (row.words, False)):
            for line in fold(text, size, bold=bold) if text else []:
                headings.append({"text": line, "y": at + step / 2, "bold": bold})
                at += step
        headings[-1] |= {"top": top, "bottom": at}
        middles.append(at + 4 + BAR / 2)
        at += 4 + BAR + GAP
    return Laid(size=size, middles=tuple(middles), height=at, headings=tuple(headings))


def draw_rows(laid: Laid, layers: Sequence[Spec], *, title: str, subtitle: str, x: Spec) -> Spec:
    """The whole picture: a field `zero` line, the layers that draw bars, and the headings over them.

    `x` is the encoding of the first axis; every layer has the fields that it draws, and `y` in pixels.
    """
    x["scale"] |= {"nice": False, "padding": 0}
    x["axis"] |= {"labelBound": MARGIN}  # a label that would stick out is left off, its line is not
    masks = [{"y": each["top"], "y2": each["bottom"]} for each in laid.headings if "top" in each]
    words = [{"text": each["text"], "y": each["y"], "bold": each["bold"]} for each in laid.headings]
    edge = {"x": {"value": 0}, "x2": {"value": "width"}}
    return frame(
        title,
        subtitle,
        laid.size,
        width=laid.size.width - 2 * MARGIN,
        height=laid.height,
        layer=[
            layer({"type": "rule", "color": LINE, "strokeWidth": 1}, {"x": x}, [{x["field"]: 0.0}]),
            *layers,
            layer({"type": "rect", "color": PAPER}, {**edge, "y": laid.y, "y2": {"field": "y2"}}, masks),
            *[_words(laid, [each for each in words if each["bold"] is bold], bold=bold) for bold in (True, False)],
        ],
    )


def _words(laid: Laid, words: Sequence[Spec], *, bold: bool) -> Spec:
    weight = "bold" if bold else "normal"
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": INK, "fontWeight": weight}
    return layer(mark, {"x": {"value": 0}, "y": laid.y, "text": {"field": "text", "type": "nominal"}}, words)
