"""A licensed table of values: read by row and column, refused in one sentence, and never let out again."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from commonweal.cli import packs_import
from commonweal.cli.app import group
from commonweal.exchange.case_file import open_case
from commonweal.exchange.excel import write_evaluation_model, write_response_template
from commonweal.exchange.values import local_pack
from commonweal.exchange.values import workbook as workbooks
from commonweal.exchange.values.cells import Cell, CellTable, Row, column_index, column_letters
from commonweal.exchange.values.mapping import ColumnMapping
from commonweal.exchange.values.reading import MAXIMUM_BYTES, MAXIMUM_ROWS, read_table
from commonweal.exchange.values.rows import ReadValues, read_values
from commonweal.frameworks import load_packs
from commonweal.quantities import SocialTerm
from commonweal.record import CommonwealError, Confidence, RefusedError, Source, SourceKind

ROOT = Path(__file__).resolve().parents[3]
GOOD_CASE = (ROOT / "tests" / "golden" / "case_that_reads.yaml").read_text(encoding="utf-8")
HEADINGS = ("Ref", "Measure", "Unit", "Value (£)", "Deadweight off", "Year")
MAPPED = (
    *("--map", "id=Ref", "--map", "title=Measure", "--map", "unit=Unit", "--map", "value=Value (£)"),
    *("--map", "deadweight=Deadweight off", "--map", "price-year=Year"),
)
NAMED = ("--name", "acme", "--publisher", "Acme (invented)")
CONFIRMED = ("--licence-confirmed-by", "A. Person")
# Long enough that none can stand in a digest by chance.
AMOUNTS = [f"{918273645 + 7654321 * n}.{11 + n}" for n in range(40)]
SOURCE = Source(kind=SourceKind.GUIDANCE, title="Acme", confidence=Confidence.SECONDARY)


def sheet(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> Workbook:
    book = Workbook()
    book.active.title = "Values"
    for row in (headings, *rows):
        book.active.append(row)
    return book


def saved(book: Workbook, file: Path) -> Path:
    book.save(file)
    return file


def plain_table(file: Path) -> Path:
    """Forty invented values."""
    rows = [(f"V{n}", f"Value {n}", "person", float(amount), "yes", 2024) for n, amount in enumerate(AMOUNTS)]
    return saved(sheet(*rows), file)


def invoke(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(group, list(arguments), input=typed)


def import_values(table: Path, *more: str, typed: str = "") -> Result:
    return invoke("packs", "import-values", str(table), *NAMED, *MAPPED, *more, typed=typed)


def error(result: Result) -> CommonwealError:
    assert isinstance(result.exception, CommonwealError), (result.exception, result.output)
    assert "\n" not in str(result.exception)
    return result.exception


# --- read rightly ---------------------------------------------------------------------------------


def test_a_workbook_becomes_a_pack_of_licensed_values(tmp_path: Path) -> None:
    """Exact amounts, their unit, price base, source and what is already taken off; and who confirmed the licence."""
    table = plain_table(tmp_path / "table.xlsx")
    done = import_values(table, *CONFIRMED, "--into", str(tmp_path / "ours"), "--edition", "2026-11")
    assert done.exit_code == 0, done.exception
    pack = load_packs((tmp_path / "ours",)).get("acme")
    assert pack.name == "acme/2026-11"
    assert [value.pounds.central for value in pack.values.values()] == [Decimal(each) for each in AMOUNTS]
    first = pack.values["v0"]
    assert (first.unit, first.price_base, first.net_of) == ("person", 2024, (SocialTerm.DEADWEIGHT,))
    assert (first.source.title, first.source.confidence) == ("Acme (invented)", Confidence.SECONDARY)
    licensed = pack.head.licensed
    assert licensed is not None
    assert licensed.confirmed_by == "A. Person"
    assert len(licensed.file_digest) == 64
    assert not [each for each in (tmp_path / "ours").iterdir() if each.name != "acme"]
    assert (tmp_path / "ours" / "acme" / "2026-11" / ".gitignore").read_text(encoding="utf-8").endswith("*\n")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_like_a_workbook(tmp_path: Path, separator: str) -> None:
    """With a byte order mark, quoted numbers in groups, a pound sign, an empty row, and lines as Windows ends them."""
    rows = [
        ("Unit", "Title", "Amount"),
        ("tree", "A tree, planted", '"£1,234.50"'),
        ("", "", ""),
        ("hour", "An hour", "8"),
    ]
    text = "\r\n".join(separator.join(f'"{c}"' if "," in c and c[0] != '"' else c for c in row) for row in rows)
    file = tmp_path / "t.csv"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    mapping = ColumnMapping(columns={"title": "title", "unit": "A", "value": "Amount"}, price_year=2023)
    read = read_values(read_table(file), mapping, source=SOURCE)
    assert not read.faults
    amounts = {code: value.pounds.central for code, value in read.values.items()}
    assert amounts == {"a-tree-planted": Decimal("1234.50"), "an-hour": Decimal(8)}
    assert {value.price_base for value in read.values.values()} == {2023}


def test_a_mapping_file_and_a_sheet_by_name(tmp_path: Path) -> None:
    """The heading row may be a later one; what the command line says goes before the file."""
    book = sheet(("A", "Title", "hour", 5, "no", 2020), headings=("About",) * 6)
    other = book.create_sheet("Other")
    for row in (("Acme", None), ("Name", "Per", "Low", "Mid", "High"), ("A walk", "walk", 1, 2, 3)):
        other.append(row)
    table = saved(book, tmp_path / "t.xlsx")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "columns: {title: Name, unit: Per, low: Low, value: Low, high: High}\nsheet: Other\nheading_row: 2\n", "utf-8"
    )
    done = invoke(
        *("packs", "import-values", str(table), *NAMED, "--mapping", str(mapping), "--map", "value=Mid"),
        *("--into", str(tmp_path / "ours"), "--edition", "1", *CONFIRMED),
    )
    assert done.exit_code == 0, done.exception
    pounds = load_packs((tmp_path / "ours",)).get("acme").values["a-walk"].pounds
    assert (pounds.low, pounds.central, pounds.high) == (1, 2, 3)


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=8))
def test_amounts_are_read_exactly_as_numbers_or_as_text(amounts: list[Decimal]) -> None:
    """Nothing is rounded on the way, with or without a pound sign and groups of three."""
    forms = [(each, f"{each:f}", f"£ {each:,f}") for each in amounts]
    for written in zip(*forms, strict=True):
        rows = tuple(
            Row(number=n, cells=(Cell(value=f"v{n}"), Cell(value="hour"), Cell(value=each)))
            for n, each in enumerate(written, start=2)
        )
        read = read_values(
            CellTable(name="t", headings=("T", "U", "V"), rows=rows),
            ColumnMapping(columns={"title": "T", "unit": "U", "value": "V"}),
            source=SOURCE,
        )
        assert not read.faults
        assert [value.pounds.central for value in read.values.values()] == amounts


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    letters = ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert [column_letters(each) for each in (0, 25, 26, 51, 52, 701, 702)] == letters
    assert [column_index(each) for each in letters] == [0, 25, 26, 51, 52, 701, 702]


# --- refused by row and column ----------------------------------------------------------------------


def faults(*rows: tuple[Any, ...], tmp_path: Path, merge: str = "") -> list[str]:
    book = sheet(("V0", "Sound", "hour", 5, "no", 2024), *rows)
    if merge:
        book.active.merge_cells(merge)
    read = _read(saved(book, tmp_path / "t.xlsx"))
    return [str(fault) for fault in read.faults]


def _read(file: Path) -> ReadValues:
    columns = {"id": "A", "title": "B", "unit": "C", "value": "D", "deadweight": "E", "price-year": "F"}
    return read_values(read_table(file), ColumnMapping(columns=columns), source=SOURCE)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("V1", "T", "hour", "about ten", "", ""), "row 3, column D: the value is not a number in pounds."),
        (("V1", "T", "hour", "1.234,50", "", ""), "row 3, column D: the value is not a number in pounds."),
        (("V1", "T", "hour", None, "", ""), "row 3, column D: the value is missing."),
        (("V1", "T", "hour", "=D2*2", "", ""), "row 3, column D: the value holds a formula: paste its value instead."),
        (("V1", "=A1", "hour", 5, "", ""), "row 3, column B: the title holds a formula: paste its value instead."),
        (("V1", "T", " ", 5, "", ""), "row 3, column C: the unit is missing."),
        (("", "", "hour", 5, "", ""), "row 3, column A: the id is missing."),
        (("v0", "T", "hour", 5, "", ""), "row 3, column A: the id stands already in row 2."),
        (("V1", "T", "hour", 5, "perhaps", ""), "row 3, column E: the deadweight is neither yes nor no."),
        (("V1", "T", "hour", 5, "", 24), "row 3, column F: the price year is not a year such as 2024."),
        (("V1", "T" * 301, "hour", 5, "", ""), "row 3, column B: the title is longer than 300 characters."),
        (("V1", "T\u202e", "hour", 5, "", ""), "row 3, column B: the title holds a character that is not seen."),
        (("V1", "T", "hour", 1e300, "", ""), "row 3, column D: the value is not a number in pounds."),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_by_row_and_column(
    row: tuple[Any, ...], expected: str, tmp_path: Path
) -> None:
    assert faults(row, tmp_path=tmp_path) == [expected]


def test_dates_and_errors_of_a_spreadsheet_are_no_amounts(tmp_path: Path) -> None:
    from datetime import date

    found = faults(("V1", "T", "hour", date(2026, 1, 1)), ("V2", "T2", "hour", "#DIV/0!"), tmp_path=tmp_path)
    assert found[0] == "row 3, column D: the value holds a date."
    assert found[1].startswith("row 4, column D: the value")


@pytest.mark.parametrize(("merge", "words"), [("A1:A2", "the headings are merged"), ("C2:C3", "the cells are merged")])
def test_merged_cells_are_refused_by_their_range(merge: str, words: str, tmp_path: Path) -> None:
    found = faults(("V1", "T", "hour", 5, "", ""), tmp_path=tmp_path, merge=merge)
    assert any(each.startswith(f"cells {merge}: {words}") for each in found)


def test_cells_merged_above_the_headings_or_beside_the_columns_do_no_harm(tmp_path: Path) -> None:
    """A title over the table, and notes in a column that nobody mapped."""
    book = sheet(("Ref", "Measure", "Unit", "Value"), ("V1", "T", "hour", 5, "", "", "note"), headings=("About",))
    book.active.merge_cells("A1:F1")
    book.active.merge_cells("G3:G4")
    table = read_table(saved(book, tmp_path / "t.xlsx"), heading_row=2)
    columns = {"id": "Ref", "title": "Measure", "unit": "Unit", "value": "Value"}
    read = read_values(table, ColumnMapping(columns=columns, heading_row=2), source=SOURCE)
    assert not read.faults
    assert list(read.values) == ["v1"]


def test_a_heading_lost_to_merging_is_explained(tmp_path: Path) -> None:
    book = sheet(("V1", "T", "hour", 5, "", ""))
    book.active.merge_cells("A1:B1")
    result = import_values(saved(book, tmp_path / "t.xlsx"), "--dry-run")
    assert "There is no column 'Measure'." in str(error(result))
    assert "Cells A1:B1 are merged" in str(error(result))


def test_every_fault_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    """Up to twenty, then how many more; what a cell holds is not repeated."""
    rows = [(f"V{n}", "T", "hour", f"secret {AMOUNTS[n]}", "", "") for n in range(25)]
    result = import_values(saved(sheet(*rows), tmp_path / "t.xlsx"), *CONFIRMED, "--into", str(tmp_path / "ours"))
    assert "25 cells cannot be taken, so nothing is written." in str(error(result))
    assert error(result).exit_status == 3
    assert result.output.count("not a number in pounds") == 20
    assert "… and 5 more." in result.output
    assert "secret" not in result.output + str(result.exception)
    assert not (tmp_path / "ours").exists()


# --- files that are not read ------------------------------------------------------------------------


def _xlsx_with(file: Path, name: str, content: bytes) -> Path:
    """A sound workbook with one member replaced or added."""
    stream = io.BytesIO()
    sheet(("V1", "T", "hour", 5, "", "")).save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(file, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return file


def _old(file: Path, more: bytes = b"") -> Path:
    file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + more)
    return file


def _sparse(file: Path, size: int) -> Path:
    with file.open("wb") as stream:
        stream.truncate(size)
    return file


def _text(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccc">]><worksheet>&b;</worksheet>'
UNREAD = {
    "too large": (lambda at: _sparse(at / "t.xlsx", 50_000_000), "is 50 MB; a table of values is at most 20 MB"),
    "old format": (lambda at: _old(at / "t.xls"), "the old .xls format"),
    "password": (lambda at: _old(at / "t.xlsx", "EncryptedPackage".encode("utf-16-le")), "protected by a password"),
    "macros": (lambda at: _xlsx_with(at / "t.xlsx", "xl/vbaProject.bin", b"x"), "holds macros"),
    "macros by name": (lambda at: _xlsx_with(at / "t.xlsm", "docProps/app.xml", b"<a/>"), "holds macros"),
    "entities": (lambda at: _xlsx_with(at / "t.xlsx", "xl/worksheets/sheet1.xml", BOMB), "made to do harm"),
    "damaged": (lambda at: _xlsx_with(at / "t.xlsx", "xl/workbook.xml", b"<oh"), "damaged"),
    "cut short": (lambda at: _text(at / "t.xlsx", b"PK\x03\x04 and then nothing"), "damaged"),
    "another zip": (lambda at: _text(at / "t.xlsx", _empty_zip()), "no .xlsx workbook"),
    "no workbook": (lambda at: _text(at / "t.xlsx", b"hello"), "This is no workbook"),
    "not UTF-8": (lambda at: _text(at / "t.csv", "Unit,Value\nhour,£5\n".encode("cp1252")), "not text in UTF-8"),
    "binary": (lambda at: _text(at / "t.csv", b"Unit\0Value"), "neither CSV nor"),
    "quotation mark": (lambda at: _text(at / "t.csv", b'Unit,Value\n"hour"x,5\n'), "This is not CSV"),
    "empty": (lambda at: _text(at / "t.csv", b" \n"), "The file is empty"),
    "too long": (lambda at: _text(at / "t.csv", b"Unit,Value\n" + b"h,1\n" * (MAXIMUM_ROWS + 1)), "more than 5,000"),
    "nothing there": (lambda at: at / "none.csv", "There is no such file"),
    "a folder": (lambda at: at, "This is a folder"),
}


def _empty_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    return stream.getvalue()


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    """What it is and what to do, status 3; nothing is written."""
    make, words = UNREAD[name]
    result = import_values(make(tmp_path), *CONFIRMED, "--into", str(tmp_path / "ours"))
    assert words in str(error(result))
    assert error(result).exit_status == 3
    assert not (tmp_path / "ours").exists()


def test_the_largest_file_is_the_one_that_is_said() -> None:
    assert MAXIMUM_BYTES == 20_000_000


def test_a_workbook_that_unpacks_to_far_more_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAXIMUM_UNPACKED", 1_000)
    result = import_values(plain_table(tmp_path / "t.xlsx"), "--dry-run")
    assert "unpacks to" in str(error(result))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--sheet", "None such"), "There is no sheet 'None such'. There are Values, Notes."),
        ((), "The workbook has 2 sheets. Add --sheet NAME; there are Values, Notes."),
        (("--sheet", "Values", "--map", "colour=Unit"), "A column cannot be mapped to 'colour'."),
        (("--sheet", "Values", "--map", "unit"), "'unit' is no mapping."),
        (("--sheet", "Values", "--map", "unit=C"), "The field 'unit' is mapped twice."),
        (("--sheet", "Values", "--map", "note=Remarks"), "There is no column 'Remarks'. Headings are Ref, Measure"),
        (("--sheet", "Values", "--heading-row", "0"), "The heading row is 1 or a later one."),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(more: tuple[str, ...], words: str, tmp_path: Path) -> None:
    book = sheet(("V1", "T", "hour", 5, "", ""))
    book.create_sheet("Notes")
    assert words in str(error(import_values(saved(book, tmp_path / "t.xlsx"), "--dry-run", *more)))


def test_what_is_needed_is_named(tmp_path: Path) -> None:
    result = invoke("packs", "import-values", str(plain_table(tmp_path / "t.xlsx")), *NAMED, "--map", "unit=Unit")
    assert "No column is mapped to value and title." in str(error(result))


def tried(content: bytes, name: str, folder: Path) -> None:
    """Read as a table and as values: an answer, or one sentence; never anything else."""
    file = folder / name
    file.write_bytes(content)
    mapping = ColumnMapping(columns={"title": "A", "unit": "B", "value": "C"})
    try:
        read_values(read_table(file), mapping, source=SOURCE)
    except CommonwealError as error:
        assert "\n" not in str(error)


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused_as_csv(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tried(content, "t.csv", Path(folder))


SOUND = io.BytesIO()
sheet(("V1", "T", "hour", 5, "", "")).save(SOUND)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(SOUND.getvalue()) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_to_a_workbook_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    """Bytes changed anywhere in a sound one."""
    content = bytearray(SOUND.getvalue())
    for place, value in changes:
        content[place] = value
    with tempfile.TemporaryDirectory() as folder:
        tried(bytes(content), "t.xlsx", Path(folder))


def members(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]


@settings(max_examples=100)
@given(st.sampled_from(members(SOUND.getvalue())), st.data())
def test_any_damage_to_the_xml_of_a_workbook_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """A stretch taken out of one of its files, which stays a sound zip."""
    with zipfile.ZipFile(io.BytesIO(SOUND.getvalue())) as archive:
        old = archive.read(name)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, min(len(old), start + 40)))
    with tempfile.TemporaryDirectory() as folder:
        file = _xlsx_with(Path(folder) / "made.xlsx", name, old[:start] + old[end:])
        tried(file.read_bytes(), "t.xlsx", Path(folder))


# --- the licence question -----------------------------------------------------------------------------


def test_without_a_confirmation_nothing_is_imported(tmp_path: Path) -> None:
    """A script must say who confirms it; refused with status 4."""
    table = plain_table(tmp_path / "t.xlsx")
    for more in ((), ("--json",), ("--licence-confirmed-by", " ")):
        result = import_values(table, "--into", str(tmp_path / "ours"), *more)
        assert isinstance(result.exception, RefusedError)
        assert "Nobody has confirmed" in str(result.exception)
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize(("typed", "status"), [("y\nA. Person\n", 0), ("n\n", 4), ("\n", 4)])
def test_a_person_is_asked_and_no_is_the_answer_unless_they_say_yes(
    typed: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs_import, "_asks_a_person", lambda: True)
    result = import_values(plain_table(tmp_path / "t.xlsx"), "--into", str(tmp_path / "ours"), typed=typed)
    assert "bars use inside" in " ".join(result.output.split())
    assert packs_import.QUESTION in " ".join(result.output.split())
    if status:
        assert isinstance(result.exception, RefusedError)
        assert not (tmp_path / "ours").exists()
        return
    licensed = load_packs((tmp_path / "ours",)).get("acme").head.licensed
    assert licensed is not None
    assert licensed.confirmed_by == "A. Person"


@pytest.mark.parametrize(
    ("more", "words"),
    [(("--edition", "1"), "not overwritten"), (("--edition", "../x"), "is no name for a pack")],
)
def test_an_edition_is_never_overwritten_nor_put_elsewhere(more: tuple[str, ...], words: str, tmp_path: Path) -> None:
    table = plain_table(tmp_path / "t.xlsx")
    into = ("--into", str(tmp_path / "ours"), *CONFIRMED)
    assert import_values(table, *into, "--edition", "1").exit_code == 0
    before = sorted(tmp_path.rglob("*"))
    assert words in str(error(import_values(table, *into, *more)))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_dry_run_shows_the_first_rows_and_writes_nothing(tmp_path: Path) -> None:
    """To the person at the terminal; as plain data there are numbers of values alone."""
    table = plain_table(tmp_path / "t.xlsx")
    before = sorted(tmp_path.rglob("*"))
    shown = import_values(table, "--dry-run")
    assert "40 values in 1 unit. Nothing is written." in shown.output
    assert "£918,273,645.11" in shown.output
    assert "… and 35 more." in shown.output
    assert json.loads(import_values(table, "--dry-run", "--json").output) == {"values": 40, "units": 1, "faults": []}
    assert sorted(tmp_path.rglob("*")) == before


# --- every exit door ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case whose own packs are licensed values, its scheme adopted. Looked at by many tests, changed by none."""
    tmp_path = tmp_path_factory.mktemp("imported")
    result = import_values(
        plain_table(tmp_path / "t.xlsx"), *CONFIRMED, "--into", str(tmp_path / "ours"), "--edition", "1", "--json"
    )
    assert result.exit_code == 0, result.exception
    _holds_no_amount(result.output)
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.yaml").write_text(f"{GOOD_CASE}\npacks: [../ours]\n", encoding="utf-8")
    adopted = invoke("design", str(case), "--adopt", "balanced", "--by", "A. Person", "--on", "2026-11-22")
    assert adopted.exit_code == 0, adopted.exception
    assert "acme/1" in (case / "packs.lock").read_text(encoding="utf-8")
    return tmp_path


