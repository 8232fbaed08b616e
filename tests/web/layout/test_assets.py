"""The built styles and scripts: ours to ship, and the same as anyone builds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from commonweal.exchange.report.words import KIND_COLOURS

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "assets"
BUILT = ROOT / "src/commonweal_web/layout/static/layout"
# The mark is drawn by hand, and lies beside what is built.
BY_HAND = {"mark.svg"}


def built(name: str) -> str:
    return (BUILT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", sorted(BUILT.iterdir()), ids=lambda file: file.name)
def test_nothing_is_of_gov_uk_or_from_outside(file: Path) -> None:
    """No font of GDS, no crown or crest, nothing loaded from elsewhere, no map that is not there."""
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"GDS Transport|crest|crown(?! copyright)|@font-face|@import|sourceMappingURL", text, re.I)
    loaded = re.findall(r"url\(([^)]*)\)|from\s*[\"']([^\"']+)", text)
    names = {address for pair in loaded for address in pair if address}
    assert all(name.startswith("./") and (BUILT / name[2:]).is_file() for name in names), names
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg"}, addresses


def test_the_licence_and_the_version_are_told() -> None:
    """The design system's licence lies beside its code, and its version is that of the sources."""
    version = json.loads((SOURCES / "package.json").read_text())["devDependencies"]["govuk-frontend"]
    assert built("VERSION") == f"govuk-frontend {version}\n"
    assert "Permission is hereby granted" in built("LICENCE-govuk-frontend.txt")
    assert f"govuk-frontend {version} (MIT" in built("commonweal.css")
    assert f"./govuk-frontend-{version}.min.js" in built("look.js")


def test_the_lock_names_no_registry() -> None:
    """Packages are locked by version and digest, wherever they are fetched from."""
    lock = (SOURCES / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    packages = {name: package for name, package in json.loads(lock)["packages"].items() if name}
    assert packages
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())


def test_kinds_have_the_colours_of_the_reports() -> None:
    """A kind of measure has one colour wherever it appears, on pages and in documents."""
    found = dict(re.findall(r"\.cw-kind--([a-z]+)\{fill:(#[0-9a-f]{6})", built("commonweal.css")))
    assert found == {str(kind): colour for kind, colour in KIND_COLOURS.items()}


def test_figures_stand_in_columns() -> None:
    """Tables have figures of one width, and the type is the system's."""
    styles = built("commonweal.css")
    assert ".govuk-table{font-variant-numeric:tabular-nums}" in styles
    assert 'font-family:system-ui,"Helvetica Neue",Arial,sans-serif' in styles


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """What is committed is what the sources make; `python3 dev.py assets` mends it."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not installed here.")
    sources = tmp_path / "assets"
    shutil.copytree(SOURCES, sources, ignore=shutil.ignore_patterns("node_modules"))
    if (SOURCES / "node_modules/sass").is_dir():
        (sources / "node_modules").symlink_to(SOURCES / "node_modules")
    elif run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=sources):
        pytest.skip("The packages of assets/ are not here, and there is no way to their registry.")
    assert run(npm, "run", "build", "--", str(tmp_path / "built"), folder=sources) == 0
    names = {file.name for file in (tmp_path / "built").iterdir()}
    assert names == {file.name for file in BUILT.iterdir()} - BY_HAND
    stale = [name for name in sorted(names) if (tmp_path / "built" / name).read_bytes() != (BUILT / name).read_bytes()]
    assert stale == []


def run(*command: str, folder: Path) -> int:
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=240).returncode
