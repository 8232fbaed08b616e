"""commonweal forecast and elicit as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commonweal.cli import elicit, forecast
from commonweal.cli.app import group
from commonweal.exchange.case_file import zip_case
from commonweal.exchange.forecast_report.tables import COLUMNS
from commonweal.forecast.impact import DRAWS
from commonweal.quantities.belief_rules import FORMS
from commonweal.record.errors import RefusedError

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "sandbox-pilot"
FEW = ("--draws", "512")


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The example with a forecast of two effects, so that it is quick."""
    folder = tmp_path / "case"
    shutil.copytree(EXAMPLE, folder)
    (folder / "forecast" / "inputs.yaml").write_text(SMALL, encoding="utf-8")
    return folder


SMALL = """price_base: 2026
gates: {pilot: {family: beta, a: 6, b: 4}}
effects:
  - {id: hours, title: "=Hours saved", kind: outcome, stage: evaluation, trigger: reached, unit: hours,
     yearly: true, persistence_months: 60, quantity: {family: normal, p10: -3000, p90: 24000}, value: 50,
     lag: 6, evidence: grade-1, additionality: {deadweight: 0.2}, missions: {nhs: 1}}
  - {id: uses, title: Uses of the findings, kind: learning, stage: pilot, trigger: reached, unit: uses, quantity: 4}
studies:
  - {id: watched, title: Hours watched, stage: pilot, about: hours.quantity, likelihood: normal, size: 20, sd: 20000,
     cost_each: 500}
scenarios:
  - {id: half, title: Half of it, beliefs: {hours.quantity: 5000}}
  - {id: none, title: Nothing comes of it, without: [hours]}
"""


def test_what_help_shows_is_what_the_engine_has() -> None:
    """The default of draws, and the families that quantiles can give."""
    assert forecast.DRAWS == DRAWS
    assert set(elicit.FAMILIES) == {family.value for family, form in FORMS.items() if form.unknowns}


def test_the_finding_stands_first(case: Path) -> None:
    """Then numbers with their uncertainty, the steps of the policies, what to find out, and the method at the end."""
    result = invoke("forecast", str(case), *FEW)
    assert result.exit_code == 0, result.output
    headings = (
        "A forecast, not a promise.",
        "is worth",
        "In pounds of 2026",
        "What the right to stop and the learning are worth",
        "What to find out first",
        "Stages",
        "By mission",
        "What it brings, in its own units",
        "Scenarios",
        "Before you rely on it",
        "Method",
    )
    places = [result.output.index(each) for each in headings]
    assert places == sorted(places)
    for words in ("P5", "P95", "above 0", "±", "not priced", "Build an NHS fit for the future", "seed 1"):
        assert words in result.output, words
    assert "nan" not in result.output.lower()


def test_the_same_seed_gives_the_same_bytes(case: Path) -> None:
    """On the screen, as data, and as CSV; another seed other ones, within the margins."""
    first, again = (invoke("forecast", str(case), *FEW, "--json") for _ in range(2))
    assert first.exit_code == 0 and first.output == again.output
    other = invoke("forecast", str(case), *FEW, "--seed", "9", "--json")
    one, two = (json.loads(each.output)["together"]["net"]["mean"] for each in (first, other))
    assert one["value"] != two["value"]
    assert abs(float(one["value"]) - float(two["value"])) < 6 * (
        float(one["standard_error"]) + float(two["standard_error"])
    )
    assert invoke("forecast", str(case), *FEW).output == invoke("forecast", str(case), *FEW).output


def test_json_is_the_whole_forecast(case: Path) -> None:
    """With its workings, numbers as exact text, and no float."""
    data = json.loads(invoke("forecast", str(case), *FEW, "--json").output, parse_float=pytest.fail)
    assert {"contract", "branch", "policies", "learning", "sensitivity", "scenarios", "workings"} <= set(data)
    assert data["workings"]["draws"] == 512 and data["workings"]["seed"] == 1
    assert [each["id"] for each in data["scenarios"]] == ["half", "none"]


def test_one_scenario_alone(case: Path) -> None:
    """And one that there is none of is refused by name."""
    result = invoke("forecast", str(case), *FEW, "--scenario", "none", "--json")
    assert [each["id"] for each in json.loads(result.output)["scenarios"]] == ["none"]
    assert str(invoke("forecast", str(case), "--scenario", "nil").exception) == (
        "There is no scenario 'nil'. There are half, none."
    )


