"""The response template: what a bidder enters comes back whole, with every fault by sheet and cell."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from excel_examples import ROOT, Made, column, enter, formulas, make, open_book, rows, save
from hypothesis import given, settings
from hypothesis import strategies as st
from office import convert
from openpyxl import Workbook

from commonweal.cli.app import group
from commonweal.exchange.excel import ResponsePreview, read_response, write_evaluation_model, write_response_template
from commonweal.exchange.excel.book import sheet_name
from commonweal.exchange.excel.outline import outline_scheme
from commonweal.exchange.excel.response_outline import ResponseOutline, count_words, outline_response
from commonweal.record import UnreadableInput
from commonweal.record.text import visible

TEXT_COLUMN = 3
SANDBOX = ROOT / "examples" / "sandbox-pilot"


@cache
def template(name: str) -> bytes:
    made = make(name)
    return write_response_template(made.scheme, made.case, made.packs)


def outline_of(made: Made) -> ResponseOutline:
    return outline_response(outline_scheme(made.scheme, made.case, made.packs), made.case)


def read(content: bytes, made: Made) -> ResponsePreview:
    return read_response(content, made.scheme, made.case, made.packs, name="bid.xlsx")


def answered(name: str, *, words: int = 40) -> tuple[Workbook, dict[str, tuple[Any, int]]]:
    """A template with something sensible in every cell that needs it."""
    made = make(name)
    book = open_book(template(name))
    found = rows(book)
    asked = outline_of(made)
    put(found, "bidder", "Amber Works Ltd")
    for question in asked.questions:
        put(found, f"answer|{question.key}|1", " ".join(["word"] * words))
        put(found, f"evidence|{question.key}|1", "Annex A")
    for commitment in asked.commitments:
        row_id = f"{commitment.key}|{'needed' if commitment.needed else 'optional'}"
        for heading, value in (("Low", 1), ("Most likely", 2), ("High", 4), ("Caused by this contract (%)", 0.5)):
            enter(book, row_id, heading, value, found=found)
        enter(book, row_id, "What it rests on", "Two pilots before this one.", found=found)
    for stop in asked.stops:
        for heading in (KEPT, UNDUE):
            enter(book, stop.key, heading, "All data, with a guide.", found=found)
    return book, found


KEPT = "What the authority keeps, and how it is handed over"
UNDUE = "What happens to commitments that are not yet due"


def put(found: dict[str, tuple[Any, int]], row_id: str, value: Any, kind: str = "") -> None:
    sheet, number = found[row_id]
    cell = sheet.cell(number, TEXT_COLUMN)
    assert not cell.protection.locked
    cell.value = value
    if kind:
        cell.data_type = kind


@pytest.mark.parametrize("name", ["sandbox-pilot", "sbri-competition", "conventional-service-ppn-002"])
def test_a_complete_response_is_read_without_a_fault(name: str) -> None:
    """Every answer, range and statement as entered."""
    book, _ = answered(name)
    made, preview = make(name), read(save(book), make(name))
    assert preview.troubles == ()
    assert preview.bidder == "Amber Works Ltd"
    assert [each.words for each in preview.answers] == [40] * len(preview.answers)
    assert {each.question for each in preview.answers} == {each.key for each in outline_of(made).questions}
    assert all((each.low, each.likely, each.high) == (1, 2, 4) for each in preview.commitments)
    assert {each.caused_share for each in preview.commitments} == {Decimal("0.5")}
    assert all(each.kept == "All data, with a guide." for each in preview.stops)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufeff\u2028\u2029"),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() == text)
NUMBERS = st.decimals(0, 10**9, places=2)


@settings(max_examples=12)
@given(
    paragraphs=st.lists(TEXTS, min_size=1, max_size=15),
    three=st.tuples(NUMBERS, NUMBERS, NUMBERS),
    share=st.integers(0, 100),
)
def test_whatever_is_entered_comes_back(paragraphs: list[str], three: tuple[Decimal, ...], share: int) -> None:
    """Any text, whatever it begins with, and any range in its order."""
    made = make("conventional-service-ppn-002")
    book, found = answered("conventional-service-ppn-002")
    asked = outline_of(made)
    question = asked.questions[1]
    commitment = next(each for each in asked.commitments if each.levels is None and each.needed)
    low, likely, high = sorted(three)
    for number, text in enumerate(paragraphs, start=1):
        put(found, f"answer|{question.key}|{number}", text, "s")
    row_id = f"{commitment.key}|needed"
    given_as = (("Low", low), ("Most likely", likely), ("High", high), ("Caused by this contract (%)", share / 100))
    for heading, value in given_as:
        enter(book, row_id, heading, float(value), found=found)
    preview = read(save(book), made)
    answer = next(each for each in preview.answers if each.question == question.key)
    back = next(each for each in preview.commitments if each.key == commitment.key)
    assert answer.paragraphs == tuple(map(visible, paragraphs))
    assert (back.low, back.likely, back.high) == (low, likely, high)
    assert back.caused_share == Decimal(share) / 100
    hidden = {each for each in preview.troubles if "not seen" in each.message}
    assert set(preview.troubles) == hidden


def _fault(preview: ResponsePreview) -> str:
    assert len(preview.troubles) == 1, [str(each) for each in preview.troubles]
    return str(preview.troubles[0])


@pytest.mark.parametrize(
    ("entered", "kind", "words"),
    [
        (" ".join(["w"] * 501), "", "C13: The answer has 501 words; the limit is 500. Take out 1 word."),
        (None, "", "C13: There is no answer. Answer it on this row and those below."),
        ("=1+1", "f", "C13: It holds a formula. Paste its value instead."),
        ("#REF!", "e", "C13: It holds an error of the spreadsheet. Enter the value itself."),
        (True, "", "C13: It holds true or false. Enter text or a number."),
        ("a \u202e b", "", "C13: It holds a character that is not seen. Take it out: type the text anew."),
        ("x" * 8_001, "", "C13: It has 8,001 characters. Keep to 8,000 in one cell."),
    ],
)
def test_a_fault_of_an_answer_is_named_by_its_cell(entered: Any, kind: str, words: str) -> None:
    """With what to do, and with every other answer kept."""
    book, found = answered("sandbox-pilot")
    put(found, "answer|award/2|1", entered, kind)
    preview = read(save(book), make("sandbox-pilot"))
    assert _fault(preview) == f"Q2 Decisions shaped by those, {words}"
    assert len(preview.blocking) == 1
    assert preview.answers[0].words == 40
    assert all(each.given for each in preview.commitments)


COUNTED = "commitment|ppn-002/4a|service|1|needed"


@pytest.mark.parametrize(
    ("heading", "entered", "kind", "words"),
    [
        ("Low", 9, "", "Low, 9, is above high, 4. Exchange them, or correct one."),
        ("Most likely", 7, "", "Most likely, 7, is outside 1 to 4. Correct one of the three."),
        ("Low", None, "", "The range is not whole. Give low, most likely and high."),
        ("High", "a lot", "", "‘a lot’ is not a number. Give a number only, in tonnes CO2e a year."),
        ("High", -4, "", "-4 is out of bounds. Give a number of tonnes CO2e a year, zero or more."),
        ("High", "=2*2", "f", "It holds a formula. Paste its value instead."),
        ("Caused by this contract (%)", 80, "", "The share is not from 0% to 100%. Give the share as a percentage."),
        ("Caused by this contract (%)", None, "", "The share that this contract causes is missing. Give a percentage."),
        ("What it rests on", None, "", "Nothing says what the range rests on. Say it in a sentence."),
        ("Unit", "hours", "", "The unit says ‘hours’; it is asked in ‘tonnes CO2e a year’. Give the figures in the"),
    ],
)
def test_a_fault_of_a_range_is_named_by_its_cell(heading: str, entered: Any, kind: str, words: str) -> None:
    """Low above high, a wrong unit, text for a number, a part that is missing."""
    book, found = answered("conventional-service-ppn-002")
    sheet, number = found[COUNTED]
    cell = sheet.cell(number, column(sheet, heading))
    cell.value = entered
    if kind:
        cell.data_type = kind
    fault = _fault(read(save(book), make("conventional-service-ppn-002")))
    assert fault.startswith(f"Commitments, {cell.coordinate}: {words}")


def test_a_level_is_whole_and_on_the_scale() -> None:
    """Where a measure is told in levels, 2.5 and 6 are none."""
    for entered in (2.5, 6):
        book, found = answered("sandbox-pilot")
        enter(book, "commitment|innovation/co-design|pilot|1|needed", "High", entered, found=found)
        assert "is no level. Give a whole level from 0 to 5." in _fault(read(save(book), make("sandbox-pilot")))


def test_a_sheet_that_is_gone_loses_nothing_else() -> None:
    """It is named, and the rest is read; so it is with a row."""
    book, _ = answered("sandbox-pilot")
    del book["Q2 Decisions shaped by those"]
    preview = read(save(book), make("sandbox-pilot"))
    assert "The sheet of this question is gone." in _fault(preview)
    assert preview.answers[0].words == 40
    book, _ = answered("sandbox-pilot")
    book["Commitments"].delete_rows(7)
    preview = read(save(book), make("sandbox-pilot"))
    assert "is gone. Use the workbook as sent" in _fault(preview)
    assert preview.answers[1].words == 40


def test_a_sheet_renamed_or_moved_is_still_found() -> None:
    """Rows are known by their ids, not by where they stand."""
    book, _ = answered("sandbox-pilot")
    book["Commitments"].title = "Our promises"
    book.move_sheet("Our promises", -3)
    assert read(save(book), make("sandbox-pilot")).troubles == ()


def test_a_response_to_another_scheme_is_said_so_and_still_read() -> None:
    """The digest tells; what matches is shown all the same."""
    book, _ = answered("sandbox-pilot")
    preview = read(save(book), make("sandbox-pilot", "fuller"))
    assert "It was made from the scheme" in str(preview.troubles[0])
    assert preview.answers[0].words == 40
    other = read(save(answered("conventional-service-ppn-002")[0]), make("sandbox-pilot"))
    assert len(other.troubles) == 2
    assert "parts of this scheme cannot be found in it." in str(other.troubles[1])


def test_ids_taken_out_of_the_hidden_sheet_hide_no_question() -> None:
    """What is asked is the scheme's to say, not the file's."""
    book, found = answered("sandbox-pilot")
    hidden = book["commonweal"]
    for number in range(hidden.max_row, 3, -1):
        hidden.delete_rows(number)
    put(found, "answer|award/2|1", None)
    assert "There is no answer." in _fault(read(save(book), make("sandbox-pilot")))


def test_a_template_of_one_award_is_read_alone() -> None:
    """It asks nothing of the others, and says nothing of them."""
    made = make("sbri-competition")
    content = write_response_template(made.scheme, made.case, made.packs, award="prototype")
    preview = read(content, made)
    assert {each.question.partition("/")[0] for each in preview.answers} == {"prototype"}
    assert not [each for each in preview.troubles if "gone" in each.message]
    assert {each.stage for each in preview.stops} == {"Prototype"}


def test_of_several_awards_one_may_be_answered_alone() -> None:
    """Nothing is asked of the others, and a note says that they are empty."""
    book, found = answered("sbri-competition")
    for row_id, (sheet, number) in found.items():
        if row_id.startswith(("answer|prototype", "answer|demonstration", "commitment|")):
            for cell in sheet[number][2:]:
                if not cell.protection.locked:
                    cell.value = None
    preview = read(save(book), make("sbri-competition"))
    assert not preview.blocking
    assert {"Nothing is answered for ‘Award for prototype’.", "Nothing is answered for ‘Award for demonstration’."} == {
        each.message for each in preview.troubles
    }


def test_an_evaluation_model_is_no_response() -> None:
    """One sentence, naming what it is."""
    made = make("sandbox-pilot")
    with pytest.raises(UnreadableInput, match="This is an evaluation model, not a response template"):
        read(write_evaluation_model(made.scheme, made.case, made.packs), made)
    with pytest.raises(UnreadableInput, match="This is another workbook, not a response template"):
        read(save(Workbook()), made)


def test_equal_schemes_give_equal_bytes_and_only_entries_are_unlocked() -> None:
    """No clock, no chance; every formula locked, every sheet protected without a password."""
    made = make("sandbox-pilot")
    assert write_response_template(made.scheme, made.case, made.packs) == template("sandbox-pilot")
    book = open_book(template("sandbox-pilot"))
    assert all(cell.protection.locked for _, _, cell in formulas(book))
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets)
    rules = [rule.type for sheet in book.worksheets for rule in sheet.data_validations.dataValidation]
    assert {"textLength", "decimal", "whole"} <= set(rules)


COUNTS = ["", "one", " two  words ", "three\nwords\there", "non\u00a0breaking counts", "1 000", "a-b c/d", "— dash —"]


def test_words_are_counted_alike_by_the_sheet_and_by_us(tmp_path: Path) -> None:
    """In LibreOffice; with the sentence at the top, and what the sheet shows before anything is entered."""
    book = open_book(template("sandbox-pilot"))
    found = rows(book)
    for number, text in enumerate(COUNTS, start=1):
        put(found, f"answer|award/2|{number}", text or None)
    put(found, "answer|award/1|1", " ".join(["word"] * 7))
    put(found, "answer|award/2|15", " ".join(["word"] * 600))
    plain = save(open_book(template("sandbox-pilot")))
    converted = convert({"counted": save(book), "blank": plain}, tmp_path, into="xlsx")
    shown = open_book(converted["counted"].read_bytes(), values=True)
    sheet, first = rows(shown)["answer|award/2|1"]
    assert [sheet.cell(first + n, 4).value for n in range(len(COUNTS))] == [count_words(text) for text in COUNTS]
    total = 600 + sum(map(count_words, COUNTS))
    assert sheet["B2"].value == f"{total} of 500 words: {total - 500} too many. Shorten it."
    assert "7 words." in [cell.value for row in shown["Instructions"].iter_rows() for cell in row]
    stored, worked = (
        open_book(each, values=True) for each in (template("sandbox-pilot"), converted["blank"].read_bytes())
    )
    for name, cell, _ in formulas(open_book(template("sandbox-pilot"))):
        assert (stored[name][cell].value or "") == (worked[name][cell].value or ""), f"{name}!{cell}"


def test_the_check_beside_a_range_says_what_ours_says(tmp_path: Path) -> None:
    """What a bidder sees is what is found on reading."""
    book, found = answered("conventional-service-ppn-002")
    enter(book, COUNTED, "Low", 9, found=found)
    shown = open_book(convert({"r": save(book)}, tmp_path, into="xlsx")["r"].read_bytes(), values=True)
    checks = {
        row_id: sheet.cell(number, column(sheet, "Check")).value
        for row_id, (sheet, number) in rows(shown).items()
        if row_id.startswith("commitment|")
    }
    assert checks.pop(COUNTED) == "low to high, please"
    assert set(checks.values()) == {"complete"}


def test_any_damage_to_a_template_is_read_or_refused() -> None:
    """Never a traceback."""
    made, content = make("sandbox-pilot"), template("sandbox-pilot")
    for place in range(10, len(content), len(content) // 60):
        broken = content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]
        try:
            read(broken, made)
        except UnreadableInput as refused:
            assert str(refused).startswith("bid.xlsx: ")


# --- the command ---------------------------------------------------------------------------------------


def preview_command(file: Path, *more: str) -> Any:
    return CliRunner().invoke(group, ["read-response", str(file), "--case", str(SANDBOX), *more])


def test_the_command_shows_what_was_read_and_what_to_mend(tmp_path: Path) -> None:
    """Status 0 where nothing is to mend, 1 where something is."""
    book, found = answered("sandbox-pilot")
    file = tmp_path / "bid.xlsx"
    file.write_bytes(save(book))
    result = preview_command(file)
    assert result.exit_code == 0, result.exception
    assert "Amber Works Ltd: 2 of 2 questions answered" in result.output
    assert "Nothing to mend." in result.output
    put(found, "answer|award/2|1", None)
    file.write_bytes(save(book))
    result = preview_command(file)
    assert result.exit_code == 1
    assert "There is no answer." in result.output
    assert "C13" in result.output


def test_the_command_gives_plain_data(tmp_path: Path) -> None:
    """Numbers as text, every fault with its place."""
    book, _ = answered("sandbox-pilot")
    file = tmp_path / "bid.xlsx"
    file.write_bytes(save(book))
    data = json.loads(preview_command(file, "--json").output)
    assert data["scheme_digest"] == make("sandbox-pilot").scheme.digest()
    assert data["commitments"][0]["low"] == "1"
    assert data["answers"][0]["words"] == 40
    assert data["troubles"] == []


def test_the_command_refuses_what_is_no_response(tmp_path: Path) -> None:
    """Status 3, one sentence."""
    stream = io.BytesIO()
    Workbook().save(stream)
    file = tmp_path / "other.xlsx"
    file.write_bytes(stream.getvalue())
    result = preview_command(file)
    assert result.exception.exit_status == 3
    assert preview_command(tmp_path / "none.xlsx").exception.exit_status == 3


def test_the_name_of_a_sheet_is_cut_before_an_open_bracket() -> None:
    """A tab that ends in "(the" says nothing."""
    assert sheet_name("Q1 Technical quality (the authority's own criteria)") == "Q1 Technical quality"
    assert sheet_name("Q2 A (short) one") == "Q2 A (short) one"
