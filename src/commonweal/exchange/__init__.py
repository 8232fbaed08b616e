"""The one door for files: cases in and out, notices in, reports out."""

from commonweal.exchange.case_file import CaseFolder, case_schema, open_case, save_case, zip_case

__all__ = ["CaseFolder", "case_schema", "open_case", "save_case", "zip_case"]