def _holds_no_amount(text: str) -> None:
    """Neither as it is written nor in groups, nor its whole pounds."""
    for amount in AMOUNTS:
        whole = amount.partition(".")[0]
        for form in (whole, f"{int(whole):,}"):
            assert form not in text


def test_the_search_for_amounts_finds_one() -> None:
    with pytest.raises(AssertionError):
        _holds_no_amount("worth £918,273,645.11")


PACKS_DOORS = [
    ("packs", "list"),
    ("packs", "show", "acme"),
    ("packs", "check", "{ours}"),
    ("packs", "diff", "acme/1", "green-book"),
    ("packs", "diff", "green-book", "acme"),
    ("explain", "acme/v0"),
    ("explain", "v39"),
]


@pytest.mark.parametrize("as_json", [(), ("--json",)])
@pytest.mark.parametrize("door", PACKS_DOORS, ids=" ".join)
def test_no_command_about_packs_lets_an_amount_out(
    door: tuple[str, ...], as_json: tuple[str, ...], imported: Path
) -> None:
    """They show how many there are, and digests."""
    ours = str(imported / "ours")
    arguments = [each.format(ours=ours) for each in door]
    with_packs = () if door[1] == "check" else ("--packs", ours)
    result = invoke(*arguments, *with_packs, *as_json)
    assert result.exit_code == 0, result.exception
    _holds_no_amount(result.output)
    if door[:2] == ("packs", "show"):
        assert "40" in result.output
        assert load_packs((imported / "ours",)).get("acme").digest in result.output.replace("\n", "")


