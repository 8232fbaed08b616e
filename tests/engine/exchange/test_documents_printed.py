"""Documents as people see them: Word printed by LibreOffice, PDF as it is; read, and looked at as pictures."""

from __future__ import annotations

import contextlib
import re
import subprocess
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from tender_packs import EXAMPLES, LONG, adopted_of, draft_of, hostile_source, word_of

from commonweal.exchange.pdf import write_pdf, write_report
from commonweal.exchange.pdf.printing import print_pdf
from commonweal.exchange.tender_pack import PackSource, make_tender_pack
from commonweal.exchange.tender_pack.gathering import DRAFT_MARK
from commonweal.exchange.word import write_word

pytestmark = pytest.mark.usefixtures("poppler")
# Between the shortest example and the longest: more would tell of a table that runs away.
PAGES = range(4, 25)
USUAL = ("conventional-service/ppn-026", "sandbox-pilot")
AS_PDF = [name if name in USUAL else pytest.param(name, marks=pytest.mark.nightly) for name in EXAMPLES]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, office: Callable[[Path], Path]) -> dict[str, Path]:
    """Every example's pack and annex, and hostile ones, opened and printed by LibreOffice in one go."""
    folder = tmp_path_factory.mktemp("printed")
    made = {name: word_of(name) for name in EXAMPLES}
    made |= {"draft": word_of("sandbox-pilot", adopted=False), "hostile": tuple(write_word(hostile_source()))}
    for name, documents in made.items():
        for document in documents:
            (folder / f"{name.replace('/', '-')}-{document.name}").write_bytes(document.content)
    out = office(folder)
    return {file.stem: file for file in out.iterdir()}


@cache
def pdf_of(name: str) -> tuple[bytes, ...]:
    """An example's pack and annex as PDF."""
    return tuple(document.content for document in write_pdf(adopted_of(name)))


def saved(content: bytes, file: Path) -> Path:
    file.write_bytes(content)
    return file


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def words_of(pdf: Path) -> str:
    """The text in reading order, without the breaks of lines."""
    return " ".join(run("pdftotext", "-raw", str(pdf), "-").split())


def body_of(pdf: Path) -> str:
    """The same without what stands at the head and foot of each page."""
    return " ".join(run("pdftotext", "-raw", "-y", "58", "-H", "728", "-x", "0", "-W", "600", str(pdf), "-").split())


def objects_of(pdf: bytes) -> bytes:
    """What a PDF is made of, unpacked."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return b"\n".join(found)


def pages_of(pdf: Path) -> int:
    return int(re.search(r"^Pages:\s+(\d+)$", run("pdfinfo", str(pdf)), re.MULTILINE)[1])  # type: ignore[index]


def squeezed(text: str) -> str:
    """Without spaces: a line may break anywhere."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def check_looks(pdf: Path, folder: Path) -> None:
    """Each page as a picture: something stands on it, and nothing runs out of the paper's edges."""
    run("pdftoppm", "-r", "40", "-gray", "-png", str(pdf), str(folder / pdf.stem))
    pictures = sorted(folder.glob(f"{pdf.stem}-*.png"))
    assert len(pictures) == pages_of(pdf)
    for picture in pictures:
        with Image.open(picture) as page:
            ink = page.point(lambda value: 255 * (value < 160)).getbbox()
            assert ink is not None, f"{picture.name} is empty"
            left, top, right, bottom = ink
            assert left > page.width * 0.05, picture.name
            assert right < page.width * 0.95, picture.name
            assert top > page.height * 0.015, picture.name
            assert bottom < page.height * 0.985, picture.name


# --- Word, printed by LibreOffice -------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_pack_opens_prints_and_says_everything(printed: dict[str, Path], tmp_path: Path, name: str) -> None:
    """Every criterion, question and level is on paper, with pages counted in the foot."""
    pdf = printed[f"{name.replace('/', '-')}-tender-pack"]
    text, count = squeezed(body_of(pdf)), pages_of(pdf)
    assert count in PAGES
    for page in range(1, count + 1):
        assert f"Page {page} of {count}" in words_of(pdf)
    view = make_tender_pack(adopted_of(name))
    for award in view.awards:
        for criterion in award.criteria:
            assert squeezed(f"{criterion.number} {criterion.title} ({criterion.weighting})") in text
            assert squeezed(criterion.question) in text
            assert all(squeezed(level.descriptor) in text for level in criterion.levels)
    assert view.digest[:12] in text
    check_looks(pdf, tmp_path)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_annex_opens_and_prints(printed: dict[str, Path], tmp_path: Path, name: str) -> None:
    pdf = printed[f"{name.replace('/', '-')}-annex-for-the-authority"]
    assert "not for bidders" in words_of(pdf)
    assert pages_of(pdf) in PAGES
    check_looks(pdf, tmp_path)


def test_a_draft_is_marked_on_every_printed_page(printed: dict[str, Path]) -> None:
    for name in ("draft-tender-pack", "draft-annex-for-the-authority"):
        assert words_of(printed[name]).count(DRAFT_MARK) == pages_of(printed[name])


def test_the_drawing_of_stages_is_on_paper(printed: dict[str, Path]) -> None:
    """Its names are text, not a picture of text."""
    text = words_of(printed["sandbox-pilot-tender-pack"])
    assert "2 Sandbox pilot on two wards" in text.partition("2. How bids are assessed")[2].partition("Gate after")[0]
    assert text.count("not bought here") == 1


