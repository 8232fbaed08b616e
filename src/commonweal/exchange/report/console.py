"""The console that reports are printed on: its width, and no text that can steer the terminal."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

from commonweal.record.text import visible

# Piped output is as wide as a page, or as COLUMNS says; a terminal's own width is kept.
PAGE_WIDTH = 100
LEAST_WIDTH, MOST_WIDTH = 40, 400


def make_console() -> Console:
    """Standard output: a terminal at its own width, anything else as a page, or as wide as COLUMNS says."""
    console = Console(highlight=False)
    return _safe(console) if console.is_terminal else page_console(None, width=_asked_width())


def page_console(stream: TextIO | None, *, width: int = PAGE_WIDTH) -> Console:
    """A page of plain text; with no stream, on standard output."""
    return _safe(Console(file=stream, width=width, color_system=None, highlight=False))


def _asked_width() -> int:
    """COLUMNS, as other programs take it; what no page can be is not heeded."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() and LEAST_WIDTH <= int(asked) <= MOST_WIDTH else PAGE_WIDTH


def _safe(console: Console) -> Console:
    console.push_render_hook(_VisibleControls())
    return console


class _VisibleControls(RenderHook):
    """Shows control characters of a text as marks; what the console itself says to the terminal stays."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Visible(each) for each in renderables]


@dataclass(frozen=True, slots=True)
class _Visible:
    shown: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.shown, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)
