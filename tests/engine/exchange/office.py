"""LibreOffice, where there is one: it recalculates a workbook and saves it anew, or prints it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

LONGEST = 180  # seconds; a first start builds a profile


def find_office() -> str:
    """The path of soffice; skips where it is missing, and fails on CI."""
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is missing on CI, where it is to be installed.")
        pytest.skip("LibreOffice is not installed here (Debian: apt-get install libreoffice-calc).")
    return found


def convert(files: Mapping[str, bytes], folder: Path, *, into: str) -> dict[str, Path]:
    """Each workbook by name, opened and written as `into`, all in one start of the program."""
    office = find_office()
    out = folder / f"out-{into}"
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--convert-to",
            into,
            "--outdir",
            str(out),
            *(str(folder / f"{name}.xlsx") for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )
    return {name: out / f"{name}.{into.partition(':')[0]}" for name in files}