def test_every_number_goes_to_csv_and_no_formula_does(case: Path, tmp_path: Path) -> None:
    """Numbers as numbers; a title that begins like a formula nowhere as one."""
    out = tmp_path / "forecast.csv"
    assert "Wrote" in invoke("forecast", str(case), *FEW, "--out", str(out)).output
    first = out.read_bytes()
    invoke("forecast", str(case), *FEW, "--out", str(out))
    assert out.read_bytes() == first
    rows = list(csv.DictReader(io.StringIO(first.decode())))
    assert tuple(rows[0]) == COLUMNS
    assert {"contract", "together", "policy", "stage", "mission", "effect", "year", "belief", "study", "scenario"} <= {
        row["table"] for row in rows
    }
    for row in rows:
        assert row["value"] or row["refused"]
        assert not row["value"] or float(row["value"]) == float(row["value"])
        assert not any(row[name].startswith(("=", "+", "@")) for name in ("table", "item", "what", "unit", "method"))
    net = next(row for row in rows if (row["table"], row["what"]) == ("together", "net, mean"))
    data = json.loads(invoke("forecast", str(case), *FEW, "--json").output)
    assert net["value"] == data["together"]["net"]["mean"]["value"]


def test_charts_go_into_a_folder_each_with_its_table(case: Path, tmp_path: Path) -> None:
    """A picture in two kinds and the figures behind it; what is not drawn says why."""
    folder = tmp_path / "pictures"
    done = invoke("forecast", str(case), *FEW, "--charts", str(folder))
    assert done.exit_code == 0, done.output
    names = {file.name for file in folder.iterdir()}
    assert {"fan.svg", "fan.png", "fan.csv", "staircase.svg"} <= names
    assert f"Wrote {len(names)} files into" in done.output


def test_a_case_without_a_forecast_is_offered_a_start(tmp_path: Path) -> None:
    """One sentence and status 2; --start writes a first set, never over one, and it can be forecast at once."""
    folder = tmp_path / "case"
    shutil.copytree(ROOT / "examples" / "local-test-and-learn", folder, ignore=shutil.ignore_patterns("forecast"))
    missing = invoke("forecast", str(folder))
    assert getattr(missing.exception, "exit_status", 0) == 2
    assert "--start writes a first set of beliefs" in str(missing.exception)
    zip_case(folder, tmp_path / "case.zip")
    assert "A zip is not changed." in str(invoke("forecast", str(tmp_path / "case.zip"), "--start").exception)
    started = invoke("forecast", str(folder), "--start")
    assert started.exit_code == 0, started.output
    text = (folder / "forecast" / "inputs.yaml").read_text(encoding="utf-8")
    assert text.startswith("# What the forecast of this case is made from: a first set") and "because:" in text
    again = invoke("forecast", str(folder), "--start")
    assert getattr(again.exception, "exit_status", 0) == 4 and "not overwritten" in str(again.exception)
    assert (folder / "forecast" / "inputs.yaml").read_text(encoding="utf-8") == text
    shown = invoke("forecast", str(folder), *FEW)
    assert shown.exit_code == 0, shown.output
    assert "None of its effects has a price" in shown.output
    assert "is not worth starting" not in shown.output


def test_a_purpose_that_is_not_stated_is_said_so_and_no_loss_is_claimed(tmp_path: Path) -> None:
    """Where only commitments of the scheme have a price, costs are not weighed against them."""
    folder = tmp_path / "case"
    shutil.copytree(ROOT / "examples" / "conventional-service" / "ppn-002", folder)
    shown = re.sub(r"\s+", " ", invoke("forecast", str(folder), *FEW).output)
    assert "Beside what it is bought for, which is not in this forecast" in shown
    assert "What the right to stop" not in shown and " net " not in shown
    assert "Scenario social value difference" in shown and "what may follow" not in shown


def test_what_cannot_be_forecast_names_file_and_line(case: Path) -> None:
    """A stage that is not there; a grade that no pack holds; draws that are no power of two."""
    file = case / "forecast" / "inputs.yaml"
    file.write_text(SMALL.replace("stage: evaluation", "stage: evaluations"), encoding="utf-8")
    error = invoke("forecast", str(case), *FEW).exception
    assert f"{file}:4: The effect '=Hours saved' is of the stage 'evaluations'" in str(error)
    file.write_text(SMALL.replace("grade-1", "grade-9"), encoding="utf-8")
    assert f"{file}:4: " in str(invoke("forecast", str(case), *FEW).exception)
    file.write_text(SMALL, encoding="utf-8")
    assert "power of two" in str(invoke("forecast", str(case), "--draws", "1000").exception)


