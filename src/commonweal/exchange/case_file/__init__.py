"""The case file: a folder, or a zip of it, of readable YAML that every way into Commonweal shares."""

from commonweal.exchange.case_file.folder import CaseFolder, open_case, save_case, zip_case
from commonweal.exchange.case_file.layout import (
    LAYOUT_VERSION,
    CaseLayout,
    case_from_layout,
    layout_of_case,
    read_layout,
)
from commonweal.exchange.case_file.schema import case_schema, forecast_schema
from commonweal.exchange.case_file.scheme_file import SchemeVersion, read_scheme, scheme_text

__all__ = [
    "LAYOUT_VERSION",
    "CaseFolder",
    "CaseLayout",
    "SchemeVersion",
    "case_from_layout",
    "case_schema",
    "forecast_schema",
    "layout_of_case",
    "open_case",
    "read_layout",
    "read_scheme",
    "save_case",
    "scheme_text",
    "zip_case",
]
