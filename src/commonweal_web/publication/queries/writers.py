"""What writes each document of a case, from its material. Writers load what they need when they are called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from commonweal.design import check_case, propose_schemes
from commonweal.exchange.case_file.adopted import adopted_words, outdated_findings
from commonweal.exchange.case_file.folder import case_of_texts, zip_texts
from commonweal.exchange.published_scheme import published_data
from commonweal.record.digest import canonical_json
from commonweal_web.publication.queries.material import Material

if TYPE_CHECKING:  # the business case loads numpy, and most documents need none
    from commonweal.exchange.business_case.view import BusinessCase


def pack_word(material: Material) -> bytes:
    from commonweal.exchange.tender_pack import make_tender_pack
    from commonweal.exchange.word import pack_template, render_word

    source = material.source
    pack = make_tender_pack(source)
    if source.template is None:
        return render_word(pack, source.case.procurement, template=pack_template())
    return render_word(pack, source.case.procurement, template=source.template, own=source.template_name)


def annex_word(material: Material) -> bytes:
    from commonweal.exchange.tender_pack import make_tender_pack
    from commonweal.exchange.word import annex_template, render_word

    source = material.source
    return render_word(make_tender_pack(source), source.case.procurement, template=annex_template())


def pack_pdf(material: Material) -> bytes:
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


def report_html(material: Material) -> bytes:
    from commonweal.exchange.report import render_html

    return render_html(_report_view(material)).encode()


def report_markdown(material: Material) -> bytes:
    from commonweal.exchange.report import render_markdown

    return render_markdown(_report_view(material)).encode()


def report_pdf(material: Material) -> bytes:
    from commonweal.exchange.pdf import print_pdf
    from commonweal.exchange.report import render_html

    return print_pdf(render_html(_report_view(material)), mark=material.mark)


def evaluation_model(material: Material) -> bytes:
    from commonweal.exchange.excel import write_evaluation_model

    return write_evaluation_model(
        material.for_workbooks, material.opened.case, material.packs, published=material.named
    )


def response_template(material: Material) -> bytes:
    from commonweal.exchange.excel import write_response_template

    return write_response_template(
        material.for_workbooks, material.opened.case, material.packs, published=material.named
    )


def prompts(material: Material) -> bytes:
    from commonweal.exchange.report.prompts import make_annex
    from commonweal.exchange.report.rendering import render_prompts
    from commonweal.scheme.prompts import call_prompts

    case, scheme = material.opened.case, material.scheme
    answers = check_case(case, packs=material.packs, scheme=scheme)
    annex = make_annex(case, scheme, call_prompts(case, scheme, packs=material.packs), answers)
    return render_prompts(annex, title=case.procurement.title, of=material.standing.rstrip(".")).encode()


def case_zip(material: Material) -> bytes:
    return zip_texts(material.texts)


def open_data(material: Material) -> bytes:
    if material.published:
        return material.published.encode()
    return canonical_json({"draft": material.mark, **published_data(material.opened.case, material.scheme)}).encode()


def business_case_word(material: Material) -> bytes:
    from commonweal.exchange.business_case import documents

    return documents.annex_word(_business_case(material))


def business_case_pdf(material: Material) -> bytes:
    from commonweal.exchange.business_case import documents

    return documents.annex_pdf(_business_case(material))


def _business_case(material: Material) -> BusinessCase:
    from commonweal.exchange.business_case.gathering import make_business_case
    from commonweal.exchange.forecast_report.case_forecast import forecast_case

    opened = case_of_texts(material.texts, path=Path("case"))
    found = forecast_case(opened, packs=material.packs)
    if material.published:
        return make_business_case(found, standing=material.standing)
    said = _("Made from the case as it stands. Its scheme is not published.")
    return make_business_case(found, standing=said, mark=_("DRAFT: the scheme is not published"))