def test_hostile_text_opens_and_prints_as_text(printed: dict[str, Path]) -> None:
    """LibreOffice neither refuses the file nor runs, fills in or computes anything."""
    text = squeezed(words_of(printed["hostile-tender-pack"]))
    for each in ("<script>alert(1)</script>", "{{ 7*7 }}{% for x in y %}", "A & B < C > D", "=HYPERLINK("):
        assert squeezed(each) in text
    assert text.count("word") >= len(LONG.split())


# --- accessible PDF ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", AS_PDF)
def test_every_pdf_is_tagged_titled_and_says_its_language_and_standard(tmp_path: Path, name: str) -> None:
    """PDF/UA-1: a tree of structure, a title that is shown, British English, bookmarks."""
    for content in pdf_of(name):
        pdf = saved(content, tmp_path / "it.pdf")
        information = run("pdfinfo", str(pdf))
        assert re.search(r"^Tagged:\s+yes$", information, re.MULTILINE)
        assert re.search(r"^Title:\s+\S+", information, re.MULTILINE)
        assert "pdfuaid:part" in run("pdfinfo", "-meta", str(pdf))
        inside = objects_of(content)
        for key in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang (en-GB)", b"/DisplayDocTitle true", b"/Outlines"):
            assert key in inside, key


def test_headings_tables_lists_and_the_drawing_are_structure(tmp_path: Path) -> None:
    """As a screen reader meets them: heads of columns told from cells, the drawing with its words."""
    content = pdf_of("sandbox-pilot")[0]
    structure = run("pdfinfo", "-struct-text", str(saved(content, tmp_path / "it.pdf")))
    kinds = re.findall(r"^\s*(\w+)", structure, re.MULTILINE)
    for kind in ("H1", "H2", "H3", "Table", "TH", "TD", "L", "LI", "Figure", "Caption", "Link"):
        assert kind in kinds, kind
    assert b"/Alt (Stages to scale: Set-up and safety case" in objects_of(content)


@pytest.mark.parametrize("name", AS_PDF)
def test_the_pdf_says_what_word_says(tmp_path: Path, name: str) -> None:
    pack, annex = (saved(each, tmp_path / f"{number}.pdf") for number, each in enumerate(pdf_of(name)))
    text, view = squeezed(body_of(pack)), make_tender_pack(adopted_of(name))
    assert pages_of(pack) in PAGES
    assert f"Page 1 of {pages_of(pack)}" in words_of(pack)
    for award in view.awards:
        assert squeezed(award.method) in text
        for criterion in award.criteria:
            for part in (criterion.question, criterion.evidence, criterion.commitment, *criterion.sub_criteria):
                assert squeezed(part) in text
            assert all(squeezed(level.descriptor) in text for level in criterion.levels)
    for stage in view.stages:
        assert all(squeezed(kpi.title) in text and squeezed(kpi.bands) in text for kpi in stage.kpis)
    for row in view.conditions:
        assert squeezed(row.text) in text
    prompts = squeezed(body_of(annex))
    assert all(squeezed(prompt.contract) in prompts for group in view.prompt_groups for prompt in group.prompts)
    assert all(squeezed(point) in prompts for point in view.open_points)
    for pdf in (pack, annex):
        check_looks(pdf, tmp_path)


def test_a_draft_in_pdf_is_marked_on_every_page_and_hostile_text_is_text(tmp_path: Path) -> None:
    file = tmp_path / "hostile.pdf"
    file.write_bytes(next(iter(write_pdf(hostile_source()))).content)
    text = run("pdftotext", "-raw", str(file), "-")
    assert squeezed(text).count(squeezed(DRAFT_MARK)) >= pages_of(file)
    for each in ("<script>alert(1)</script>", "{{ 7*7 }}{% for x in y %}", "=HYPERLINK("):
        assert squeezed(each) in squeezed(text)


def test_the_report_in_pdf_is_tagged_and_a_draft_says_so(tmp_path: Path) -> None:
    """Of the conventional service, which has the shortest."""
    source: PackSource = draft_of("conventional-service/no-edition")
    (document,) = write_report(source)
    file = tmp_path / document.name
    file.write_bytes(document.content)
    assert re.search(r"^Tagged:\s+yes$", run("pdfinfo", str(file)), re.MULTILINE)
    assert words_of(file).count("DRAFT: a proposal, not adopted") == pages_of(file)
    assert "Three schemes" in words_of(file)
    check_looks(file, tmp_path)


def test_equal_pages_give_equal_pdf() -> None:
    html = "<!DOCTYPE html><html lang='en-GB'><head><title>T</title></head><body><h1>A</h1><p>B</p></body></html>"
    assert print_pdf(html) == print_pdf(html)


@pytest.mark.parametrize(
    "fetching",
    ["<img src='https://example.org/a.png' alt=''>", "<link rel='stylesheet' href='file:///etc/passwd'>"],
)
def test_nothing_is_fetched_for_a_pdf(fetching: str) -> None:
    """A page that asks for something from outside is an error of ours, never a request."""
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError, match="takes nothing from outside"):
        print_pdf(f"<!DOCTYPE html><html lang='en-GB'><head><title>T</title></head><body>{fetching}</body></html>")
