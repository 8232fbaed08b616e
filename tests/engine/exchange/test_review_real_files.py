"""Every real file that is at hand: each line a row, no row a failure, and the figures of the docs true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from ocds_examples import REAL, REAL_DAYS, ROOT

from commonweal.cli.app import group
from commonweal.exchange.ocds import UnreadLine, read_notices
from commonweal.exchange.report.overview_rows import review_rows
from commonweal.exchange.report.overview_text import overview_csv, overview_markdown, overview_text, summary_data
from commonweal.exchange.report.review_rendering import render_review_html, render_review_markdown
from commonweal.exchange.report.review_text import review_text
from commonweal.exchange.report.review_view import make_review_view
from commonweal.frameworks import load_packs
from commonweal.procurement import AwardStructure, DeliveryModel
from commonweal.procurement.notice import Notice
from commonweal.review import NoticeRow, classify, holds_contact, make_overview, review_notice
from commonweal.review.asking import review_pack
from commonweal.review.bid_targets import Unchallenged
from commonweal.review.challenging import challenge_notice
from commonweal.review.drafting import TENDER_NOTICES
from commonweal.review.overview import make_row
from commonweal.review.remarks import make_context

PACKS = load_packs()
FILES = sorted(REAL.glob("*.json*")) if REAL.is_dir() else []
WHY = f"the real notices are not in {REAL}; they are never copied here"
needs_files = pytest.mark.skipif(not FILES, reason=WHY)
needs_days = pytest.mark.skipif(not all(day.is_file() for day in REAL_DAYS), reason=WHY)


@needs_files
@pytest.mark.parametrize("file", FILES or [Path("absent")], ids=lambda file: file.name)
def test_every_line_of_a_real_file_is_a_row(file: Path) -> None:
    """None is lost, none fails inside our code, and every table can be written."""
    pieces = list(read_notices(file))
    found = list(review_rows(file, packs=PACKS))
    assert len(found) == len(pieces)
    rows = [each for each in found if isinstance(each, NoticeRow)]
    unread = [each for each in found if isinstance(each, UnreadLine)]
    assert not [row for row in rows if row.problem]
    usual = review_pack(PACKS).parameter("usual-weighting")
    seen = make_overview(rows, unread=len(unread), usual=usual)
    assert seen.notices == sum(seen.kinds.values()) == len(rows)
    assert sum(count for bands in seen.weightings.values() for count in bands.values()) == seen.with_criteria
    assert overview_csv(rows, unread).count("\n") >= len(found) + 1
    for text in (overview_text(rows, unread, seen, usual), overview_markdown(rows, unread, seen, usual)):
        assert text.count("UK4") >= sum(row.kind == "UK4" for row in rows)


@needs_files
@pytest.mark.parametrize("file", FILES or [Path("absent")], ids=lambda file: file.name)
def test_a_review_in_full_of_some_of_each_type(file: Path) -> None:
    """The first two of every type in a file, in every format: no error, no contact point, one plain sentence first."""
    seen: dict[str, int] = {}
    for piece in read_notices(file):
        if not isinstance(piece, Notice) or seen.get(piece.kind, 0) >= 2:
            continue
        seen[piece.kind] = seen.get(piece.kind, 0) + 1
        review = review_notice(piece, packs=PACKS)
        view = make_review_view(review, packs=PACKS)
        assert review.sentence.endswith((".", ":", "’"))
        for text in (review_text(view), render_review_markdown(view), render_review_html(view)):
            assert not holds_contact(text), piece.id
    assert seen


@needs_days
@pytest.mark.nightly
@pytest.mark.parametrize("day", REAL_DAYS, ids=lambda day: day.name)
def test_what_would_fit_is_proposed_for_every_notice_of_a_day(day: Path) -> None:
    """With a scheme, or with one sentence on why there is none."""
    rows = [each for each in review_rows(day, packs=PACKS, fit=True) if isinstance(each, NoticeRow)]
    assert not [row for row in rows if row.problem]
    before = [row for row in rows if row.kind in {"UK2", "UK3", "UK4"}]
    assert all(row.fits for row in before)


@needs_days
def test_the_page_on_two_days_says_what_the_command_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its text and figure are what the generator writes, and its figures are those of `commonweal review`."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    from generators.two_days import read_days, two_days_page

    days = read_days(REAL)
    for name, text in two_days_page(days).texts.items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, f"{name}: python docs/generate.py --days FOLDER"
    both = tmp_path / "two-days.jsonl"
    both.write_bytes(b"".join(day.read_bytes() for day in REAL_DAYS))
    done = CliRunner().invoke(group, ["review", str(both), "--json"])
    assert json.loads(done.output)["summary"] == summary_data(days.overview)


@needs_days
def test_the_page_on_two_days_names_nobody() -> None:
    """No authority, no notice: aggregate figures only."""
    page = (ROOT / "docs" / "explanation" / "two-days.md").read_text(encoding="utf-8")
    notices = [each for day in REAL_DAYS for each in read_notices(day) if isinstance(each, Notice)]
    for notice in notices:
        assert notice.id not in page
        assert len(notice.authority_name) < 12 or notice.authority_name not in page


@needs_days
def test_the_page_on_challenged_notices_names_nobody() -> None:
    """No authority, no notice: aggregate figures only, of at least a hundred notices with weightings."""
    page = (ROOT / "docs" / "explanation" / "challenged-notices.md").read_text(encoding="utf-8")
    for notice in (each for each in read_notices(REAL_DAYS[0]) if isinstance(each, Notice)):
        assert notice.id not in page
        assert notice.ocid not in page
        assert len(notice.authority_name) < 12 or notice.authority_name not in page
    (counted,) = re.findall(r"\*\*(\d+) of those were challenged in some part", page)
    assert int(counted) >= 100


@needs_days
def test_a_real_notice_is_challenged_or_says_why_not() -> None:
    """Some of one day: each has a verdict with alignments between 0 and 1, or one reason; none fails in our code."""
    found = [each for each in read_notices(REAL_DAYS[0]) if isinstance(each, Notice) and each.criteria][:40]
    rows = [
        make_row(each, challenge=challenge_notice(each)) for each in (make_context(one, packs=PACKS) for one in found)
    ]
    told = [row for row in rows if row.aligned_most is not None]
    assert told
    for row in told:
        assert row.aligned_least is not None and row.aligned_counts is not None
        assert 0 <= row.aligned_least <= row.aligned_most <= 1
        assert 0 <= row.aligned_counts <= 1
    assert {row.bid_for for row in rows if row not in told} <= {each.value for each in Unchallenged}


@needs_files
def test_a_review_tells_what_the_measured_reading_tells() -> None:
    """What is measured is the classification: a review rests on the same, save where a template lays the stages."""
    told = apart = 0
    for notice in (each for file in FILES for each in read_notices(file) if isinstance(each, Notice)):
        measured, context = classify(notice, PACKS), make_context(notice, packs=PACKS)
        row = make_row(context)
        assert (row.regime, row.kpis) == (measured.regime.value, measured.kpis), (notice.id, notice.line)
        for own, other in (
            (context.stage_kind, measured.stage_kind),
            (context.delivery_model, measured.delivery_model),
        ):
            told += own is not None
            apart += own not in {None, other}
    assert told
    assert apart <= told / 100


@needs_files
def test_a_framework_is_not_delivered_as_a_call_off() -> None:
    """It speaks of call-offs to come."""
    for notice in (each for file in FILES for each in read_notices(file) if isinstance(each, Notice)):
        if notice.framework and notice.kind in TENDER_NOTICES:
            case = make_context(notice, packs=PACKS).case
            if case is not None and case.procurement.award_structure is AwardStructure.FRAMEWORK:
                assert case.procurement.delivery_model is not DeliveryModel.CALL_OFF, notice.id
