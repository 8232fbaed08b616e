"""The look of our workbooks: one place for colours, fonts and the marks of who says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.record.source import SourceKind

TEAL, INK, PAPER, MIST, LINE, AMBER = "#0f4c4a", "#0b0c0c", "#ffffff", "#f3f5f4", "#b1b4b6", "#b7791f"
ENTRY = "#e3f0ee"  # a light teal: a cell to fill in
GREY, RED, PALE_AMBER = "#505a5f", "#a3180c", "#f6e3c3"
# The parts of a total in a picture, told apart in grey as well.
PART_COLOURS = {"Quality": "#0f4c4a", "Social value": "#5fa39d", "Price": "#c9ced0"}

_BASE: Mapping[str, Any] = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top"}
_BOX: Mapping[str, Any] = {**_BASE, "border": 1, "border_color": LINE, "text_wrap": True}
_ENTRY: Mapping[str, Any] = {**_BOX, "bg_color": ENTRY, "border_color": TEAL, "locked": False}
_FIGURE: Mapping[str, Any] = {"align": "right", "indent": 1, "text_wrap": False}

STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 18, "font_color": TEAL},
    "heading": {**_BASE, "bold": True, "font_size": 13, "font_color": TEAL},
    "line": {**_BASE},
    "text": {**_BASE, "text_wrap": True},
    "strong": {**_BASE, "text_wrap": True, "bold": True},
    "note": {**_BASE, "font_color": GREY},
    "note-wrapped": {**_BASE, "font_color": GREY, "text_wrap": True},
    "alert": {**_BASE, "bold": True, "bg_color": PALE_AMBER, "text_wrap": True, "border": 1, "border_color": AMBER},
    "head": {**_BOX, "bold": True, "font_color": PAPER, "bg_color": TEAL, "valign": "vcenter"},
    "cell": {**_BOX},
    "cell-strong": {**_BOX, "bold": True},
    "figure": {**_BOX, **_FIGURE},
    "figure-strong": {**_BOX, **_FIGURE, "bold": True, "bg_color": MIST},
    "percent": {**_BOX, **_FIGURE, "num_format": "0%"},
    "computed": {**_BOX, "bg_color": MIST},
    "computed-figure": {**_BOX, **_FIGURE, "bg_color": MIST, "num_format": "0.00##"},
    "computed-count": {**_BOX, **_FIGURE, "bg_color": MIST},
    "computed-total": {**_BOX, **_FIGURE, "bg_color": MIST, "num_format": "0.00##", "bold": True},
    "sentence": {**_BASE, "bold": True},
    "entry": {**_ENTRY},
    "entry-figure": {**_ENTRY, **_FIGURE},
    "entry-money": {**_ENTRY, **_FIGURE, "num_format": "#,##0.00"},
    "entry-percent": {**_ENTRY, **_FIGURE, "num_format": "0%"},
    "link": {**_BASE, "font_color": TEAL, "underline": 1},
    "law": {**_BASE, "bold": True, "font_color": PAPER, "bg_color": INK, "align": "center", "border": 1},
    "guidance": {**_BASE, "bold": True, "align": "center", "border": 2, "border_color": INK},
    "our judgement": {**_BASE, "bold": True, "align": "center", "border": 4, "border_color": INK},
    # Marks by condition: only what differs.
    "when-idle": {"font_color": "#6f777b", "bg_color": PAPER},
    "when-open": {"bg_color": PALE_AMBER, "font_color": INK},
    "when-wrong": {"font_color": RED, "bold": True},
    "when-done": {"font_color": TEAL, "bold": True},
    "hidden": {**_BASE, "font_color": GREY},
}
SOURCE_WORDS = {SourceKind.LAW: "law", SourceKind.GUIDANCE: "guidance", SourceKind.JUDGEMENT: "our judgement"}
