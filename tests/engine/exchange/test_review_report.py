"""Reviews and tables as they leave the program: the golden review, every format, every line accounted for."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from ocds_examples import ROOT, lines, release

from commonweal.cli.app import group
from commonweal.exchange.ocds import UnreadLine, find_notice
from commonweal.exchange.report import overview_rows
from commonweal.exchange.report.overview_rows import review_rows
from commonweal.exchange.report.review_data import review_data
from commonweal.exchange.report.review_rendering import render_review_html, render_review_markdown
from commonweal.exchange.report.review_view import LONGEST_TITLE, make_review_view
from commonweal.frameworks import load_packs
from commonweal.procurement.notice import Notice, PublishedCriterion
from commonweal.record import MisuseError, UnreadableInput
from commonweal.review import NoticeRow, review_notice

SANDBOX = ROOT / "tests" / "fixtures" / "notices" / "fictional_sandbox.json"
PILOT = ROOT / "tests" / "fixtures" / "notices" / "fictional_pilot.json"
GOLDEN = ROOT / "tests" / "golden" / "reviews"
PACKS = load_packs()
REFUSED = 2
UNREADABLE = 3


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["review", *arguments])


def two(folder: Path) -> Path:
    """A file of two notices, a line each."""
    releases = [json.loads(each.read_text(encoding="utf-8"))["releases"][0] for each in (PILOT, SANDBOX)]
    return lines(folder / "two.jsonl", *releases)


@pytest.mark.parametrize(("format_", "ending"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_the_golden_review(tmp_path: Path, format_: str, ending: str) -> None:
    """What one notice's review says, word for word. Written anew by this very command."""
    out = tmp_path / f"review.{ending}"
    assert invoke(str(SANDBOX), "--format", format_, "--out", str(out)).exit_code == 0
    golden = GOLDEN / f"fictional_sandbox.{ending}"
    assert out.read_text(encoding="utf-8") == golden.read_text(encoding="utf-8")


def lot_criteria(lot: str, price: int, quality: int) -> tuple[PublishedCriterion, ...]:
    rows = (("price", "Price", price), ("quality", "Method", quality), ("quality", "Social value", 10))
    return tuple(
        PublishedCriterion(lot=lot, kind=kind, name=name, description="", weighting=Decimal(weighting), where="lots")
        for kind, name, weighting in rows
    )


def test_what_would_fit_names_its_lot_where_lots_differ() -> None:
    """In every format; where lots are alike, or there is one, no lot is named."""
    plain = replace(find_notice(PILOT), criteria=lot_criteria("1", 30, 60))
    for notice, head in (
        (replace(plain, criteria=plain.criteria + lot_criteria("2", 50, 40)), "What would fit lot 1"),
        (replace(plain, criteria=plain.criteria + lot_criteria("2", 30, 60)), "What would fit"),
        (plain, "What would fit"),
    ):
        review = review_notice(notice, packs=PACKS)
        view = make_review_view(review, packs=PACKS)
        assert view.fits_head == head
        assert f"<h4>{head}</h4>" in render_review_html(view)
        assert f"| {head} |" in render_review_markdown(view)
        assert review_data(review)["fits_lot"] == ("1" if head.endswith("lot 1") else None)


def test_a_method_stands_where_price_would() -> None:
    """Price per quality point named as a criterion is shown as a method, on both sides."""
    criterion = PublishedCriterion(
        lot="1", kind="quality", name="Price per quality point", description="", weighting=Decimal(100), where="lots"
    )
    review = review_notice(replace(find_notice(PILOT), criteria=(criterion,)), packs=PACKS)
    price = make_review_view(review, packs=PACKS).sides[0]
    assert (price.part, price.asks[0].title) == ("Price", "Price per quality point")
    assert price.fits[0].title == "As the notice asks"


def test_the_page_is_whole_html_without_scripts_or_outside_files(tmp_path: Path) -> None:
    """It parses strictly, and nothing is fetched."""
    out = tmp_path / "review.html"
    assert invoke(str(SANDBOX), "--format", "html", "--out", str(out)).exit_code == 0
    text = out.read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    for word in ("<script", "src=", "@import", "url("):
        assert word not in text


def test_a_notice_cannot_write_into_the_page(tmp_path: Path) -> None:
    """Markup and control characters of a notice are text; contact points are not there at all."""
    evil = release(
        tender__title="<script>alert(1)</script>\u202e", tender__description="Ask a.person@example.org <b>now</b>."
    )
    notice = find_notice(lines(tmp_path / "evil.jsonl", evil))
    view = make_review_view(review_notice(notice, packs=PACKS), packs=PACKS)
    for text in (render_review_html(view), render_review_markdown(view)):
        assert "\u202e" not in text
        assert "example.org" not in text.partition("</header>")[2]
    assert "<script>" not in render_review_html(view)


