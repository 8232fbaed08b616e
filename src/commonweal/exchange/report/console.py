"""The console that reports are printed on: its width, and no text that can steer the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

from commonweal.record.text import visible

# Piped output is as wide as a page; a terminal's own width is kept.
PAGE_WIDTH = 100


def make_console() -> Console:
    """Standard output: a terminal at its own width, anything else as a page."""
    console = Console(highlight=False)
    return _safe(console) if console.is_terminal else page_console(None)


def page_console(stream: TextIO | None) -> Console:
    """A page of plain text; with no stream, on standard output."""
    return _safe(Console(file=stream, width=PAGE_WIDTH, color_system=None, highlight=False))


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
