"""How every chart looks: its colours and letters, its axes of pounds, its words in lines that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from commonweal.exchange.charts.chart import Size, Spec

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# Letters as wide as Arial's, which the converter brings: a picture is the same wherever it is drawn.
FONT = "Liberation Sans"
INK, PAPER, LINE, GRID = "#0b0c0c", "#ffffff", "#505a5f", "#e3e5e6"
TEAL, TEAL_MIDDLE, TEAL_LIGHT = "#0f4c4a", "#6f9c99", "#cfe0de"
LEARNING = "#6f9a3c"
KINDS = {
    "effort": "#d3d9dc",
    "output": "#a3afb6",
    "learning": "#6f9a3c",
    "outcome": "#4a86b8",
    "capability": "#7a4d8c",
    "impact": "#1d3557",
}
# Missions are told by name: shades of one colour, dark and light by turns so that neighbours differ in grey too.
SHADES = ("#0f4c4a", "#cfe0de", "#3f7a77", "#f0f5f4", "#86b1ae", "#2a6361", "#a9c8c6")
MARGIN = 8
KEPT_TOGETHER = re.compile(r" (±|million\b)")
# How wide letters are, in shares of their height, with a little to spare.
NARROW_LETTERS, NARROW_SHARE = frozenset("fijlrtI.,:;'’‘|!()[] "), 0.32
BROAD_LETTERS, BROAD_SHARE = frozenset("mwMW%—£+±−"), 0.85
CAPITAL_SHARE, LETTER_SHARE, BOLDER = 0.7, 0.56, 1.06


def frame(title: str, subtitle: str, size: Size, **parts: Any) -> Spec:
    """A whole spec: the finding on top, what is drawn under it, and then the parts."""
    return {
        "$schema": SCHEMA,
        "background": PAPER,
        "padding": MARGIN,
        "title": {
            "text": fold(title, size, letter=size.heading, bold=True),
            "subtitle": fold(subtitle, size),
            "anchor": "start",
            "align": "left",
            "frame": "bounds",
            "offset": 14,
        },
        "config": _config(size),
        **parts,
    }


def fold(text: str, size: Size, *, letter: int = 0, bold: bool = False, width: float = 0) -> list[str]:
    """A text in lines that fit a width in pixels, that of the picture if none is given."""
    room, lines = width or size.width - 2 * MARGIN, [""]
    for word in KEPT_TOGETHER.sub("\u00a0\\1", text.replace("± ", "±\u00a0")).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, letter or size.letter, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def width_of(text: str, letter: float, *, bold: bool = False) -> float:
    """About how wide a text is in pixels, in letters so high."""
    wide = sum(_width_of_letter(each) for each in text)
    return wide * letter * (BOLDER if bold else 1)


def _width_of_letter(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW_SHARE
    if letter in BROAD_LETTERS:
        return BROAD_SHARE
    return CAPITAL_SHARE if letter.isupper() else LETTER_SHARE


def pounds_axis(largest: float, size: Size, **more: Any) -> Spec:
    """An axis of pounds: £1.5m where they reach a million, else £150,000. No title, since the subtitle has the unit."""
    words = (
        "format(abs(datum.value) / 1e6, '~g') + (datum.value == 0 ? '' : 'm')"
        if largest >= 1e6
        else "format(abs(datum.value), ',~r')"
    )
    return {
        "labelExpr": f"(datum.value < 0 ? '−' : '') + '£' + {words}",
        "tickCount": 4 if size.narrow else 6,
        "title": None,
        **more,
    }


def room_for(span: Sequence[float], size: Size) -> float:
    """How many pixels the labels of such an axis take, at the left of a picture."""
    largest = max(abs(end) for end in span)
    longest = "£0.5m" if largest >= 1e6 else f"£{largest:,.0f}"
    return width_of(f"−{longest}" if min(span) < 0 else longest, size.letter) + 20


def domain(numbers: Iterable[Decimal | None], *, room: float = 0.04) -> list[float]:
    """From the least to the greatest of the numbers, and zero, with some room; the refused ones are passed over."""
    known = [0.0, *(float(number) for number in numbers if number is not None)]
    low, high = min(known), max(known)
    spare = (high - low or 1.0) * room
    return [low - spare if low < 0 else 0.0, high + spare if high > 0 or low == high else 0.0]


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def layer(mark: Spec | str, encoding: Spec, rows: Sequence[Spec] | None = None, **more: Any) -> Spec:
    """One layer: a mark, its encoding and, where they are its own, its rows of data."""
    drawn: Spec = {"mark": mark, "encoding": encoding, **more}
    return drawn if rows is None else {"data": {"values": list(rows)}, **drawn}


def _config(size: Size) -> Spec:
    words = {"font": FONT, "fontSize": size.letter, "color": INK}
    labels = {"labelFont": FONT, "labelFontSize": size.letter, "labelColor": INK, "labelLimit": 0}
    titles = {"titleFont": FONT, "titleFontSize": size.letter, "titleColor": INK, "titleFontWeight": "normal"}
    return {
        "aria": False,
        "font": FONT,
        "view": {"stroke": None},
        "title": {
            "font": FONT,
            "fontSize": size.heading,
            "fontWeight": "bold",
            "color": INK,
            "lineHeight": round(size.heading * 1.25),
            "subtitleFont": FONT,
            "subtitleFontSize": size.letter,
            "subtitleColor": LINE,
            "subtitleLineHeight": round(size.letter * 1.35),
            "subtitlePadding": 6,
        },
        "axis": {**labels, **titles, "gridColor": GRID, "domainColor": LINE, "tickColor": LINE, "titlePadding": 8},
        "legend": {**labels, **titles, "symbolSize": 180, "rowPadding": 4, "columnPadding": 16},
        "header": {**labels, "titleFont": FONT, "labelFontWeight": "bold", "labelAnchor": "start"},
        "text": words,
    }
