"""The annex as a page of HTML: printed as accessible PDF, and in part as what a notebook shows."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commonweal.exchange.business_case.view import BusinessCase, Grid, Picture
from commonweal.exchange.charts.drawing import render_svg
from commonweal.exchange.pdf.pages import document_style
from commonweal.exchange.report.rendering import templates_in

if TYPE_CHECKING:
    from jinja2 import Environment

    from commonweal.exchange.forecast_report.case_forecast import CaseForecast

TEMPLATES = Path(__file__).parent / "templates"


def business_case_page(annex: BusinessCase) -> str:
    """The whole annex, made to be printed. Everything in it is escaped but its pictures, which are drawn here."""
    return _environment().get_template("business_case.html.j2").render(annex=annex, style=document_style())


def notebook_html(found: CaseForecast) -> str:
    """The finding and the first tables, for a notebook: no picture, no style beyond the table's own."""
    from commonweal.exchange.business_case.gathering import make_business_case

    annex = make_business_case(found)
    grids = [block for part in annex.parts[:2] for block in part.blocks if isinstance(block, Grid)]
    return _environment().get_template("notebook.html.j2").render(annex=annex, grids=grids)


def _drawn(picture: Picture) -> str:
    """The chart as SVG; its title there holds all the words, because a printed page knows no other place for them."""
    return render_svg(replace(picture.chart, title=picture.words))


def _kind(block: object) -> str:
    return type(block).__name__.lower()


@cache
def _environment() -> Environment:
    environment = templates_in(TEMPLATES, html=True)
    environment.filters["drawn"] = _drawn
    environment.filters["kind"] = _kind
    return environment
