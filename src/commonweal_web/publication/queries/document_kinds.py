"""The documents of a case: what each is, for whom, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.publication.queries import writers
from commonweal_web.publication.queries.material import Material

DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One kind. `at_once`: it takes no time, and need not be made in the background. `of_forecast`: there is one only
    where the case has a forecast.
    """

    key: str
    title: str | Promise
    says: str | Promise
    ending: str
    media: str
    make: Callable[[Material], bytes]
    for_bidders: bool = False
    at_once: bool = False
    of_forecast: bool = False
    permission: Permission = Permission.TAKE_PACK

    @property
    def name(self) -> str:
        """Its key, without what the ending of the file's name says already."""
        return self.key.removesuffix("-word").removesuffix("-pdf").removesuffix("-html").removesuffix("-markdown")


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    kind.key: kind
    for kind in (
        DocumentKind(
            key="tender-pack-word",
            title=_("Tender pack, Word"),
            says=_("Instructions, criteria with weightings and questions, KPIs and evidence. No pricing schedule."),
            ending="docx",
            media=WORD,
            make=writers.pack_word,
            for_bidders=True,
        ),
        DocumentKind(
            key="tender-pack-pdf",
            title=_("Tender pack, PDF"),
            says=_("The same as an accessible PDF."),
            ending="pdf",
            media="application/pdf",
            make=writers.pack_pdf,
            for_bidders=True,
        ),
        DocumentKind(
            key="response-template",
            title=_("Response template, Excel"),
            says=_("What bidders fill in: words are counted, ranges checked. Works without a connection."),
            ending="xlsx",
            media=EXCEL,
            make=writers.response_template,
            for_bidders=True,
        ),
        DocumentKind(
            key="scheme",
            title=_("The scheme as open data, JSON"),
            says=_("Everything that is published of it, for programs; its SHA-256 is the digest."),
            ending="json",
            media="application/json",
            make=writers.open_data,
            for_bidders=True,
            at_once=True,
        ),
        DocumentKind(
            key="annex-word",
            title=_("Annex for the authority, Word"),
            says=_("What is still open, and prompts to draft the contract from."),
            ending="docx",
            media=WORD,
            make=writers.annex_word,
        ),
        DocumentKind(
            key="evaluation-model",
            title=_("Evaluation model, Excel"),
            says=_("Scores, moderated scores and prices, added up as the scheme says."),
            ending="xlsx",
            media=EXCEL,
            make=writers.evaluation_model,
        ),
        DocumentKind(
            key="report-html",
            title=_("Report of the design, web page"),
            says=_("Every criterion with its reasons, what was left out and why; one page with nothing outside it."),
            ending="html",
            media="text/html; charset=utf-8",
            make=writers.report_html,
        ),
        DocumentKind(
            key="report-pdf",
            title=_("Report of the design, PDF"),
            says=_("The same as an accessible PDF."),
            ending="pdf",
            media="application/pdf",
            make=writers.report_pdf,
        ),
        DocumentKind(
            key="report-markdown",
            title=_("Report of the design, Markdown"),
            says=_("The same as plain text with headings."),
            ending="md",
            media="text/markdown; charset=utf-8",
            make=writers.report_markdown,
        ),
        DocumentKind(
            key="business-case-word",
            title=_("Annex to the business case, Word"),
            says=_(
                "What the forecast finds, with charts, every assumption and its source, and how numbers were come by."
            ),
            ending="docx",
            media=WORD,
            make=writers.business_case_word,
            of_forecast=True,
        ),
        DocumentKind(
            key="business-case-pdf",
            title=_("Annex to the business case, PDF"),
            says=_("The same as an accessible PDF."),
            ending="pdf",
            media="application/pdf",
            make=writers.business_case_pdf,
            of_forecast=True,
        ),
        DocumentKind(
            key="prompts",
            title=_("Prompts for the contract, Markdown"),
            says=_(
                "What the contract has to settle and what bidders must be told: for a lawyer, never wording to paste."
            ),
            ending="md",
            media="text/markdown; charset=utf-8",
            make=writers.prompts,
        ),
        DocumentKind(
            key="case",
            title=_("The case, zip"),
            says=_("Readable files for the command line and the library; also to keep."),
            ending="zip",
            media="application/zip",
            make=writers.case_zip,
            at_once=True,
            permission=Permission.TAKE_CASE_FILE,
        ),
    )
}
