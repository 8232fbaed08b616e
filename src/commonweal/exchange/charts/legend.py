"""A key of our own over a picture: patches and lines with their words, in as many lines as fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.exchange.charts.chart import Size, Spec
from commonweal.exchange.charts.look import INK, layer, width_of

PATCH, SPACE, BETWEEN = 22, 7, 18  # a patch's width, what is left after it, and between two entries, in pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A patch of a colour, or a line where it has dashes ([1, 0] is a whole line)."""

    words: str
    colour: str
    dashes: tuple[int, ...] = ()


def draw_key(entries: Sequence[Entry], size: Size, *, width: float) -> Spec:
    """A view as wide as what stands under it."""
    step = round(size.letter * 1.5)
    placed, x, y = [], 0.0, step / 2
    for entry in entries:
        wide = PATCH + SPACE + width_of(entry.words, size.letter)
        if x and x + wide > width:
            x, y = 0.0, y + step
        placed.append((entry, x, y))
        x += wide + BETWEEN
    height = y + step / 2
    return {"width": width, "height": height, "view": {"stroke": None}, "layer": _layers(placed, width, height)}


def _layers(placed: Sequence[tuple[Entry, float, float]], width: float, height: float) -> list[Spec]:
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [0, width], "nice": False}}
    down = {"domain": [0, height], "nice": False, "reverse": True}
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": down}
    words = [{"text": entry.words, "x": at + PATCH + SPACE, "y": middle} for entry, at, middle in placed]
    text = {"type": "text", "align": "left", "baseline": "middle"}
    marks = [
        _line(entry, x, y, at, middle) if entry.dashes else _patch(entry, x, y, at, middle)
        for entry, at, middle in placed
    ]
    return [*marks, layer(text, {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}}, words)]


def _patch(entry: Entry, x: Spec, y: Spec, at: float, middle: float) -> Spec:
    mark = {"type": "rect", "color": entry.colour, "stroke": INK, "strokeWidth": 0.75}
    row = {"x": at, "x2": at + PATCH, "y": middle - 7, "y2": middle + 7}
    return layer(mark, {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}}, [row])


def _line(entry: Entry, x: Spec, y: Spec, at: float, middle: float) -> Spec:
    mark = {"type": "rule", "color": entry.colour, "strokeWidth": 2.5, "strokeDash": list(entry.dashes)}
    return layer(mark, {"x": x, "x2": {"field": "x2"}, "y": y}, [{"x": at, "x2": at + PATCH, "y": middle}])
