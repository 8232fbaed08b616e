"""Files that people bring, looked into before anything else reads them: bounded, and told by what they are."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.folder import CASE_FILE, FORECAST_FILE, case_of_texts, texts_of_zip
from commonweal.exchange.case_file.forecast_file import read_inputs
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal.record.errors import UnreadableInput
from commonweal_web.procurements.translate.document import draft_problem, missing_sections

GZIP, ZIP = b"\x1f\x8b", b"PK"
MAXIMUM_UNPACKED = 60_000_000
MAXIMUM_CASE_TEXT = 2_000_000


@contextmanager
def notices_on_disk(upload: IO[bytes]) -> Iterator[Path]:
    """An uploaded file of notices, unpacked if it was gzipped, for as long as it is read; then it is gone."""
    with tempfile.TemporaryDirectory(prefix="commonweal-") as folder:
        file = Path(folder) / "notices"
        with file.open("wb") as target:
            for piece in _pieces(upload):
                target.write(piece)
        yield file


def _pieces(upload: IO[bytes]) -> Iterator[bytes]:
    start = upload.read(2)
    upload.seek(0)
    source: IO[bytes] = gzip.GzipFile(fileobj=upload) if start == GZIP else upload  # type: ignore[assignment]
    size = 0
    try:
        while piece := source.read(1 << 20):
            size += len(piece)
            if size > MAXIMUM_UNPACKED:
                raise UnreadableInput(
                    f"Unpacked, the file is larger than {MAXIMUM_UNPACKED / 1e6:.0f} MB.",
                    remedy="Choose a file with fewer notices.",
                )
            yield piece
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise UnreadableInput("The gzip file is damaged.", remedy="Fetch it again.") from error


def texts_of_case_file(content: bytes, *, name: str) -> dict[str, str]:
    """The files of a case that was uploaded as a zip or as case.yaml alone. Raises UnreadableInput, in one sentence.

    A zip may hold what it likes beside them: nothing else of it is looked at.
    """
    texts = texts_of_zip(content, name=name) if content[:2] == ZIP else {CASE_FILE: _decoded(content)}
    if CASE_FILE not in texts:
        raise UnreadableInput(f"There is no {CASE_FILE} in the zip.", remedy="Zip the folder that holds it.")
    long = next((name for name, text in texts.items() if len(text) > MAXIMUM_CASE_TEXT), None)
    if long is not None:
        raise UnreadableInput(f"{long} is longer than {MAXIMUM_CASE_TEXT / 1e6:.0f} million characters.")
    return texts


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise UnreadableInput(
            "This is a binary file, not a case file.", remedy="Choose case.yaml or a zip of the case."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput("The file is not text in UTF-8.", remedy="Save it as UTF-8.") from error


def check_case_texts(texts: dict[str, str]) -> None:
    """Refuse what no reader of case files takes: the whole where it is whole, and else the parts that are there."""
    data = parse_yaml(texts[CASE_FILE], name=CASE_FILE).data
    alone = set(texts) <= {CASE_FILE, FORECAST_FILE}
    if isinstance(data, dict) and missing_sections(data) and alone and not data.get("decisions"):
        problem = draft_problem(texts[CASE_FILE])
        if problem is not None:
            raise problem
        if FORECAST_FILE in texts:
            read_inputs(parse_yaml(texts[FORECAST_FILE], name=FORECAST_FILE))
        return
    case_of_texts(texts, path=Path("case"))


def looks_unlike_notices(start: bytes) -> str:
    """Why a file cannot be one of notices, by its first bytes; empty where it may be one."""
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:2] == GZIP:
        return ""
    if not head:
        return _("The file holds nothing but spaces: choose a file with a notice")
    if head[:1] == b"<":
        return _("This is a web page (HTML or XML), not open contracting data: save the data, not the page")
    if start[:2] == ZIP:
        return _("This is a zip: unpack it, and choose the file with the notice in it")
    if b"\x00" in start:
        return _("This is a binary file, not open contracting data: choose a JSON file as a register serves it")
    if head[:1] not in {b"{", b"["}:
        return _("There is no open contracting data in this file: choose a JSON file as a register serves it")
    return ""
