"""Packs at the command line: crosswalks with and without a case, figures and notices, plain data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commonweal.cli.app import group
from commonweal.record import MisuseError, RefusedError

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = (ROOT / "examples" / "sandbox-pilot" / "case.yaml").read_text(encoding="utf-8")
LICENCE = "Open Government Licence v3.0"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments))


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sandbox pilot, its balanced scheme adopted under PPN 002: co-design takes the marks of 3b."""
    case = tmp_path_factory.mktemp("case")
    (case / "case.yaml").write_text(EXAMPLE, encoding="utf-8")
    done = invoke("design", str(case), "--adopt", "balanced", "--by", "A. Person", "--on", "2026-11-22")
    assert done.exit_code == 0, done.exception
    return case


def test_a_crosswalk_shows_what_is_carried_split_and_lost() -> None:
    """With why, and the licence line of the editions."""
    shown = invoke("packs", "crosswalk", "ppn-002", "ppn-026").output
    assert "Of 16 criteria: 7 carried, 2 split and 7 lost." in shown
    assert shown.index("\nCarried") < shown.index("\nSplit") < shown.index("\nLost")
    assert LICENCE in shown
    by_way = invoke("packs", "crosswalk", "ppn-06-20", "ppn-026").output
    assert "By way of PPN 002" in by_way


def test_a_crosswalk_as_plain_data() -> None:
    """Every criterion with its fate, and nothing of a scheme where no case was named."""
    data = json.loads(invoke("packs", "crosswalk", "ppn-06-20", "ppn-002", "--json").output)
    assert len(data["criteria"]) == 25
    assert {each["fate"] for each in data["criteria"]} == {"carried", "lost"}
    assert "5a" in {each["criterion"] for each in data["new"]}
    assert "scheme" not in data
    assert LICENCE in data["attribution"][0]


def test_an_adopted_scheme_is_told_how_much_of_its_weighting_is_lost(adopted: Path) -> None:
    """Co-design, which refines 3b, has nothing to refine in 2026: its whole weighting is lost."""
    shown = invoke("packs", "crosswalk", "ppn-002", "ppn-026", "--case", str(adopted)).output
    assert "10 of 10 points of social value are lost (100%)." in shown
    assert "(as ppn-002/3b)" in shown
    [award] = json.loads(invoke("packs", "crosswalk", "ppn-002", "ppn-026", "--case", str(adopted), "--json").output)[
        "scheme"
    ]
    assert award["share_lost"] == "1"
    assert {each["as"] for each in award["lost"]} == {"ppn-002/3b"}


def test_a_scheme_of_another_edition_is_not_touched(adopted: Path) -> None:
    shown = invoke("packs", "crosswalk", "ppn-06-20", "ppn-002", "--case", str(adopted)).output
    assert "10 stand on criteria of neither this edition nor a home in it" in shown


def test_a_case_without_an_adopted_scheme_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(EXAMPLE, encoding="utf-8")
    error = invoke("packs", "crosswalk", "ppn-002", "ppn-026", "--case", str(tmp_path)).exception
    assert isinstance(error, MisuseError)
    assert "no adopted scheme" in str(error)
    assert "--adopt balanced" in str(error)


def test_a_design_that_asks_for_an_edition_by_name_is_refused(tmp_path: Path) -> None:
    """At the command line as in the library: one sentence, status 4."""
    assert "subject: ppn-002\n" in EXAMPLE
    text = EXAMPLE.replace("subject: ppn-002\n", "subject: ppn-06-20\n")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    error = invoke("design", str(tmp_path)).exception
    assert isinstance(error, RefusedError)
    assert "held by name only" in str(error)


def test_the_green_book_is_shown_with_its_figures_and_doubts() -> None:
    """Readable: rates, ranges, prices, and each confidence below primary."""
    shown = " ".join(invoke("packs", "show", "green-book").output.split())
    assert "3.5% to year 30, 3% to year 75" in shown
    assert "cost 10% to 200%; duration 10% to 54% (secondary, recalled)" in shown
    assert "£13,000 (£10,000 to £16,000) for one WELLBY, 2019 prices (secondary)" in shown
    assert "for sensitivity alone (secondary)" in shown
    assert LICENCE in shown


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("gb2026-standard", "D(30) = 0.3563"),
        ("carbon-value", "2030 294.5"),
        ("leakage", "very-high 75%"),
        ("wellby", "2019 prices"),
        ("fca-sandbox", "73 of 207"),
        ("optimism-bias", "1 + OB"),
        ("distributional-eta", "1.3 ratio"),
        ("UK4", "fewest suppliers"),
        ("ppn-06-20/2.3", "By name only"),
        ("growth", "ppn-002/fair-work"),
        ("homes-of-capability", "ppn-026 2a, 2b, 2c"),
    ],
)
def test_figures_names_and_notices_are_explained(code: str, words: str) -> None:
    """By name, with sources and the licence line."""
    shown = " ".join(invoke("explain", code).output.split())
    assert words in shown
    data = json.loads(invoke("explain", code, "--json").output)
    assert data["sources"]
    assert LICENCE in data["attribution"]
