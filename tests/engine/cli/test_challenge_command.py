"""commonweal challenge as a user meets it, and --apply from the leak to the new version."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commonweal.cli.app import group
from commonweal.exchange import open_case
from commonweal.exchange.case_file import zip_case
from commonweal.procurement.case import DecisionKind
from commonweal.record.errors import MisuseError, RefusedError

sys.path.append(str(Path(__file__).resolve().parents[1] / "exchange"))
import leaky_case

PERSON = ("--by", "A. Person", "--reason", "Hours tell no bids apart")


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return leaky_case.write_leaky(tmp_path / "case")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_scheme_that_rewards_the_wrong_bid_ends_with_1(case: Path) -> None:
    """The verdict, the leak and the command that mends it; nothing is written."""
    before = contents(case)
    result = invoke("challenge", case, "--brief")
    assert result.exit_code == 1
    assert "It would reward the wrong bid" in result.output
    assert "--apply L1." in result.output
    assert "Every leak and its mends" not in result.output
    assert contents(case) == before


def test_json_is_plain_data_and_the_same_each_time(case: Path) -> None:
    first, again = (invoke("challenge", case, "--json") for _ in range(2))
    assert first.output == again.output
    data = json.loads(first.output)
    assert data["verdict"] == "misleads"
    assert data["leaks"][0]["name"] == "L1"
    assert data["awards"][0]["standing"]["alignment"] == data["leaks"][0]["mends"][0]["effect"]["alignment_before"]


def test_a_mend_becomes_a_new_version_in_one_step(case: Path) -> None:
    """Decisions are recorded and what speaks against them withdrawn; the version is adopted, and challenged."""
    result = invoke("challenge", case, "--apply", "l1.1", *PERSON)
    assert result.exit_code == 0, result.output
    opened = open_case(case)
    assert [version.version for version in opened.schemes] == [1]
    criteria = [each for award in opened.schemes[0].scheme.awards for each in award.social_value]
    assert leaky_case.HOURS not in {each.code for each in criteria if each.weighting}
    kinds = [(each.kind, each.subject, each.value) for each in opened.case.decisions]
    assert (DecisionKind.FORCE, leaky_case.HOURS, "condition") in kinds
    assert not [each for each in opened.case.decisions if each.value == "scored"]
    assert {each.decision.value for each in opened.case.withdrawn} == {"scored", "7"}
    assert "# Against advice." in (case / "case.yaml").read_text(encoding="utf-8")
    assert "before" in result.output and "as it came out" in result.output
    taken = re.search(r"points that leaks take +([\d.]+) +([\d.]+) +([\d.]+)", result.output)
    assert taken is not None
    before, _, after = map(float, taken.groups())
    assert after < before


def test_the_next_mend_is_of_the_adopted_version(case: Path) -> None:
    """After an adoption that version is challenged, and its names are its own."""
    assert invoke("challenge", case, "--apply", "L1.2", *PERSON).exit_code in {0, 1}
    again = invoke("challenge", case, "--json")
    data = json.loads(again.output)
    assert data["version"] == 1
    assert open_case(case).case.decided(DecisionKind.FACTOR)


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (("--apply", "L9.9", *PERSON), MisuseError, "There is no mend 'L9.9'. There are L1.1"),
        (("--apply", "L1.3", *PERSON), RefusedError, "by hand"),
        (("--apply", "L1.1"), MisuseError, "needs a person and a reason"),
        (("--apply", "L1.1", *PERSON, "--on", "2199-01-01"), RefusedError, "has not come"),
        (("--apply", "L1.1", *PERSON, "--on", "2026-11-01"), RefusedError, "is before this decision"),
        (("--apply", "L1.1", *PERSON, "--version", "1"), MisuseError, "newest scheme"),
        (("--apply", "L1.1", *PERSON, "--out", "x.html"), MisuseError, "prints what came of it"),
        (("--by", "A. Person"), MisuseError, "Add --apply"),
        (("--option", "fuller", "--version", "1"), MisuseError, "two schemes"),
        (("--version", "4"), MisuseError, "no version 4"),
        (("--out", "x.xlsx"), MisuseError, r"cannot be written as"),
    ],
)
def test_what_is_refused_leaves_every_file_as_it_was(
    case: Path, arguments: tuple[str, ...], error: type[Exception], says: str
) -> None:
    before = contents(case)
    result = invoke("challenge", case, *arguments)
    assert isinstance(result.exception, error), result.output
    assert says in str(result.exception)
    assert contents(case) == before


def test_nothing_is_written_where_the_mended_case_cannot_be_adopted(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure after the design and before the writing leaves the case as it was."""
    from commonweal.exchange.challenge_report import applying

    def refuse(*_: object, **__: object) -> None:
        raise RefusedError("The balanced scheme cannot be adopted: a blocking finding.")

    monkeypatch.setattr(applying, "adoption", refuse)
    before = contents(case)
    result = invoke("challenge", case, "--apply", "L1.1", *PERSON)
    assert isinstance(result.exception, RefusedError)
    assert contents(case) == before


def test_a_zip_is_challenged_and_not_changed(case: Path, tmp_path: Path) -> None:
    zip_case(case, tmp_path / "case.zip")
    before = (tmp_path / "case.zip").read_bytes()
    assert invoke("challenge", tmp_path / "case.zip", "--brief").exit_code == 1
    result = invoke("challenge", tmp_path / "case.zip", "--apply", "L1.1", *PERSON)
    assert isinstance(result.exception, RefusedError)
    assert (tmp_path / "case.zip").read_bytes() == before


def test_a_case_with_a_forecast_uses_it_unless_told_not_to(tmp_path: Path) -> None:
    """Which kinds it told is in the data; without it there are none."""
    shutil.copytree(leaky_case.ROOT / "examples" / "local-test-and-learn", tmp_path / "case")
    used = json.loads(invoke("challenge", tmp_path / "case", "--json").output)
    left_out = json.loads(invoke("challenge", tmp_path / "case", "--json", "--no-forecast").output)
    assert used["forecast"] and used["awards"][0]["from_forecast"]
    assert not left_out["forecast"] and not left_out["awards"][0]["from_forecast"]


def test_reports_and_charts_are_written(case: Path, tmp_path: Path) -> None:
    result = invoke("challenge", case, "--brief", "--out", tmp_path / "c.html", "--charts", tmp_path / "charts")
    assert "Wrote" in result.output
    assert (tmp_path / "c.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    names = {file.name for file in (tmp_path / "charts").iterdir()}
    assert {"alignment.svg", "alignment.png", "alignment.csv", "before-after.svg"} <= names