@pytest.mark.parametrize(
    "door", [("design",), ("design", "--json"), ("check",), ("check", "--json"), ("report", "--json")], ids=" ".join
)
def test_no_command_about_a_case_lets_an_amount_out(door: tuple[str, ...], imported: Path) -> None:
    result = invoke(door[0], str(imported / "case"), *door[1:])
    assert result.exit_code in {0, 1}, result.exception
    _holds_no_amount(result.output)


@pytest.mark.parametrize("form", ["html", "md", "text"])
def test_no_report_lets_an_amount_out(form: str, imported: Path) -> None:
    out = imported / f"report.{form}"
    assert invoke("report", str(imported / "case"), "--format", form, "--out", str(out)).exit_code in {0, 1}
    _holds_no_amount(out.read_text(encoding="utf-8"))


def test_no_zip_lets_an_amount_out(imported: Path, tmp_path: Path) -> None:
    """Even where the packs lie inside the case's own folder."""
    case = shutil.copytree(imported / "case", tmp_path / "case")
    shutil.copytree(imported / "ours", case / "ours")
    text = (case / "case.yaml").read_text(encoding="utf-8").replace("../ours", "ours")
    (case / "case.yaml").write_text(text, encoding="utf-8")
    out = tmp_path / "case.zip"
    assert invoke("zip", str(case), "--out", str(out)).exit_code == 0
    with zipfile.ZipFile(out) as archive:
        assert {Path(name).parts[0] for name in archive.namelist()} == {"case.yaml", "packs.lock", "schemes"}
        for name in archive.namelist():
            _holds_no_amount(archive.read(name).decode())


