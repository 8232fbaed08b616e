"""The evaluation model: what people enter is added up as the scheme says, in a program of its own."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from excel_examples import NAMES, Made, column, enter, formulas, make, open_book, rows, save, with_method
from office import convert
from openpyxl import Workbook

from commonweal.exchange.excel import read_scores, write_evaluation_model
from commonweal.exchange.excel.outline import outline_scheme
from commonweal.procurement import PriceMethod

TITLE_OF_BIDS = {1: "Amber Works", 2: "=1+1 Ltd", 3: "Cobalt & Sons <Ltd>", 4: ""}
PRICES = (Decimal("812345.67"), Decimal(790000), Decimal("1025000.5"), Decimal(790000))
METHODS = tuple(each for each in PriceMethod)
EVERY: dict[str, tuple[str, PriceMethod | None]] = {
    **{name: (name, None) for name in NAMES},
    **{f"method-{method}": ("sandbox-pilot", method) for method in METHODS},
}
# Shaped like others, or large: with these, nightly, every example is looked at.
NIGHTLY = ("conventional-service-no-edition", "conventional-service-ppn-06-20", "defence-prototype")
CASES = tuple(name for name in EVERY if name not in {*NIGHTLY, "method-lowest-ratio"})
# Every kind of formula: one award or several, several criteria, each method.
SHAPES = ("sbri-competition", *(name for name in CASES if name.startswith("method-")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A workbook with what was entered, and what should come of it: figures by award and bid."""

    made: Made
    content: bytes
    entered: dict[tuple[str, int], Decimal]
    expected: dict[tuple[str, int], dict[str, Any]]


def make_case(name: str) -> Made:
    example, method = EVERY[name]
    made = make(example)
    return made if method is None else with_method(made, method)


def fill(name: str) -> Filled:
    """Four bids are assessed, with chance scores of the scale; a fifth is out, with a price that must not count."""
    made, chance = make_case(name), random.Random(name)
    book = open_book(write_evaluation_model(made.scheme, made.case, made.packs, bids=5))
    found = rows(book)
    entered: dict[tuple[str, int], Decimal] = {}
    expected: dict[tuple[str, int], dict[str, Any]] = {}
    for award in outline_scheme(made.scheme, made.case, made.packs, bids=5).awards:
        for bid, bidder in TITLE_OF_BIDS.items():
            enter(book, f"bid|{award.id}|{bid}", "Bidder (or leave blank)", bidder or None, found=found)
            sheet, number = found[f"bid|{award.id}|{bid}"]
            sheet.cell(number, column(sheet, "Bidder (or leave blank)")).data_type = "s"
            enter(book, f"bid|{award.id}|{bid}", "Assessed? (yes or no)", "yes", found=found)
        enter(book, f"bid|{award.id}|5", "Assessed? (yes or no)", "no", found=found)
        for criterion in award.criteria:
            levels = [level.points for level in criterion.scale]
            for bid in TITLE_OF_BIDS:
                # Bids 2 and 4 are alike in all, so that they tie.
                score = entered[criterion.key, 2] if bid == 4 else chance.choice(levels[1:])
                entered[criterion.key, bid] = score
                row = f"moderated|{criterion.key}|{bid}"
                enter(book, row, "Moderated score", float(score), found=found)
                enter(book, row, "Reason agreed, sub-criterion by sub-criterion", "As agreed.", found=found)
        _prices(book, award, found)
        expected |= compute(award, entered)
    return Filled(made=made, content=save(book), entered=entered, expected=expected)


def _prices(book: Workbook, award: Any, found: dict[str, tuple[Any, int]]) -> None:
    method = award.split.method
    if not award.split.price and not method.is_absolute:
        return
    for bid, price in enumerate((*PRICES, Decimal(1)), start=1):
        enter(book, f"price|{award.id}|{bid}", "Price (£)", float(price), found=found)
        if method is PriceMethod.UNSTATED:
            enter(book, f"price|{award.id}|{bid}", "Price points (enter)", bid % 2 + 10, found=found)
    if method is PriceMethod.FIXED_POINT:
        for which, value in (("full", 800_000), ("none", 1_000_000)):
            sheet, number = found[f"{which}|{award.id}"]
            assert not sheet.cell(number, 3).protection.locked
            sheet.cell(number, 3).value = value


