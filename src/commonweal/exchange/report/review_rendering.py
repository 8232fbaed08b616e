"""A review as one HTML page, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from commonweal.exchange.report.rendering import TEMPLATES, environment, tidy
from commonweal.exchange.report.review_sides import GOES, LineView
from commonweal.exchange.report.review_view import ReviewView
from commonweal.record.text import first_upper, visible


def render_review_html(view: ReviewView) -> str:
    """One self-contained page: no script, no outside file, readable by screen reader, printable on A4."""
    style = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.css", "review.css"))
    template = environment(html=True).get_template("review.html.j2")
    return visible(template.render(view=view, style=style, goes=GOES))


def render_review_markdown(view: ReviewView) -> str:
    helpers: dict[str, Any] = {"cell": cell, "pairs": _pairs, "said": _said}
    return tidy(environment(html=False).get_template("review.md.j2").render(view=view, **helpers))


def cell(text: str) -> str:
    """A text inside a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def _pairs(asks: Sequence[LineView], fits: Sequence[LineView]) -> list[tuple[LineView | None, LineView | None]]:
    return list(zip_longest(asks, fits))


def _said(line: LineView | None) -> str:
    """A line with its place, verdict and reason."""
    if line is None:
        return ""
    parts = [line.title + (f" ({line.place})" if line.place else "")]
    parts += [f"*{first_upper(line.verdict)}.*"] if line.verdict else []
    parts += line.why
    return cell(". ".join(parts[:1]) + (". " if len(parts) > 1 else "") + " ".join(parts[1:]))
