"""A key of our own over a picture: patches and lines with their words, in as many lines as fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.exchange.charts.chart import Size, Spec
from commonweal.exchange.charts.look import INK, fold, layer, width_of

# A patch's width, what is left after it, between two entries, and how far from the picture's edge it begins: pixels.
PATCH, SPACE, BETWEEN, EDGE = 22, 7, 18, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A patch of a colour, or a line where it has dashes ([1, 0] is a whole line)."""

    words: str
    colour: str
    dashes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    entry: Entry
    lines: tuple[str, ...]
    x: float
    y: float


def draw_key(entries: Sequence[Entry], size: Size, *, width: float, left: float) -> Spec:
    """A view as wide as the plot under it, beginning where the labels of the plot's axis, `left` wide, begin."""
    step = round(size.letter * 1.5)
    start = EDGE - left
    placed: list[_Placed] = []
    x, y = start, step / 2
    for entry in entries:
        lines = fold(entry.words, size, width=width - start - PATCH - SPACE)
        wide = PATCH + SPACE + max(width_of(line, size.letter) for line in lines)
        if x > start and x + wide > width:
            x, y = start, y + step * len(placed[-1].lines)
        placed.append(_Placed(entry=entry, lines=tuple(lines), x=x, y=y))
        x += wide + BETWEEN
    height = y + step * (len(placed[-1].lines) - 0.5)
    return {
        "width": width,
        "height": height,
        "view": {"stroke": None},
        "layer": _layers(placed, width=width, height=height, step=step),
    }


def _layers(placed: Sequence[_Placed], *, width: float, height: float, step: float) -> list[Spec]:
    across = {"domain": [0, width], "nice": False, "padding": 0}
    down = {"domain": [0, height], "nice": False, "padding": 0, "reverse": True}
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": across}
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": down}
    words = [
        {"text": line, "x": each.x + PATCH + SPACE, "y": each.y + step * number}
        for each in placed
        for number, line in enumerate(each.lines)
    ]
    text = {"type": "text", "align": "left", "baseline": "middle"}
    marks = [_line(each, x, y) if each.entry.dashes else _patch(each, x, y) for each in placed]
    return [*marks, layer(text, {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}}, words)]


def _patch(placed: _Placed, x: Spec, y: Spec) -> Spec:
    mark = {"type": "rect", "color": placed.entry.colour, "stroke": INK, "strokeWidth": 0.75}
    row = {"x": placed.x, "x2": placed.x + PATCH, "y": placed.y - 7, "y2": placed.y + 7}
    return layer(mark, {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}}, [row])


def _line(placed: _Placed, x: Spec, y: Spec) -> Spec:
    entry = placed.entry
    mark = {"type": "rule", "color": entry.colour, "strokeWidth": 2.5, "strokeDash": list(entry.dashes)}
    row = {"x": placed.x, "x2": placed.x + PATCH, "y": placed.y}
    return layer(mark, {"x": x, "x2": {"field": "x2"}, "y": y}, [row])
