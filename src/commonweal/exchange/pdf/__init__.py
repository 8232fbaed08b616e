"""Accessible PDF (PDF/UA) of the tender pack, its annex and the report."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.exchange.pdf.pages import annex_page, pack_page
from commonweal.exchange.pdf.printing import print_pdf
from commonweal.exchange.tender_pack.documents import Document
from commonweal.exchange.tender_pack.gathering import OUTDATED_MARK, make_tender_pack
from commonweal.exchange.tender_pack.pack_source import PackSource

__all__ = ["print_pdf", "write_pdf", "write_report"]

PACK_NAME, ANNEX_NAME, REPORT_NAME = "tender-pack.pdf", "annex-for-the-authority.pdf", "report.pdf"


def write_pdf(source: PackSource) -> Iterable[Document]:
    """The tender pack for bidders, and apart from it the annex that stays with the authority."""
    pack = make_tender_pack(source)
    return (
        Document(
            name=PACK_NAME,
            says="the tender pack for bidders, as accessible PDF",
            content=print_pdf(pack_page(pack, source.case.procurement)),
        ),
        Document(
            name=ANNEX_NAME,
            says="what is open and the drafting prompts, not for bidders",
            content=print_pdf(annex_page(pack)),
        ),
    )


def write_report(source: PackSource) -> Iterable[Document]:
    """The report of the design, with the option of the scheme in full."""
    from commonweal.design import propose_schemes
    from commonweal.exchange.case_file.adopted import adopted_words, outdated_findings
    from commonweal.exchange.report import make_view, render_html

    proposals = propose_schemes(source.case, packs=source.packs)
    view = make_view(
        proposals,
        option=source.scheme.option,
        packs=source.packs,
        of_case=outdated_findings(source.case, source.version),
        adopted=adopted_words(source.version),
    )
    draft = "" if source.version else "DRAFT: a proposal, not adopted"
    mark = source.mark or (OUTDATED_MARK if source.outdated else draft)
    page = print_pdf(render_html(view), mark=mark)
    return (Document(name=REPORT_NAME, says="the report of the design, not for bidders", content=page),)