def test_no_workbook_lets_an_amount_out(imported: Path) -> None:
    """Neither a cell of the evaluation model or the response template, nor what their files hold besides."""
    opened = open_case(imported / "case")
    packs = load_packs(opened.pack_folders)
    assert packs.get("acme").values
    version = opened.newest_scheme
    assert version is not None
    for write in (write_evaluation_model, write_response_template):
        with zipfile.ZipFile(io.BytesIO(write(version, opened.case, packs))) as archive:
            assert len(archive.namelist()) > 10
            for name in archive.namelist():
                _holds_no_amount(archive.read(name).decode())


def test_an_overlay_on_licensed_values_is_licensed_too(imported: Path, tmp_path: Path) -> None:
    """A local difference opens no door."""
    ours = shutil.copytree(imported / "ours", tmp_path / "ours")
    overlay = ours / "higher" / "overlay.yaml"
    overlay.parent.mkdir()
    overlay.write_text(
        "title: Ours\non: acme/1\nby: A. Person\nchanges:\n"
        "  - {at: values/v0/note, value: looked at, reason: we looked}\n",
        encoding="utf-8",
    )
    for arguments in (("packs", "show", "acme"), ("packs", "show", "acme", "--json"), ("explain", "acme/v1")):
        result = invoke(*arguments, "--packs", str(ours))
        assert result.exit_code == 0, result.exception
        _holds_no_amount(result.output)
    assert load_packs((ours,)).get("acme").head.licensed is not None


