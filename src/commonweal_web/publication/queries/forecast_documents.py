"""The annex to the business case: made from the forecast that the case had when its document was as it is here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.folder import FORECAST_FILE, case_of_texts

if TYPE_CHECKING:  # it names these makers
    from commonweal.exchange.business_case.view import BusinessCase
    from commonweal_web.publication.queries.document_kinds import Material


def has_forecast(material: Material) -> bool:
    return FORECAST_FILE in material.texts


def forecast_text(material: Material) -> str:
    """What the forecast is made from, word for word; empty where there is none."""
    return material.texts.get(FORECAST_FILE, "")


def business_case_word(material: Material) -> bytes:
    from commonweal.exchange.business_case.documents import annex_word

    return annex_word(_annex(material))


def business_case_pdf(material: Material) -> bytes:
    from commonweal.exchange.business_case.documents import annex_pdf

    return annex_pdf(_annex(material))


def _annex(material: Material) -> BusinessCase:
    from commonweal.exchange.business_case.gathering import make_business_case
    from commonweal.exchange.forecast_report.case_forecast import forecast_case

    opened = case_of_texts(material.texts, path=Path("case"))
    found = forecast_case(opened, packs=material.packs)
    if material.published:
        return make_business_case(found, standing=material.standing)
    said = _("Made from the case as it stands. Its scheme is not published.")
    return make_business_case(found, standing=said, mark=_("DRAFT: the scheme is not published"))
