"""The annex to a business case: what it says, and that Word and PDF are read by everybody."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import chart_cases
import pytest
from docx import Document as WordDocument

from commonweal.exchange.business_case.documents import annex_pdf, annex_word
from commonweal.exchange.business_case.gathering import make_business_case
from commonweal.exchange.business_case.method_parts import TABLES
from commonweal.exchange.business_case.pictures import CAPTIONS
from commonweal.exchange.business_case.view import BusinessCase, Grid, Picture, Points, Words
from commonweal.exchange.charts import draw_charts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK = "DRAFT: not published"
RIGHT_EDGE = 595 - 20 / 25.4 * 72 + 2  # of the text of an A4 page, in points, and a little


@cache
def annex() -> BusinessCase:
    return make_business_case(chart_cases.held(chart_cases.whole()), standing="As it stands.", mark=MARK)


@cache
def word() -> bytes:
    return annex_word(annex())


@cache
def pdf() -> bytes:
    return annex_pdf(annex())


def part(mark: str, of: BusinessCase | None = None) -> tuple[object, ...]:
    return next(each.blocks for each in (of or annex()).parts if each.mark == mark)


def grids(*marks: str) -> list[Grid]:
    return [block for mark in marks for block in part(mark) if isinstance(block, Grid)]


def said(of: BusinessCase) -> str:
    """Every word of it."""
    lines = [of.title, *of.finding]
    for each in of.parts:
        for block in each.blocks:
            if isinstance(block, Words):
                lines.append(block.text)
            elif isinstance(block, Points):
                lines += block.lines
            elif isinstance(block, Grid):
                lines += [cell for row in block.rows for cell in row]
    return "\n".join(lines)


def test_the_finding_stands_first_then_numbers_then_assumptions_then_method() -> None:
    """In the order in which people read it."""
    assert annex().finding == chart_cases.held(chart_cases.whole()).finding
    marks = [each.mark for each in annex().parts]
    assert marks[0] == "worth" and marks.index("scenarios") < marks.index("assumptions") < marks.index("method")


def test_every_group_has_its_spread() -> None:
    """Net value by policy, social value by mission and kind, and stages: P5, P50 and P95, never one number alone."""
    captions = {grid.caption: grid for grid in grids("worth", "origin")}
    for caption in ("Net value by policy", "Social value by mission", "Social value by kind of effect"):
        headings = [column.heading.lower() for column in captions[caption].columns]
        assert any("p5" in each for each in headings) and any("p95" in each for each in headings), caption
    assert len(captions["Net value by policy"].rows) == 5
    stages = next(grid for caption, grid in captions.items() if caption.startswith("Stages"))
    assert len(stages.rows) == 3 and "outside this contract" in stages.rows[2][0]


def test_every_belief_is_in_the_table_of_assumptions() -> None:
    """As it was stated, with unit, reason and the mark of who says so."""
    table = grids("assumptions")[0]
    by_name = {row[0]: row for row in table.rows}
    inputs = chart_cases.inputs()
    assert set(by_name) == {each.title for each in inputs.beliefs.values()}
    assert by_name["Gains & <losses> of adoption"][1].splitlines()[0] == "normal: mean 150, sd 400 units"
    assert by_name["Worth of one gain"][1].splitlines()[0] == "lognormal: P50 1,500, P90 4,000 pounds"
    assert by_name["A pound of cost"][1] == "−1, for certain: pounds"
    assert all(row[2] == "our judgement" for row in table.rows)
    assert all(re.search(r"P5 .+, P50 .+, P95 ", row[1]) for row in table.rows if "certain" not in row[1])


def test_every_chart_is_there_with_its_figures() -> None:
    """Each once; its table stands under it or at the end."""
    drawn = [chart.name for chart in draw_charts(chart_cases.whole()) if chart.spec is not None]
    pictures = [block.chart.name for each in annex().parts for block in each.blocks if isinstance(block, Picture)]
    assert sorted(pictures) == sorted(drawn) and len(drawn) == 8
    captions = [block.caption for each in annex().parts for block in each.blocks if isinstance(block, Grid)]
    assert all(captions.count(CAPTIONS[name]) == 1 for name in drawn)


def test_rows_fit_their_columns_and_columns_the_page() -> None:
    """Of every table."""
    for each in annex().parts:
        for block in each.blocks:
            if isinstance(block, Grid):
                assert all(len(row) == len(block.columns) for row in block.rows), block.caption
                assert sum(column.width for column in block.columns) <= 170, block.caption


def test_the_method_says_how_every_number_was_come_by() -> None:
    """Every number is counted once, by its method; every digest is whole."""
    from commonweal.exchange.forecast_report.tables import rows_of

    rows = list(rows_of(chart_cases.whole()))
    assert {row.table for row in rows} <= set(TABLES)
    methods, *others = grids("method")
    assert sum(int(row[2]) for row in methods.rows) == sum(not row.number.refused for row in rows)
    workings = chart_cases.whole().workings
    assert {workings.inputs_digest, workings.procurement_digest} <= {row[1] for row in others[-1].rows}
    text = said(annex())
    assert "seed 5" in text and "512 draws" in text and "3.50% a year in years 0 to 30" in text
    assert "No optimism bias was added" in text


def test_numbers_that_were_refused_stand_with_their_reason() -> None:
    """Once for each reason, whatever its percentage, with what it stopped."""
    method = part("method", make_business_case(chart_cases.held(chart_cases.refusing())))
    told = {
        why: what
        for block in method
        if isinstance(block, Grid) and block.caption == "Numbers that were refused"
        for why, what in block.rows
    }
    whys = [why for why in told if why.startswith("It misses by")]
    assert len(whys) == 1 and "12%" in whys[0] and "30%" in whys[0]
    assert len(told[whys[0]].split("; ")) == 2
    assert any("A study too late" in what for what in told.values())


@pytest.mark.parametrize("forecast", [chart_cases.whole, chart_cases.bare])
def test_no_number_that_is_none(forecast: object) -> None:
    """NaN, None and infinity reach no page."""
    assert callable(forecast)
    text = said(make_business_case(chart_cases.held(forecast())))
    assert not re.search(r"\b(nan|NaN|None|inf)\b", text)


def test_word_has_real_headings_header_rows_and_words_for_pictures() -> None:
    """Parts are headings of the first level; every table repeats its header and is described; no picture is bare."""
    document = WordDocument(io.BytesIO(word()))
    headings = [line.text for line in document.paragraphs if line.style and line.style.name == "Heading 1"]
    assert headings == [each.title for each in annex().parts]
    for table in document.tables:
        assert table._tbl.tblPr.find(f"{W}tblDescription") is not None
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    pictures = [shape._inline.docPr for shape in document.inline_shapes]
    assert len(pictures) == 8
    assert all(len(each.get("descr", "")) > 60 for each in pictures)
    assert MARK in document.sections[0].header.paragraphs[0].text
    assert document.core_properties.title == annex().title and document.core_properties.language == "en-GB"


def test_word_is_the_same_bytes_again() -> None:
    """And keeps what people wrote as text."""
    assert annex_word(annex()) == word()
    text = zipfile.ZipFile(io.BytesIO(word())).read("word/document.xml").decode()
    ElementTree.fromstring(text)
    assert "Gains &amp; &lt;losses&gt; of adoption" in text


@pytest.mark.usefixtures("poppler")
def test_the_pdf_is_tagged_and_stays_on_its_pages(tmp_path: Path) -> None:
    """PDF/UA with its title, every picture with words, and no word beyond the right edge of the text."""
    file = tmp_path / "annex.pdf"
    file.write_bytes(pdf())
    info = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Tagged:\s+yes", info) and annex().title in info
    structure = subprocess.run(["pdfinfo", "-struct", str(file)], check=True, capture_output=True, text=True).stdout
    assert structure.count("Figure") == 8 and "TH" in structure and "H2" in structure
    boxes = subprocess.run(["pdftotext", "-bbox", str(file), "-"], check=True, capture_output=True, text=True).stdout
    edges = [float(each) for each in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert edges and max(edges) <= RIGHT_EDGE
    words = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True).stdout
    assert MARK in words and "Gains & <losses> of adoption" in " ".join(words.split())
