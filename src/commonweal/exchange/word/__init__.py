"""The tender pack in Word: from the template that Commonweal brings, or from the authority's own."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.exchange.tender_pack.documents import Document
from commonweal.exchange.tender_pack.gathering import make_tender_pack
from commonweal.exchange.tender_pack.pack_source import PackSource
from commonweal.exchange.word.rendering import render_word
from commonweal.exchange.word.templates import annex_template, pack_template

__all__ = ["annex_template", "pack_template", "render_word", "write_word"]

PACK_NAME, ANNEX_NAME = "tender-pack.docx", "annex-for-the-authority.docx"


def write_word(source: PackSource) -> Iterable[Document]:
    """The tender pack for bidders, and apart from it the annex that stays with the authority."""
    pack = make_tender_pack(source)
    if source.template is None:
        content = render_word(pack, source.case.procurement, template=pack_template())
    else:
        content = render_word(pack, source.case.procurement, template=source.template, own=source.template_name)
    annex = render_word(pack, source.case.procurement, template=annex_template())
    return (
        Document(name=PACK_NAME, says="the tender pack for bidders, in Word", content=content),
        Document(name=ANNEX_NAME, says="what is open and the drafting prompts, not for bidders", content=annex),
    )