def compute(award: Any, entered: dict[tuple[str, int], Decimal]) -> dict[tuple[str, int], dict[str, Any]]:
    """The result in exact decimals, by the methods as published: no code of the workbook's is used."""
    split, out = award.split, {}
    for bid, price in enumerate(PRICES, start=1):
        parts = {"Quality": Decimal(0), "Social value": Decimal(0)}
        for each in award.criteria:
            highest = max(level.points for level in each.scale)
            parts[each.part] += entered[each.key, bid] / highest * each.weighting
        quality = sum(parts.values())
        low, high = min(PRICES), max(PRICES)
        figure = {
            PriceMethod.LOWEST_RATIO: split.price * low / price,
            PriceMethod.LINEAR: split.price * (1 - (price - low) / (high - low)),
            PriceMethod.FIXED_POINT: split.price * max(0, min(1, (1_000_000 - price) / Decimal(200_000))),
            PriceMethod.UNSTATED: Decimal(bid % 2 + 10) if split.price else Decimal(0),
            PriceMethod.PRICE_PER_QUALITY_POINT: price / quality if quality else None,
            PriceMethod.VALUE_INDEX: quality / price * 1_000_000,
        }[split.method]
        if not split.price and not split.method.is_absolute:
            figure = Decimal(0)
        total = quality if split.method.is_absolute else quality + figure
        by = figure if split.method.is_absolute else total
        out[award.id, bid] = {"parts": parts, "figure": figure, "total": total, "by": by}
    least = split.method is PriceMethod.PRICE_PER_QUALITY_POINT
    for key, each in out.items():
        ahead = [1 for other in out.values() if (other["by"] < each["by"] if least else other["by"] > each["by"])]
        out[key] = each | {"rank": 1 + len(ahead)}
    return out


@pytest.fixture(scope="module")
def filled() -> dict[str, Filled]:
    return {name: fill(name) for name in CASES}


@pytest.fixture(scope="module")
def recalculated(
    filled: dict[str, Filled], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[bytes, Workbook]]:
    """Every filled workbook as LibreOffice has worked it out and saved it: its bytes, and what its cells show."""
    folder = tmp_path_factory.mktemp("models")
    converted = convert({name: each.content for name, each in filled.items()}, folder, into="xlsx")
    contents = {name: file.read_bytes() for name, file in converted.items()}
    return {name: (content, open_book(content, values=True)) for name, content in contents.items()}


@pytest.mark.parametrize("name", CASES)
def test_totals_and_ranks_are_those_of_exact_decimals(
    name: str, filled: dict[str, Filled], recalculated: dict[str, tuple[bytes, Workbook]]
) -> None:
    """To a billionth of a point, for every price method; bids that tie share their rank."""
    check_results(filled[name], recalculated[name][1])


@pytest.mark.nightly
def test_totals_and_ranks_of_the_other_examples_too(tmp_path: Path) -> None:
    """So that every shipped example is looked at."""
    each = {name: fill(name) for name in NIGHTLY}
    converted = convert({name: one.content for name, one in each.items()}, tmp_path, into="xlsx")
    for name, one in each.items():
        check_results(one, open_book(converted[name].read_bytes(), values=True))


def check_results(filled: Filled, book: Workbook) -> None:
    found = rows(book)
    for (award, bid), expected in filled.expected.items():
        sheet, number = found[f"price|{award}|{bid}"]
        at = {
            "Quality": column(sheet, "Quality points"),
            "Social value": column(sheet, "Social value points"),
            "figure": column(sheet, "Price counted (£)") + 1,
            "total": column(sheet, "Price counted (£)") + 2,
            "rank": column(sheet, "Rank"),
        }
        shown = {what: Decimal(repr(sheet.cell(number, where).value)) for what, where in at.items()}
        for part, points in expected["parts"].items():
            assert abs(shown[part] - points) < Decimal("1e-9")
        assert abs(shown["figure"] - expected["figure"]) < Decimal("1e-9") * max(1, abs(expected["figure"]))
        assert abs(shown["total"] - expected["total"]) < Decimal("1e-9")
        assert shown["rank"] == expected["rank"]
    notes = {sheet.cell(number, column(sheet, "Note")).value for sheet, number in _results(found)}
    assert "Not assessed (Set-up)" in notes
    if filled.expected[award, 2]["rank"] == filled.expected[award, 4]["rank"]:
        assert "Level with another bid: the published tie rule decides" in notes


def _results(found: dict[str, tuple[Any, int]]) -> list[tuple[Any, int]]:
    return [where for row_id, where in found.items() if row_id.startswith("price|")]


@pytest.mark.parametrize("name", CASES)
def test_no_formula_ends_in_an_error(name: str, recalculated: dict[str, tuple[bytes, Workbook]]) -> None:
    """Nor does a name that looks like a formula become one."""
    book = recalculated[name][1]
    shown = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value}
    assert not [each for each in shown if each.startswith("#")]
    assert "=1+1 Ltd" in shown


@pytest.mark.parametrize("name", CASES)
def test_what_was_entered_is_read_back(
    name: str, filled: dict[str, Filled], recalculated: dict[str, tuple[bytes, Workbook]]
) -> None:
    """As saved by two programs; nothing blocks, and what is missing is counted."""
    each = filled[name]
    for content in (each.content, recalculated[name][0]):
        read = read_scores(content, each.made.scheme, each.made.case, each.made.packs)
        assert not read.blocking
        moderated = {
            (score.criterion, score.bid): score.score
            for award in read.awards
            for score in award.moderated
            if score.score is not None
        }
        assert moderated == each.entered
        for award in read.awards:
            assert [bid.bidder for bid in award.bids][:4] == list(TITLE_OF_BIDS.values())
            assert [bid.assessed for bid in award.bids][:5] == [True] * 4 + [False]
            priced = [bid.price for bid in award.bids if bid.price is not None]
            assert priced in ([], [*PRICES, Decimal(1)])
        assert any("scores are missing" in str(trouble) for trouble in read.troubles)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Path]]:
    """Every model as written, and as LibreOffice works it out from formulas alone."""
    written = {name: _write(make_case(name)) for name in SHAPES}
    stripped = {name: save(open_book(content)) for name, content in written.items()}
    converted = convert(stripped, tmp_path_factory.mktemp("blank"), into="xlsx")
    return {name: (content, converted[name]) for name, content in written.items()}