def test_an_example_cannot_ask_for_a_licensed_amount(imported: Path, tmp_path: Path) -> None:
    """Nor confirm a guess: what it expects is compared with nothing."""
    ours = shutil.copytree(imported / "ours", tmp_path / "ours")
    example = ours / "acme" / "1" / "examples" / "guess.yaml"
    example.parent.mkdir()
    text = f"title: A guess\ntests: values\ngiven: {{value: v0}}\nexpect: {{unit: person, pounds: {AMOUNTS[0]}}}\n"
    example.write_text(text, encoding="utf-8")
    refused = error(invoke("packs", "check", str(ours)))
    assert "expects pounds" in str(refused)
    assert str(refused).count("918273645") == 1
    assert "and it is None" in str(refused)


def test_an_overlay_cannot_take_the_licence_off(imported: Path, tmp_path: Path) -> None:
    """Whether it removes the mark or changes who confirmed it, it is refused with its file and line."""
    for change in (
        "remove: true",
        "value: {publisher: Me, confirmed_by: Me, confirmed_on: 2026-01-01, file_digest: a}",
    ):
        ours = shutil.copytree(imported / "ours", tmp_path / change[:5] / "ours")
        overlay = ours / "open" / "overlay.yaml"
        overlay.parent.mkdir()
        overlay.write_text(
            "title: Ours\non: acme/1\nby: A. Person\nchanges:\n"
            f"  - at: pack/licensed\n    reason: to see them\n    {change}\n",
            encoding="utf-8",
        )
        result = invoke("packs", "show", "acme", "--packs", str(ours))
        assert "cannot change what a pack says of its licence" in str(error(result))
        assert "overlay.yaml:5" in str(error(result))
        _holds_no_amount(result.output)


