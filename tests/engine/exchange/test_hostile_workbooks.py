"""Workbooks made to do harm, or of no sort that we read, are refused in one sentence; no text becomes a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from excel_examples import make, open_book, rows, save
from office import convert
from openpyxl import Workbook

from commonweal.exchange.excel import (
    filled,
    read_response,
    read_scores,
    write_evaluation_model,
    write_response_template,
)
from commonweal.exchange.ocds import UnreadLine
from commonweal.exchange.report.overview_text import overview_csv
from commonweal.exchange.spreadsheet_text import FORMULA_STARTS, csv_text
from commonweal.record import UnreadableInput

MADE = make("sandbox-pilot")


def template() -> bytes:
    return write_response_template(MADE.scheme, MADE.case, MADE.packs)


def repacked(*, change: dict[str, bytes | Callable[[bytes], bytes]], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The template with parts replaced, changed or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as old, zipfile.ZipFile(stream, "w", level) as new:
        for name in old.namelist():
            made = change.get(name, old.read(name))
            new.writestr(name, made(old.read(name)) if callable(made) else made)
        for name in change.keys() - set(old.namelist()):
            made = change[name]
            assert isinstance(made, bytes)
            new.writestr(name, made)
    return stream.getvalue()


def encrypted() -> bytes:
    """The flag of encryption set in every entry of the zip."""
    content = bytearray(template())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def many_rows(sheet: bytes) -> bytes:
    return sheet.replace(b"</sheetData>", b"<row/>" * 20_001 + b"</sheetData>")


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><worksheet>&b;</worksheet>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb by ratio": (lambda: repacked(change={"xl/media/a.bin": b"\0" * 5_000_000}), "packed more tightly"),
    "zip bomb by size": (lambda: repacked(change={"a": bytes(61_000_000)}), "unpacks to 6"),
    "many entries": (
        lambda: repacked(change={f"x/{n}": b"" for n in range(1_600)}),
        "parts; a filled template has far",
    ),
    "entities": (lambda: repacked(change={SHEET: ENTITIES}), "XML that is made to do harm"),
    "outside entity": (lambda: repacked(change={"docProps/app.xml": OUTSIDE}), "XML that is made to do harm"),
    "macros": (lambda: repacked(change={"xl/vbaProject.bin": b"x"}), "holds macros"),
    "macros by type": (
        lambda: repacked(
            change={
                "[Content_Types].xml": lambda old: old.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", MACRO_TYPE
                )
            }
        ),
        "holds macros",
    ),
    "external link": (
        lambda: repacked(change={"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "refers to other files",
    ),
    "a million rows": (lambda: repacked(change={SHEET: many_rows}), "more than 20,000 rows"),
    "huge text": (
        lambda: repacked(change={"xl/sharedStrings.xml": bytes(range(256)) * 80_000}, level=zipfile.ZIP_STORED),
        "The file is 2",
    ),
    "encrypted entries": (encrypted, "protected by a password"),
    "encrypted": (lambda: filled_compound("EncryptedPackage".encode("utf-16-le")), "protected by a password"),
    "old format": (lambda: filled_compound(b""), "old .xls format"),
    "another zip": (lambda: repacked_only({"a.txt": b"a"}), "no .xlsx workbook"),
    "no workbook": (lambda: b"%PDF-1.7 and more", "This is no .xlsx workbook"),
    "cut short": (lambda: template()[:4_000], "damaged"),
    "empty": (lambda: b"", "The file is empty"),
    "too large": (lambda: bytes(10_000_001), "a filled template is at most 10 MB"),
}


def filled_compound(more: bytes) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + more


def repacked_only(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_in_one_sentence(name: str) -> None:
    """By both readers, naming the file, with what to do; nothing of it is computed or followed."""
    make_it, words = HOSTILE[name]
    content = make_it()
    for read in (read_response, read_scores):
        with pytest.raises(UnreadableInput) as refused:
            read(content, MADE.scheme, MADE.case, MADE.packs, name="bid.xlsx")
        assert words in str(refused.value)
        assert str(refused.value).startswith("bid.xlsx: ")
        assert "\n" not in str(refused.value)


def test_shared_text_is_bounded_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """All shared text is held at once, so its size is looked at first."""
    monkeypatch.setattr(filled, "LIMITS", replace(filled.LIMITS, strings=1_000))
    with pytest.raises(UnreadableInput, match="MB of text"):
        read_response(template(), MADE.scheme, MADE.case, MADE.packs)


def test_a_macro_workbook_is_refused_by_its_name_too(tmp_path: Path) -> None:
    file = tmp_path / "bid.xlsm"
    file.write_bytes(template())
    with pytest.raises(UnreadableInput, match="holds macros"):
        read_response(file, MADE.scheme, MADE.case, MADE.packs)


def test_a_row_at_the_very_end_does_no_harm() -> None:
    """Some programs write the last row of a sheet for its looks alone; it is neither refused nor walked to."""
    content = repacked(change={SHEET: lambda old: old.replace(b"</sheetData>", b'<row r="1048576"/></sheetData>')})
    assert read_response(content, MADE.scheme, MADE.case, MADE.packs).answers


# --- text that looks like a formula --------------------------------------------------------------------

BEGINNINGS = [f"{start}1+1" for start in FORMULA_STARTS]


def test_no_text_of_a_case_becomes_a_formula(tmp_path: Path) -> None:
    """Title, authority, criteria: written as text, marked so that typing it again keeps it text."""
    evil = '=HYPERLINK("x","y")'
    procurement = replace(MADE.case.procurement, title=evil)
    award = MADE.scheme.awards[0]
    scheme = replace(
        MADE.scheme,
        awards=(
            replace(award, title="+1", social_value=tuple(replace(each, title="@a") for each in award.social_value)),
        ),
    )
    case = replace(MADE.case, procurement=procurement)
    for write in (write_evaluation_model, write_response_template):
        book = open_book(write(scheme, case, MADE.packs))
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        found = [cell for cell in cells if cell.value == evil]
        assert found
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)
    shown = convert({"m": write_evaluation_model(scheme, case, MADE.packs)}, tmp_path, into="csv")["m"]
    assert evil.replace('"', '""') in shown.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", BEGINNINGS, ids=repr)
def test_what_a_bidder_types_as_text_is_text(text: str) -> None:
    """An answer that begins like a formula is read as it stands."""
    book = open_book(template())
    sheet, number = rows(book)["answer|award/2|1"]
    cell = sheet.cell(number, 3)
    cell.value, cell.data_type = text, "s"
    answer = read_response(save(book), MADE.scheme, MADE.case, MADE.packs).answers[1]
    assert answer.text.lstrip("\ufffd") == text.strip().lstrip("\r")


@pytest.mark.parametrize("text", BEGINNINGS, ids=repr)
def test_text_in_a_csv_is_marked_as_text(text: str) -> None:
    """Whatever begins a formula has an apostrophe before it; all else is left alone."""
    written = overview_csv([], [UnreadLine(line=1, why=text)])
    row = next(csv.DictReader(io.StringIO(written, newline="")))
    assert row["problem"] == f"'{text}".replace("\r", "\n")
    assert csv_text("a = b") == "a = b"
    assert csv_text(5) == 5


def test_a_workbook_of_nothing_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="This is another workbook, not a response template"):
        read_response(save(Workbook()), MADE.scheme, MADE.case, MADE.packs)
