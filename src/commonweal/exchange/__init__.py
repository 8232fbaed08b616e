"""The one door for files: cases in and out, notices in, reports out."""

from commonweal.exchange.case_file import CaseFolder, case_schema, open_case, save_case, zip_case
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge, challenge_case
from commonweal.exchange.forecast_report.case_forecast import CaseForecast, forecast_case

__all__ = [
    "CaseChallenge",
    "CaseFolder",
    "CaseForecast",
    "case_schema",
    "challenge_case",
    "forecast_case",
    "open_case",
    "save_case",
    "zip_case",
]
