"""Broken case files, one fault each: one sentence with file and line, and the right exit status."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from commonweal.cli.app import group
from commonweal.record import CommonwealError

FOLDER = Path(__file__).parent / "broken_cases"
FILES = sorted(FOLDER.glob("*.yaml"))
UNREADABLE, USAGE = 3, 2
# These read well, and fail when the design looks at what they say.
SAID_WRONGLY = {"decision-on-nothing", "foreign-money", "second-decision-on-nothing", "stage-without-funding"}


def expected(file: Path) -> str:
    found = re.match(r"(?:# |<!-- )expect: (.*?)(?: -->)?\n", file.read_text(encoding="utf-8"))
    assert found, f"{file.name} does not say what is expected"
    return found.group(1)


def test_there_are_broken_cases() -> None:
    """The folder is found."""
    assert len(FILES) >= 25


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_broken_case_is_refused_in_one_sentence(file: Path, tmp_path: Path) -> None:
    """What is wrong, where, what to do; nothing is written."""
    (tmp_path / "case.yaml").write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    result = CliRunner().invoke(group, ["design", str(tmp_path)])
    error = result.exception
    assert isinstance(error, CommonwealError), result.exception
    message = str(error).replace(f"{tmp_path}/", "").replace(str(tmp_path), "the case")
    assert expected(file) in message
    assert error.exit_status == (USAGE if file.stem in SAID_WRONGLY else UNREADABLE)
    assert "\n" not in message
    assert [each.name for each in tmp_path.iterdir()] == ["case.yaml"]


def test_the_case_they_are_made_from_reads(tmp_path: Path) -> None:
    """So that each fault is the only one."""
    text = (FOLDER.parent / "case_that_reads.yaml").read_text(encoding="utf-8")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(group, ["design", str(tmp_path)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
