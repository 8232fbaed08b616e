"""Filling a Word template: in a sandbox, every text escaped, a draft marked on every page, equal input equal bytes."""

from __future__ import annotations

import dataclasses
import io
from datetime import datetime
from typing import Any

from commonweal.exchange.tender_pack.pack_view import TenderPack
from commonweal.exchange.tender_pack.stage_drawing import draw_stages
from commonweal.exchange.word.drawing import StagePicture
from commonweal.exchange.word.placeholder_check import check_placeholders, sandbox
from commonweal.exchange.word.template_check import check_template
from commonweal.exchange.word.zipping import fixed_zip
from commonweal.procurement.procurement import Procurement
from commonweal.record.errors import CommonwealError, UnreadableInput

# A document's properties need a day; a draft has none of its own, and the clock is not asked.
NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - Word keeps it without a zone


def render_word(pack: TenderPack, procurement: Procurement, *, template: bytes, own: str = "") -> bytes:
    """A Word document of a pack. `own` names an authority's own template, which is looked at first."""
    if not own:
        return _fill_in(pack, procurement, template)
    check_template(template, name=own)
    try:
        return _fill_in(pack, procurement, template, own=own)
    except CommonwealError:
        raise
    except Exception as error:  # what a template does to the libraries that read it cannot be listed
        raise UnreadableInput(
            "The template cannot be filled in: it is damaged, or a placeholder is not in one piece.",
            where=own,
            remedy="Start from what commonweal documents --template-out writes.",
        ) from error


def _fill_in(pack: TenderPack, procurement: Procurement, template: bytes, *, own: str = "") -> bytes:
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    if own:
        check_placeholders(document, name=own)
    document.init_docx()
    if pack.mark:
        _mark_every_page(document.docx)
    values = {each.name: getattr(pack, each.name) for each in dataclasses.fields(pack)}
    values["ribbon"] = StagePicture(draw_stages(procurement))
    document.render(values, sandbox(), autoescape=True)
    finish_properties(document.docx, title=pack.title, authority=pack.authority, subject=pack.foot)
    stream = io.BytesIO()
    document.docx.save(stream)
    return fixed_zip(stream.getvalue())


def finish_properties(document: Any, *, title: str, authority: str, subject: str) -> None:
    """What a document says of itself, the same however often it is made."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title[:255], authority[:255], "en-GB"
    properties.subject, properties.comments = subject, ""
    properties.created = properties.modified = NO_DAY
    properties.last_modified_by, properties.revision = "", 1


def _mark_every_page(document: Any) -> None:
    """The mark is to stand on top of every header that any page may have, whatever the template."""
    first_differs = any(section.different_first_page_header_footer for section in document.sections)
    even_differs = document.settings.odd_and_even_pages_header_footer
    for number, section in enumerate(document.sections):
        kinds = (
            (section.header, True),
            (section.first_page_header, first_differs),
            (section.even_page_header, even_differs),
        )
        for header, used in kinds:
            if used and (number == 0 or not header.is_linked_to_previous):
                _mark_header(document, header)


def _mark_header(document: Any, header: Any) -> None:
    from docx.oxml import OxmlElement

    header._element.insert(0, OxmlElement("w:p"))
    first = header.paragraphs[0]
    if "Draft Mark" in [style.name for style in document.styles]:
        first.style = "Draft Mark"
    first.add_run("{{ mark }}").bold = True
