"""A case as a file that is taken away, and what a file that comes back may not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.folder import CASE_FILE, FORECAST_FILE, zip_texts
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal_web.procurements.models import SchemeVersion
from commonweal_web.procurements.translate.difference import adoptions
from commonweal_web.procurements.translate.document import case_texts
from commonweal_web.procurements.translate.parts import same
from commonweal_web.procurements.translate.schemes import unmatched_scheme


def case_zip(text: str, schemes: Sequence[SchemeVersion], *, forecast: str = "") -> bytes:
    """The case's own files; equal cases give equal bytes."""
    return zip_texts(case_texts(text, tuple(schemes), forecast=forecast))


def whole_texts(texts: Mapping[str, str], schemes: Sequence[SchemeVersion]) -> dict[str, str]:
    """A file's texts with the schemes that the service holds, where only case.yaml was brought."""
    return case_texts(texts[CASE_FILE], tuple(schemes), forecast=texts.get(FORECAST_FILE, ""))


def refusal_of(texts: Mapping[str, str], data: Mapping[str, Any], schemes: Sequence[SchemeVersion]) -> str:
    """Why a changed case file cannot be taken over: its adopted schemes are not those of the service.

    A scheme is adopted here, by a person with a role, or in a case that begins with its file: never through a change.
    Raises UnreadableInput for what is no case file.
    """
    theirs = parse_yaml(texts[CASE_FILE], name=CASE_FILE).data
    if not isinstance(theirs, dict):
        return _("This is no case file: it holds no keys and values.")
    brings_schemes = any(name.startswith("schemes/") for name in texts)
    number = unmatched_scheme(texts, schemes) if brings_schemes else None
    if number is not None:
        return _(
            "Scheme %(number)s of the file is not the one that was adopted here. Schemes are adopted in the service: "
            "take that scheme out of the file, or put the service's own back."
        ) % {"number": number}
    if not same(adoptions(theirs), adoptions(data)):
        return _(
            "The file's decisions adopt other schemes than were adopted here. Schemes are adopted in the service: "
            "leave those decisions as they were when you took the file."
        )
    return ""
