"""The examples of "Use the API" work as they stand, against a running service."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commonweal_web.procurements.models import Case, CaseVersion
from fixtures import EXAMPLES, Team

ROOT = EXAMPLES.parent
PAGE = (ROOT / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
BLOCKS = [block.split("\n```", 1)[0] for block in PAGE.split("```text\n")[1:]]
CURL = [block for block in BLOCKS if block.startswith("curl ")]
PYTHON = [block for block in BLOCKS if "call(" in block]


@pytest.fixture
def environment(live_server: Any, tmp_path: Path, transactional_db: None) -> dict[str, str]:
    shutil.copytree(ROOT / "examples" / "sandbox-pilot", tmp_path / "examples" / "sandbox-pilot")
    here = Path(sys.executable).parent
    return {"PATH": f"{here}:{os.environ['PATH']}", "COMMONWEAL_URL": live_server.url, "HOME": str(tmp_path)}


def run(script: str, environment: dict[str, str], folder: Path) -> str:
    """A block as a person types it: in a shell, or as a file of Python."""
    command = [sys.executable, "-c", script] if "import " in script else ["sh", "-ec", script]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_examples_with_curl(
    team: Team, program: Callable[..., Any], environment: dict[str, str], tmp_path: Path
) -> None:
    """Who one is, starting a case, taking its file, designing it, and sending it back."""
    assert len(CURL) == 4
    environment["COMMONWEAL_TOKEN"] = program().secret
    whoami, start, take, send = CURL
    assert "Northmoor Hospitals" in run(whoami, environment, tmp_path)
    assert '"reference"' in run(start, environment, tmp_path)
    case = Case.objects.get()
    environment["REFERENCE"] = case.reference
    assert "balanced" in run(take, environment, tmp_path).lower()
    assert '"version": 1' in run(send, environment, tmp_path)


def test_the_examples_with_python(
    team: Team, program: Callable[..., Any], environment: dict[str, str], tmp_path: Path
) -> None:
    """Every case file is copied, what waits is listed, and a check is answered."""
    assert len(PYTHON) == 2
    case = team.case()
    environment["COMMONWEAL_TOKEN"] = program().secret
    printed = run("\n".join(PYTHON), environment, tmp_path)
    assert f"{case.reference} lots-considered" in printed
    assert (tmp_path / f"{case.reference}-version-1.zip").read_bytes().startswith(b"PK")
    newest = CaseVersion.objects.filter(case=case).last()
    assert newest is not None and newest.number == 2 and "One tool has to be read" in newest.text