def _write(made: Made) -> bytes:
    return write_evaluation_model(made.scheme, made.case, made.packs)


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_shown_before_anything_is_entered_is_what_the_formulas_say(
    name: str, blank: dict[str, tuple[bytes, Path]]
) -> None:
    """So a program that does not recalculate on opening shows the truth, too."""
    content, converted = blank[name]
    stored, worked = open_book(content, values=True), open_book(converted.read_bytes(), values=True)
    looked_at = 0
    for sheet, cell, _ in formulas(open_book(content)):
        assert (stored[sheet][cell].value or "") == (worked[sheet][cell].value or ""), f"{sheet}!{cell}"
        looked_at += 1
    assert looked_at > 20


def test_equal_schemes_give_equal_bytes() -> None:
    """No clock and no chance enters the file."""
    made = make("sandbox-pilot")
    assert _write(made) == _write(made)


def test_only_points_of_the_scale_are_taken_and_only_entries_are_unlocked() -> None:
    """Every sheet is protected; each cell for a score has a list; every formula is locked."""
    book = open_book(_write(make("defence-prototype")))
    found = rows(book)
    for row_id, (sheet, number) in found.items():
        if row_id.startswith(("score|", "moderated|")):
            heading = "Score" if row_id.startswith("score|") else "Moderated score"
            cell = sheet.cell(number, column(sheet, heading))
            rules = [rule for rule in sheet.data_validations.dataValidation if cell.coordinate in rule.sqref]
            assert [rule.formula1 for rule in rules] == ['"0,1,2,3,4,5"']
            assert not cell.protection.locked
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets)
    locked = [cell.protection.locked for _, _, cell in formulas(book)]
    assert locked
    assert all(locked)


def test_each_award_decision_says_what_its_weightings_come_to() -> None:
    """By formula, and in words where they do not come to 100."""
    made = make("sbri-competition")
    book = open_book(_write(made), values=True)
    for number in (1, 2, 3):
        words = [cell.value for row in book[f"{number} Criteria"].iter_rows() for cell in row]
        assert "They total 100." in words


def test_every_sheet_is_set_up_for_paper_and_for_those_who_do_not_see_it() -> None:
    """A4, fit to width, heading rows repeated, no merged cells, and a description of every picture."""
    content = _write(make("sandbox-pilot"))
    book = open_book(content)
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        if sheet.title != "commonweal":
            assert sheet.page_setup.paperSize == 9
            assert sheet.page_setup.fitToHeight == 0
            assert sheet["B1"].value
    assert book["Evaluator 1"].print_title_rows == "$7:$7"
    assert book["Evaluator 1"].freeze_panes == "G8"
    assert book["Read me"].sheet_state == "visible"
    assert book["commonweal"].sheet_state == "veryHidden"
    assert b"Bars of the points that each bid earns" in _member(content, "xl/drawings/drawing1.xml")


def _member(content: bytes, name: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [each for each in archive.namelist() if "externalLink" in each or "vbaProject" in each]
        return archive.read(name)


def test_a_method_that_is_not_stated_is_left_to_the_authority() -> None:
    """The workbook says so, asks for the points, and works none out."""
    book = open_book(_write(make("sbri-competition")))
    words = " ".join(str(cell.value) for row in book["1 Result"].iter_rows() for cell in row if cell.value)
    assert "The scheme does not state how price earns its 30 points" in words
    assert "Price points (enter)" in words


def test_one_award_decision_can_stand_alone() -> None:
    """For contracts let stage by stage, each with its own panel."""
    made = make("sbri-competition")
    content = write_evaluation_model(made.scheme, made.case, made.packs, award="prototype")
    names = open_book(content).sheetnames
    assert "Moderation" in names
    assert not [name for name in names if name.startswith("2")]
    read = read_scores(content, made.scheme, made.case, made.packs)
    assert [award.award for award in read.awards] == ["prototype"]
    assert not read.blocking


def test_a_scale_that_is_lent_lends_no_words() -> None:
    """What another criterion's levels ask for is never shown as what the authority's own criterion asks."""
    book = open_book(_write(make("sandbox-pilot")))
    said = {row[1].value: set() for row in book["Levels"].iter_rows(min_row=5) if row[3].value}
    for row in book["Levels"].iter_rows(min_row=5):
        if row[3].value:
            said[row[1].value].add(row[4].value)
    assert said["1. Technical quality (the authority's own criteria)"] == {
        "To be stated by the authority before publication."
    }
    assert len(said["2. Decisions shaped by those affected"]) == 6