def test_a_row_of_amounts_taken_for_headings_is_not_repeated(tmp_path: Path) -> None:
    """A wrong --heading-row, or a table without headings, tells columns by their letters."""
    for more in (("--heading-row", "2"), ("--heading-row", "3", "--json")):
        result = import_values(plain_table(tmp_path / "t.xlsx"), *CONFIRMED, *more)
        assert "Headings are V" in str(error(result))
        assert "column D" in str(error(result))
        _holds_no_amount(result.output + str(result.exception))


@pytest.mark.parametrize("shown", ["note", "source", "id"])
def test_a_column_of_amounts_is_mapped_to_nothing_that_is_shown(shown: str, tmp_path: Path) -> None:
    mapped = ("--map", "title=Measure", "--map", "unit=Unit", "--map", "value=D", "--map", f"{shown}=Value (£)")
    result = invoke("packs", "import-values", str(plain_table(tmp_path / "t.xlsx")), *NAMED, *mapped, *CONFIRMED)
    assert f"mapped to both value and {shown}" in str(error(result))


def test_the_folder_keeps_itself_out_of_version_control_before_it_holds_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However suddenly a write stops, no values lie there without the file that keeps them in."""
    written: list[str] = []
    whole = local_pack.write_whole

    def noted(file: Path, content: str) -> None:
        written.append(file.name)
        whole(file, content)

    monkeypatch.setattr(local_pack, "write_whole", noted)
    assert import_values(plain_table(tmp_path / "t.xlsx"), *CONFIRMED, "--into", str(tmp_path / "o")).exit_code == 0
    assert written[0] == ".gitignore"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--name", "ppn-002"), "'ppn-002' is the name of a shipped pack."),
        (("--publisher", " "), "The publisher has no name."),
        (("--publisher", "A\x1b[31m"), "What follows --publisher holds a character that is not seen."),
        (("--price-year", "99"), "The price year is one such as 2024."),
    ],
)
def test_a_pack_is_named_so_that_it_can_be_used(more: tuple[str, ...], words: str, tmp_path: Path) -> None:
    result = import_values(plain_table(tmp_path / "t.xlsx"), *CONFIRMED, "--into", str(tmp_path / "ours"), *more)
    assert words in str(error(result))
    assert not (tmp_path / "ours").exists()


def test_an_amount_too_small_to_hold_is_refused_and_not_made_nothing(tmp_path: Path) -> None:
    found = faults(("V1", "T", "hour", 1e-9, "", ""), tmp_path=tmp_path)
    assert found == ["row 3, column D: the value is too small to be an amount in pounds."]
