"""Shared by tests of pages and documents: a real browser, LibreOffice and Poppler, where there are any."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SOFFICE, PDFTOPPM = Path("/usr/bin/soffice"), Path("/usr/bin/pdftoppm")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Opens every .docx of a folder in LibreOffice and gives the folder of the PDFs that it prints of them."""
    _find_or_skip(SOFFICE, "LibreOffice", "libreoffice-writer")
    profile = tmp_path_factory.mktemp("office-profile")

    def print_all(folder: Path) -> Path:
        out = folder / "printed"
        files = sorted(str(file) for file in folder.glob("*.docx"))
        command = [str(SOFFICE), "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        _run_within(240, [*command, "--convert-to", "pdf", "--outdir", str(out), *files])
        return out

    return print_all


@pytest.fixture(scope="session")
def poppler() -> None:
    """pdftotext, pdfinfo and pdftoppm, for reading what was printed."""
    _find_or_skip(PDFTOPPM, "Poppler", "poppler-utils")


def _run_within(seconds: int, command: list[str]) -> None:
    """Run a program that starts others; none of them outlives its time."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, start_new_session=True, **quiet)
    try:
        assert process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail(f"{Path(command[0]).name} was not done within {seconds} seconds.")


def _find_or_skip(program: Path, name: str, package: str) -> None:
    if program.exists():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing on CI, where it is to be installed.")
    pytest.skip(f"{name} is not installed here (Debian: apt-get install {package}).")
