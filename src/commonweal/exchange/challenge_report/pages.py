"""The report of a challenge as one page of HTML for a screen, and in part as what a notebook shows."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commonweal.exchange.challenge_report.gathering import make_challenge
from commonweal.exchange.charts.chart import NARROW, Chart
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
    return visible(template.render(made=made, pictures=_pictures(found), style=style))


def notebook_html(found: CaseChallenge) -> str:
    """The verdict, the leaks with their mends and the scale, for a notebook: no picture, no style."""
    made = make_challenge(found, pictures=False)
    return visible(_environment().get_template("notebook.html.j2").render(made=made))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """One picture as an address that holds all of it, for a wide page and for a narrow one."""

    wide: str
    narrow: str


def _pictures(found: CaseChallenge) -> dict[str, _Drawn]:
    """By the chart's name. As images they are one thing to a reader of screens, whose words are their alternative."""
    narrow = {chart.name: chart for chart in found.charts(size=NARROW)}
    return {
        chart.name: _Drawn(wide=_address(chart), narrow=_address(narrow[chart.name]))
        for chart in found.charts()
        if chart.spec is not None
    }


def _address(chart: Chart) -> str:
    return f"data:image/svg+xml;base64,{b64encode(render_svg(chart).encode()).decode()}"


def _kind(block: object) -> str:
    return type(block).__name__.lower()


@cache
def _environment() -> Environment:
    environment = templates_in(TEMPLATES, html=True)
    environment.filters["kind"] = _kind
    return environment
