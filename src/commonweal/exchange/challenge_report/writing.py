"""The report of a challenge into one file, whose ending says of what kind it is: HTML, Word, PDF or text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from commonweal.exchange.case_file.writing import write_whole
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.record.errors import MisuseError

Maker = Callable[[CaseChallenge, str], str | bytes]


def write_challenge(found: CaseChallenge, file: Path, *, case: str) -> None:
    """Write the whole report, whole or not at all; what is there is replaced.

    Raises MisuseError for another ending, and RefusedError where what draws or sets text is not installed.
    """
    write_whole(file, check_ending(file)(found, case))


def check_ending(file: Path) -> Maker:
    """What makes a file of that ending. Raises MisuseError for another, before anything is computed."""
    maker = MAKERS.get(file.suffix.lower())
    if maker is None:
        raise MisuseError(
            f"A challenge cannot be written as '{file.name}'.", remedy=f"Let the name end with {' or '.join(MAKERS)}."
        )
    return maker


def _html(found: CaseChallenge, case: str) -> str:
    from commonweal.exchange.challenge_report.pages import challenge_html

    return challenge_html(found, case=case)


def _word(found: CaseChallenge, case: str) -> bytes:
    from commonweal.exchange.business_case.documents import annex_word
    from commonweal.exchange.challenge_report.gathering import make_challenge

    return annex_word(make_challenge(found, case=case))


def _pdf(found: CaseChallenge, case: str) -> bytes:
    from commonweal.exchange.business_case.documents import annex_pdf
    from commonweal.exchange.challenge_report.gathering import make_challenge

    return annex_pdf(make_challenge(found, case=case))


def _text(found: CaseChallenge, case: str) -> str:
    from commonweal.exchange.challenge_report.text import challenge_text

    return challenge_text(found, case=case)


MAKERS: Mapping[str, Maker] = {".html": _html, ".docx": _word, ".pdf": _pdf, ".txt": _text}
