"""The annex as files: Word and accessible PDF."""

from __future__ import annotations

from commonweal.exchange.business_case.gathering import make_business_case
from commonweal.exchange.business_case.view import BusinessCase
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.exchange.tender_pack.documents import Document

WORD_NAME, PDF_NAME = "business-case-annex.docx", "business-case-annex.pdf"


def write_annex(found: CaseForecast) -> tuple[Document, ...]:
    """The annex in Word and as PDF, in memory. Equal input gives equal bytes (PDF: where the same fonts are)."""
    annex = make_business_case(found)
    return (
        Document(name=WORD_NAME, says="the annex to the business case, in Word", content=annex_word(annex)),
        Document(name=PDF_NAME, says="the same as accessible PDF", content=annex_pdf(annex)),
    )


def annex_word(annex: BusinessCase) -> bytes:
    from commonweal.exchange.business_case.word import word_of

    return word_of(annex)


def annex_pdf(annex: BusinessCase) -> bytes:
    """Raises RefusedError where the library that sets text is not installed, with what installs it."""
    from commonweal.exchange.business_case.pages import business_case_page
    from commonweal.exchange.pdf.printing import print_pdf

    return print_pdf(business_case_page(annex))