def test_a_file_of_several_gives_a_table_and_one_of_one_the_notice(tmp_path: Path) -> None:
    """And --ocid picks one out of several, by either number."""
    several = str(two(tmp_path))
    assert "All together" in invoke(several).output
    assert "Side by side" in invoke(str(SANDBOX)).output
    assert "All together" in invoke(str(SANDBOX), "--table").output
    for number in ("ocds-h6vhtk-099f02", "099002-2026"):
        assert "On-demand evening buses" in invoke(several, "--ocid", number).output


def test_every_table_holds_every_notice(tmp_path: Path) -> None:
    """As CSV, JSON, Markdown and text, with the same figures."""
    file = str(two(tmp_path))
    table = list(csv.DictReader(io.StringIO(invoke(file, "--format", "csv").output)))
    assert [each["id"] for each in table] == ["099001-2026", "099002-2026"]
    assert table[1]["most_harmful"] == "not-seen-in-time"
    data = json.loads(invoke(file, "--json").output)
    assert data["summary"]["notices"] == len(data["notices"]) == len(table)
    for format_ in ("markdown", "text"):
        text = invoke(file, "--format", format_).output
        assert "099001-2026" in text
        assert "not-seen-in-time" in text


def test_only_keeps_the_types_that_are_asked_for(tmp_path: Path) -> None:
    """Others are left out, and are no loss that is told."""
    data = json.loads(invoke(str(two(tmp_path)), "--only", "uk2, UK3", "--json").output)
    assert data["notices"] == []
    assert data["unread"] == []


def test_fit_says_what_would_fit_in_each_row(tmp_path: Path) -> None:
    """The balanced scheme in a sentence; why there is none, where there is none."""
    no_value = release(tender__value=None)
    del no_value["tender"]["lots"]
    file = lines(tmp_path / "some.jsonl", release(), no_value)
    data = json.loads(invoke(str(file), "--fit", "--json").output)
    fits = [each["fits"] for each in data["notices"]]
    assert fits[0].startswith(("Score ", "Ask "))
    assert "states no value" in fits[1]
    assert "What would fit" in invoke(str(file), "--fit", "--format", "markdown").output


