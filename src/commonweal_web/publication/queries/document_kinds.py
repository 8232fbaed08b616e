"""The documents of a case: what each is, for whom, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from commonweal.design import check_case, propose_schemes
from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.case_file.adopted import adopted_words, outdated_findings
from commonweal.exchange.case_file.folder import zip_texts
from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.published_scheme import Published, published_data
from commonweal.exchange.tender_pack.pack_source import PackSource
from commonweal.frameworks import Packs
from commonweal.record.digest import canonical_json
from commonweal.scheme.scheme import Scheme
from commonweal_web.accounts.roles import Permission
from commonweal_web.publication.queries.forecast_documents import business_case_pdf, business_case_word

DRAFT = "draft"


@dataclass(frozen=True, kw_only=True)
class Material:
    """What documents are made from: a case with one scheme, published or a draft.

    `published` is the text that was published, empty for a draft, and `named` what names it; `texts` are the case's
    own files. Packs are looked for by those documents that need any: a case can be taken where an edition is no longer
    what it was.
    """

    opened: CaseFolder
    scheme: Scheme
    version: SchemeVersion | None
    find_packs: Callable[[], Packs]
    texts: Mapping[str, str]
    published: str = ""
    named: Published | None = None
    standing: str = ""
    mark: str = ""
    template: bytes | None = None
    template_name: str = ""

    @cached_property
    def packs(self) -> Packs:
        return self.find_packs()

    @property
    def source(self) -> PackSource:
        """For the writers of the tender pack."""
        return PackSource(
            case=self.opened.case,
            scheme=self.scheme,
            packs=self.packs,
            version=self.version,
            answers=check_case(self.opened.case, packs=self.packs, scheme=self.scheme),
            template=self.template,
            template_name=self.template_name or "the template",
            standing=self.standing,
            mark=self.mark,
            published=self.named,
        )

    @property
    def for_workbooks(self) -> SchemeVersion | Scheme:
        """A workbook of a draft says of itself that it is not for use with bids."""
        return self.version if self.published and self.version else self.scheme


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


def _pack_word(material: Material) -> bytes:
    from commonweal.exchange.tender_pack import make_tender_pack
    from commonweal.exchange.word import pack_template, render_word

    source = material.source
    pack = make_tender_pack(source)
    if source.template is None:
        return render_word(pack, source.case.procurement, template=pack_template())
    return render_word(pack, source.case.procurement, template=source.template, own=source.template_name)


def _annex_word(material: Material) -> bytes:
    from commonweal.exchange.tender_pack import make_tender_pack
    from commonweal.exchange.word import annex_template, render_word

    source = material.source
    return render_word(make_tender_pack(source), source.case.procurement, template=annex_template())


def _pack_pdf(material: Material) -> bytes:
    from commonweal.exchange.pdf import print_pdf
    from commonweal.exchange.pdf.pages import pack_page
    from commonweal.exchange.tender_pack import make_tender_pack

    source = material.source
    return print_pdf(pack_page(make_tender_pack(source), source.case.procurement))


def _report_view(material: Material) -> Any:
    from commonweal.exchange.report import make_view

    return make_view(
        propose_schemes(material.opened.case, packs=material.packs),
        option=material.scheme.option,
        packs=material.packs,
        of_case=outdated_findings(material.opened.case, material.version),
        adopted=material.standing or adopted_words(material.version),
        published=bool(material.published),
    )


def _report_html(material: Material) -> bytes:
    from commonweal.exchange.report import render_html

    return render_html(_report_view(material)).encode()


def _report_markdown(material: Material) -> bytes:
    from commonweal.exchange.report import render_markdown

    return render_markdown(_report_view(material)).encode()


def _report_pdf(material: Material) -> bytes:
    from commonweal.exchange.pdf import print_pdf
    from commonweal.exchange.report import render_html

    return print_pdf(render_html(_report_view(material)), mark=material.mark)


def _evaluation_model(material: Material) -> bytes:
    from commonweal.exchange.excel import write_evaluation_model

    return write_evaluation_model(
        material.for_workbooks, material.opened.case, material.packs, published=material.named
    )


def _response_template(material: Material) -> bytes:
    from commonweal.exchange.excel import write_response_template

    return write_response_template(
        material.for_workbooks, material.opened.case, material.packs, published=material.named
    )


def _prompts(material: Material) -> bytes:
    from commonweal.exchange.report.prompts import make_annex
    from commonweal.exchange.report.rendering import render_prompts
    from commonweal.scheme.prompts import call_prompts

    case, scheme = material.opened.case, material.scheme
    answers = check_case(case, packs=material.packs, scheme=scheme)
    annex = make_annex(case, scheme, call_prompts(case, scheme, packs=material.packs), answers)
    return render_prompts(annex, title=case.procurement.title, of=material.standing.rstrip(".")).encode()


def _case_zip(material: Material) -> bytes:
    return zip_texts(material.texts)


def _open_data(material: Material) -> bytes:
    if material.published:
        return material.published.encode()
    return canonical_json({"draft": material.mark, **published_data(material.opened.case, material.scheme)}).encode()


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
            make=_pack_word,
            for_bidders=True,
        ),
        DocumentKind(
            key="tender-pack-pdf",
            title=_("Tender pack, PDF"),
            says=_("The same as an accessible PDF."),
            ending="pdf",
            media="application/pdf",
            make=_pack_pdf,
            for_bidders=True,
        ),
        DocumentKind(
            key="response-template",
            title=_("Response template, Excel"),
            says=_("What bidders fill in: words are counted, ranges checked. Works without a connection."),
            ending="xlsx",
            media=EXCEL,
            make=_response_template,
            for_bidders=True,
        ),
        DocumentKind(
            key="scheme",
            title=_("The scheme as open data, JSON"),
            says=_("Everything that is published of it, for programs; its SHA-256 is the digest."),
            ending="json",
            media="application/json",
            make=_open_data,
            for_bidders=True,
            at_once=True,
        ),
        DocumentKind(
            key="annex-word",
            title=_("Annex for the authority, Word"),
            says=_("What is still open, and prompts to draft the contract from."),
            ending="docx",
            media=WORD,
            make=_annex_word,
        ),
        DocumentKind(
            key="evaluation-model",
            title=_("Evaluation model, Excel"),
            says=_("Scores, moderated scores and prices, added up as the scheme says."),
            ending="xlsx",
            media=EXCEL,
            make=_evaluation_model,
        ),
        DocumentKind(
            key="report-html",
            title=_("Report of the design, web page"),
            says=_("Every criterion with its reasons, what was left out and why; one page with nothing outside it."),
            ending="html",
            media="text/html; charset=utf-8",
            make=_report_html,
        ),
        DocumentKind(
            key="report-pdf",
            title=_("Report of the design, PDF"),
            says=_("The same as an accessible PDF."),
            ending="pdf",
            media="application/pdf",
            make=_report_pdf,
        ),
        DocumentKind(
            key="report-markdown",
            title=_("Report of the design, Markdown"),
            says=_("The same as plain text with headings."),
            ending="md",
            media="text/markdown; charset=utf-8",
            make=_report_markdown,
        ),
        DocumentKind(
            key="business-case-word",
            title=_("Annex to the business case, Word"),
            says=_(
                "What the forecast finds, with charts, every assumption and its source, and how numbers were come by."
            ),
            ending="docx",
            media=WORD,
            make=business_case_word,
            of_forecast=True,
        ),
        DocumentKind(
            key="business-case-pdf",
            title=_("Annex to the business case, PDF"),
            says=_("The same as an accessible PDF."),
            ending="pdf",
            media="application/pdf",
            make=business_case_pdf,
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
            make=_prompts,
        ),
        DocumentKind(
            key="case",
            title=_("The case, zip"),
            says=_("Readable files for the command line and the library; also to keep."),
            ending="zip",
            media="application/zip",
            make=_case_zip,
            at_once=True,
            permission=Permission.TAKE_CASE_FILE,
        ),
    )
}


def by_authority(version: SchemeVersion, authority: str) -> SchemeVersion:
    """A version as documents for bidders name it: the authority adopted it, whoever in it did."""
    return replace(version, adopted_by=authority)
