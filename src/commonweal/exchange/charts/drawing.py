"""From a chart to a picture: SVG with its title and description inside, and PNG of the same."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from commonweal.exchange.charts.chart import Chart
from commonweal.exchange.charts.look import FONT
from commonweal.record.errors import MisuseError, RefusedError
from commonweal.record.text import visible

VEGA_LITE = "6.4"
NO_LETTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")  # halves of letters, and what XML forbids
# Arial first, unlike on our pages: lines are broken and labels placed by its widths, and wider letters would run over.
FACES = "Arial, 'Liberation Sans', 'Helvetica Neue', system-ui, sans-serif"


def render_svg(chart: Chart) -> str:
    """The chart as SVG: role img, a title and a description, letters that every system has, nothing from outside.

    The same chart gives the same bytes. Never call it in a process that was forked after a conversion: the converter
    keeps threads, and the child would wait for them for ever. Spawn such processes instead.
    Raises MisuseError for a chart that is left out, and RefusedError where the converter is not installed.
    """
    return _with_words(_draw(chart).replace(f'"{FONT}"', f'"{FACES}"'), chart)


def render_png(chart: Chart, *, scale: float = 2) -> bytes:
    """The same picture as PNG, so many pixels to one. The same bytes, errors and warning about forks as for SVG."""
    content: bytes = _converter().svg_to_png(_draw(chart), scale=scale)
    return content


def _draw(chart: Chart) -> str:
    if chart.spec is None:
        raise MisuseError(f"There is no picture of '{chart.name}'.", remedy=chart.absent)
    drawn: str = _converter().vegalite_to_svg(
        json.dumps(_readable(chart.spec), sort_keys=True, allow_nan=False),
        vl_version=VEGA_LITE,
        allowed_base_urls=[],
        show_warnings=False,
    )
    return drawn


def _readable(part: Any) -> Any:
    """The spec with what is no letter in a text made a visible mark: the converter ends the process at some of them."""
    if isinstance(part, dict):
        return {key: _readable(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_readable(each) for each in part]
    return _letters(part) if isinstance(part, str) else part


def _letters(text: str) -> str:
    return NO_LETTERS.sub("\N{REPLACEMENT CHARACTER}", visible(text))


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise RefusedError(
            "Pictures need vl-convert, which is not installed here.",
            remedy="Install commonweal[documents].",
        ) from error
    return vl_convert


def _with_words(svg: str, chart: Chart) -> str:
    """Put the words for those who do not see the picture where browsers and readers of screens look for them."""
    name = f"chart-{chart.name}-{chart.size.name}"
    opening, rest = svg.split(">", 1)
    words = (
        f'<title id="{name}-title">{escape(_letters(chart.title))}</title>'
        f'<desc id="{name}-desc">{escape(_letters(chart.description))}</desc>'
    )
    return f'{opening} role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc">{words}{rest}'
