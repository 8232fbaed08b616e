"""The annex as files: Word and accessible PDF."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.exchange.business_case.gathering import make_business_case
from commonweal.exchange.business_case.view import BusinessCase
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.exchange.tender_pack.documents import Document
from commonweal.record.errors import RefusedError

WORD_NAME, PDF_NAME = "business-case-annex.docx", "business-case-annex.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAnnex:
    """The documents, and why there is no PDF among them where there is none."""

    documents: tuple[Document, ...]
    no_pdf: str = ""


def write_annex(found: CaseForecast) -> WrittenAnnex:
    """The annex in Word and as PDF, in memory. Equal input gives equal bytes (PDF: where the same fonts are).

    Word is made also where the library that sets the text of a PDF is not installed. Raises RefusedError where no
    picture can be drawn.
    """
    annex = make_business_case(found)
    word = Document(name=WORD_NAME, says="the annex to the business case, in Word", content=annex_word(annex))
    try:
        content = annex_pdf(annex)
    except RefusedError as refused:
        return WrittenAnnex(documents=(word,), no_pdf=str(refused))
    return WrittenAnnex(documents=(word, Document(name=PDF_NAME, says="the same as accessible PDF", content=content)))


def annex_word(annex: BusinessCase) -> bytes:
    """Raises RefusedError where the converter of charts is not installed."""
    from commonweal.exchange.business_case.word import word_of

    return word_of(annex)


def annex_pdf(annex: BusinessCase) -> bytes:
    """Raises RefusedError where the library that sets text is not installed, with what installs it."""
    from commonweal.exchange.business_case.pages import business_case_page
    from commonweal.exchange.pdf.printing import print_pdf

    return print_pdf(business_case_page(annex))