@pytest.mark.parametrize("width", [80, 120])
def test_the_report_fits_a_terminal(case: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than it, and no number is cut."""
    from rich.console import Console

    from commonweal.exchange.forecast_report import text

    monkeypatch.setattr(text, "make_console", lambda: Console(width=width, color_system=None, highlight=False))
    shown = invoke("forecast", str(case), *FEW).output
    assert max(len(line) for line in shown.splitlines()) <= width
    assert not re.search(r"£[\d.,]*…", shown)


def test_elicit_shows_what_was_asked_and_what_was_achieved() -> None:
    """With mean and standard deviation; a warning where the family cannot meet it."""
    good = invoke("elicit", "--family", "normal", "--p10", "-60", "--p90", "280")
    assert good.exit_code == 0
    assert "asked" in good.output and "achieved" in good.output and "Mean 110, standard deviation 132.7" in good.output
    assert "warning" not in good.output
    poor = invoke("elicit", "--family", "normal", "--p10", "1", "--p50", "2", "--p90", "30")
    assert "warning:" in poor.output and "nearest normal belief" in poor.output
    data = json.loads(invoke("elicit", "--family", "beta", "--p10", "0.4", "--p90", "0.8", "--json").output)
    assert [each["name"] for each in data["quantiles"]] == ["p10", "p90"] and data["warnings"] == []
    bounded = invoke(
        "elicit", "--family", "pert", "--p10", "2", "--p50", "3", "--p90", "5", "--low", "1", "--high", "9"
    )
    assert bounded.exit_code == 0, bounded.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--family", "normal"), "Nothing is stated to fit."),
        (("--family", "normal", "--p10", "5", "--p90", "1"), "The p10 of a normal belief (5) is above its p90 (1)"),
        (("--family", "normal", "--p10", "few"), "'few' is not a number."),
        (("--family", "normal", "--p10", "nan"), "not a number that can be used"),
        (("--family", "bernoulli", "--p10", "1"), "'bernoulli' is not one of"),
        (("--family", "beta", "--p10", "0.4", "--p90", "1.5"), "lies between 0 and 1"),
    ],
)
def test_elicit_refuses_in_one_sentence(arguments: tuple[str, ...], words: str) -> None:
    result = invoke("elicit", *arguments)
    assert result.exit_code != 0
    assert words in f"{result.output}{result.exception}"


def test_the_annex_goes_into_a_folder_and_is_never_overwritten(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Word and as PDF; without Pango in Word alone, and told so; a copy that somebody worked on is left alone."""
    monkeypatch.setattr("commonweal.exchange.business_case.documents.annex_pdf", lambda _annex: b"%PDF-")
    folder = tmp_path / "annex"
    asked = ("forecast", str(case), *FEW, "--annex", str(folder))
    done = invoke(*asked)
    assert done.exit_code == 0, done.output
    contents = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert contents["business-case-annex.docx"][:2] == b"PK" and contents["business-case-annex.pdf"][:5] == b"%PDF-"
    monkeypatch.setattr("commonweal.exchange.business_case.documents.annex_pdf", _no_pango)
    monkeypatch.setattr("commonweal.exchange.business_case.documents.annex_word", lambda _annex: b"other")
    assert "somebody may have worked on it" in str(invoke(*asked).exception)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == contents
    alone = invoke(*asked[:-1], str(tmp_path / "alone"))
    assert "No PDF was made. PDF needs Pango." in alone.output and alone.exit_code == 0
    assert [file.name for file in (tmp_path / "alone").iterdir()] == ["business-case-annex.docx"]


def _no_pango(_annex: object) -> bytes:
    raise RefusedError("PDF needs Pango.")


def test_numbers_go_to_parquet_by_the_ending(case: Path, tmp_path: Path) -> None:
    """Another ending is refused before anything is drawn."""
    file = tmp_path / "forecast.parquet"
    assert f"Wrote {file}." in invoke("forecast", str(case), *FEW, "--out", str(file)).output
    assert file.read_bytes()[:4] == b"PAR1"
    assert "end with .csv or .parquet" in str(invoke("forecast", str(case), "--out", "numbers.txt").exception)
