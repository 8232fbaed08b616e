"""The report of a challenge as one page of HTML for a screen, and in part as what a notebook shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commonweal.exchange.business_case.view import Picture
from commonweal.exchange.challenge_report.gathering import make_challenge
from commonweal.exchange.charts.drawing import render_svg
from commonweal.exchange.report.rendering import TEMPLATES as SHARED
from commonweal.exchange.report.rendering import templates_in
from commonweal.record.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

    from commonweal.exchange.challenge_report.case_challenge import CaseChallenge

TEMPLATES = Path(__file__).parent / "templates"


def challenge_html(found: CaseChallenge, *, case: str = "CASE") -> str:
    """One self-contained page: no script, no outside file, readable by screen reader, printable on A4.

    Raises RefusedError where the converter of charts is not installed.
    """
    style = (SHARED / "report.css").read_text(encoding="utf-8")
    template = _environment().get_template("challenge.html.j2")
    made = make_challenge(found, case=case)
    return visible(template.render(made=made, style=style))


def notebook_html(found: CaseChallenge) -> str:
    """The verdict, the leaks with their mends and the scale, for a notebook: no picture, no style."""
    made = make_challenge(found)
    return visible(_environment().get_template("notebook.html.j2").render(made=made))


def _drawn(picture: Picture) -> str:
    """The chart as SVG; its words are in it."""
    return render_svg(picture.chart)


def _kind(block: object) -> str:
    return type(block).__name__.lower()


@cache
def _environment() -> Environment:
    environment = templates_in(TEMPLATES, html=True)
    environment.filters["drawn"] = _drawn
    environment.filters["kind"] = _kind
    return environment