def test_a_notice_that_our_own_code_fails_on_is_a_row_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is counted, and the others are there."""
    whole = overview_rows.make_context

    def break_on_the_first(notice: Notice, **named: Any) -> Any:
        if notice.id == "099001-2026":
            raise ZeroDivisionError("a fault of ours")
        return whole(notice, **named)

    monkeypatch.setattr(overview_rows, "make_context", break_on_the_first)
    data = json.loads(invoke(str(two(tmp_path)), "--json").output)
    assert data["summary"]["failed"] == 1
    assert data["notices"][0]["problem"] == "ZeroDivisionError: a fault of ours"
    assert data["notices"][1]["problem"] == ""


def test_lines_that_cannot_be_read_are_listed(tmp_path: Path) -> None:
    """With their numbers, in every format."""
    file = str(lines(tmp_path / "some.jsonl", release(), "{broken", release()))
    assert json.loads(invoke(file, "--json").output)["unread"][0]["line"] == 2
    assert "line 2" in invoke(file).output
    assert "Line 2" in invoke(file, "--format", "markdown").output
    table = list(csv.DictReader(io.StringIO(invoke(file, "--format", "csv").output)))
    assert [each["type"] for each in table] == ["UK4", "UK4", "unread"]


@settings(max_examples=25)
@given(kinds=st.lists(st.sampled_from(["good", "broken", "list", "bare", "other"]), min_size=1, max_size=12))
def test_every_line_in_is_a_row_or_an_unread_line_out(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str]
) -> None:
    """Whatever stands in a file, and in which order: nothing is lost and nothing is made up."""
    made = {
        "good": json.dumps(release()),
        "broken": '{"ocid": ',
        "list": "[1, 2]",
        "bare": '{"ocid": "ocds-x-1", "id": "1", "tag": ["tender"], "tender": {}}',
        "other": '{"ocid": "ocds-x-2", "id": "2", "tag": ["unheardOf"]}',
    }
    file = lines(tmp_path_factory.mktemp("lines") / "some.jsonl", *(made[kind] for kind in kinds))
    try:
        found = list(review_rows(file, packs=PACKS))
    except UnreadableInput:
        assert set(kinds) <= {"broken", "list"}
        return
    assert {each.line for each in found} == set(range(1, len(kinds) + 1))
    assert sum(isinstance(each, NoticeRow) for each in found) == sum(kind not in {"broken", "list"} for kind in kinds)
    for each in found:
        kind = kinds[each.line - 1]
        assert isinstance(each, UnreadLine) is (kind in {"broken", "list"})
        assert not isinstance(each, NoticeRow) or not each.problem


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("nowhere.jsonl",), UNREADABLE, "There is no such file."),
        ((str(SANDBOX), "--ocid", "ocds-none"), UNREADABLE, "holds no notice ocds-none"),
        ((str(SANDBOX), "--ocid", "099002-2026", "--format", "csv"), REFUSED, "no table"),
        ((str(SANDBOX), "--table", "--format", "html"), REFUSED, "HTML is of one notice"),
        ((str(SANDBOX), "--json", "--format", "html"), REFUSED, "two things"),
        ((str(SANDBOX), "--ocid", "099002-2026", "--fit"), REFUSED, "one notice"),
        ((str(ROOT / "README.md"),), UNREADABLE, "README.md"),
    ],
)
def test_what_cannot_be_reviewed_is_one_sentence(arguments: tuple[str, ...], status: int, words: str) -> None:
    """With the status of its kind, and no traceback."""
    from commonweal.record import CommonwealError

    done = invoke(*arguments)
    assert isinstance(done.exception, CommonwealError)
    assert done.exception.exit_status == status
    assert words in str(done.exception)


def test_a_formula_in_a_notice_is_text_in_the_table(tmp_path: Path) -> None:
    """A spreadsheet runs nothing that a notice holds."""
    file = str(lines(tmp_path / "some.jsonl", release(id="=1+1"), release()))
    table = list(csv.DictReader(io.StringIO(invoke(file, "--format", "csv").output)))
    assert table[0]["id"] == "'=1+1"


def test_what_every_lot_asks_stands_once(tmp_path: Path) -> None:
    """And what only some ask, with their names."""
    made = release()
    first = made["tender"]["lots"][0]
    second = json.loads(json.dumps(first)) | {"id": "2"}
    second["awardCriteria"]["criteria"][1]["name"] = "Another thing"
    made["tender"]["lots"] = [first, second]
    notice = find_notice(lines(tmp_path / "lots.jsonl", made))
    view = make_review_view(review_notice(notice, packs=PACKS, fit=False), packs=PACKS)
    places = {line.title: line.place for side in view.sides for line in side.asks}
    assert places["Price"] == ""
    assert places["Another thing"] == "lot 2"


def test_a_text_pasted_for_a_title_does_not_fill_the_page(tmp_path: Path) -> None:
    """Real titles stay whole; a title of thousands of letters, even without a space, is cut and says so."""
    long = find_notice(lines(tmp_path / "long.jsonl", release(tender__title="W" * 5000)))
    view = make_review_view(review_notice(long, packs=PACKS, fit=False), packs=PACKS)
    assert view.title == "W" * LONGEST_TITLE + " …"


def test_a_type_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """A slip of the pen would otherwise look like a file without such notices."""
    for only in ("UK99", "UK4,tenders"):
        refused = invoke(str(two(tmp_path)), "--only", only)
        assert isinstance(refused.exception, MisuseError)
        assert "There is no type of notice" in refused.exception.message
    assert invoke(str(two(tmp_path)), "--only", "uk4, TenderUpdate").exit_code == 0


def test_a_table_says_how_each_would_be_bid_for_where_asked(tmp_path: Path) -> None:
    """As columns, in the cell of the terminal and in the sum of all; without the option there is no word of it."""
    file = str(two(tmp_path))
    table = list(csv.DictReader(io.StringIO(invoke(file, "--challenge", "--format", "csv").output)))
    assert [each["bid_for"] for each in table] == ["open", "misleads"]
    for each in table:
        assert 0 <= float(each["aligned_least"]) <= float(each["aligned_most"]) <= 1
        assert 0 <= float(each["aligned_counts"]) <= 1
    assert "volume-padder" in table[1]["leaks"].split()
    assert "How it would be bid for" in invoke(file, "--challenge", "--format", "markdown").output
    assert "misleads 1, open 1" in " ".join(invoke(file, "--challenge").output.split())
    plain = list(csv.DictReader(io.StringIO(invoke(file, "--format", "csv").output)))
    assert {each["bid_for"] for each in plain} == {""}
    assert "misleads" not in invoke(file).output


def test_one_notice_in_full_says_how_it_would_be_bid_for() -> None:
    """In every format, between the remarks and the two sides; JSON has the numbers behind it."""
    review = review_notice(find_notice(SANDBOX), packs=PACKS, challenge=True)
    view = make_review_view(review, packs=PACKS)
    for text in (render_review_html(view), render_review_markdown(view), invoke(str(SANDBOX)).output):
        assert text.index("remarked, the most harmful") < text.rindex("How this would be bid for")
        assert "with the usual counts at the same weight" in " ".join(text.split())
    html5lib.HTMLParser(strict=True).parse(render_review_html(view))
    data = review_data(review)["bid_for"]["lots"][0]
    assert Decimal(data["alignment"]["most"]) < Decimal(1)
    assert data["leaks"][0]["mends"]
