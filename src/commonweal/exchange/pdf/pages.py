"""The tender pack and its annex as pages of HTML, made to be printed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commonweal.exchange.report.rendering import templates_in
from commonweal.exchange.tender_pack.pack_view import TenderPack
from commonweal.exchange.tender_pack.stage_drawing import BAR_HEIGHT, BAR_TOP, GATE, HEIGHT, WIDTH, draw_stages
from commonweal.procurement.procurement import Procurement

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def pack_page(pack: TenderPack, procurement: Procurement) -> str:
    """The tender pack. Everything in it is escaped."""
    template = _environment().get_template("tender_pack.html.j2")
    return template.render(pack=pack, drawing=draw_stages(procurement), style=document_style())


def annex_page(pack: TenderPack) -> str:
    """The annex that stays with the authority."""
    return _environment().get_template("annex.html.j2").render(pack=pack, style=document_style())


def document_style() -> str:
    """The style that every printed document of ours shares."""
    return (TEMPLATES / "documents.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = templates_in(TEMPLATES, html=True)
    environment.globals["size"] = {
        "width": WIDTH,
        "height": HEIGHT,
        "top": BAR_TOP,
        "bar": BAR_HEIGHT,
        "gate": GATE,
        "middle": BAR_TOP + BAR_HEIGHT / 2,
    }
    return environment
