"""A new check is laid out whole, and is seen to be unwritten until somebody writes it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rule_form import assert_whole

from commonweal.frameworks import load_packs
from commonweal.frameworks.loading import build_pack, read_edition
from commonweal.scheme.checks.context import Predicate
from commonweal.scheme.checks.predicates import PREDICATES
from golden.check_case import make_context, read_golden

ROOT = Path(__file__).resolve().parents[3]
PACKS, CHECKS, GOLDEN = "src/commonweal/frameworks/packs", "src/commonweal/scheme/checks", "tests/golden/checks"
SLUG = "kept-simple"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The parts of the project that a new check touches."""
    for part in (PACKS, CHECKS, f"{GOLDEN}/standstill", "docs/generators"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "docs" / "generate.py", tmp_path / "docs")
    return tmp_path


def lay_out(copy: Path, slug: str, pack: str = "procurement-act-2023") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "docs/generate.py", "--new-check", slug, "--pack", pack],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )


def predicate_at(file: Path) -> Predicate:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Predicate = module.check
    return found


def files(root: Path) -> dict[str, bytes]:
    found = (file for file in root.rglob("*") if file.is_file() and file.parent.name != "__pycache__")
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}


@pytest.mark.parametrize("edition", [pack.name for pack in load_packs().editions if pack.checks])
def test_a_laid_out_check_has_the_form_of_every_other(copy: Path, edition: str) -> None:
    """Rule text that reads and is whole, its line in order among the predicates, and a pair of golden files."""
    done = lay_out(copy, SLUG, edition.partition("/")[0])
    assert done.returncode == 0, done.stderr
    assert f"--unreleased {edition}" in done.stdout
    pack = build_pack(read_edition(copy / PACKS / edition))
    assert_whole(pack.checks[SLUG])
    text = (copy / CHECKS / "predicates.py").read_text(encoding="utf-8")
    slugs = [line.split('"')[1] for line in text.splitlines() if line.endswith(".check,")]
    assert slugs == sorted({*PREDICATES, SLUG})
    assert "    kept_simple,\n" in text
    assert [file.stem for file in sorted((copy / GOLDEN / SLUG).glob("*.yaml"))] == ["met", "not-met"]


def test_golden_files_of_a_laid_out_check_fail_until_its_predicate_is_written(copy: Path) -> None:
    lay_out(copy, SLUG)
    predicate = predicate_at(copy / CHECKS / "kept_simple.py")
    for file in (copy / GOLDEN / SLUG).glob("*.yaml"):
        golden = read_golden(file)
        verdict = predicate(make_context(golden, name=file.stem))
        assert verdict.state is not golden.expect.state
        assert verdict.message.startswith("Fill in")


@pytest.mark.parametrize(
    ("slug", "pack", "why"),
    [
        ("Kept-Simple", "procurement-act-2023", "small words joined by hyphens"),
        ("kept_simple", "procurement-act-2023", "small words joined by hyphens"),
        ("../kept", "procurement-act-2023", "small words joined by hyphens"),
        ("kept-", "procurement-act-2023", "small words joined by hyphens"),
        ("standstill", "procurement-act-2023", "is taken"),
        ("one-outcome", "procurement-act-2023", "is taken"),
        ("context", "procurement-act-2023", "is taken"),
        (SLUG, "procurement-act-2022", "There is no pack"),
    ],
)
def test_a_name_that_cannot_serve_is_refused_before_anything_is_written(
    copy: Path, slug: str, pack: str, why: str
) -> None:
    """Badly formed, a check of any pack already, a module of another kind; or a pack that is not there."""
    before = files(copy)
    done = lay_out(copy, slug, pack)
    assert done.returncode == 1
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert files(copy) == before


def test_nothing_that_was_laid_out_is_left_to_fill_in() -> None:
    """In rules, predicates and golden files."""
    found = [*(ROOT / PACKS).glob("*/*/checks/*.yaml"), *(ROOT / CHECKS).glob("*.py"), *(ROOT / GOLDEN).rglob("*.yaml")]
    assert len(found) > 300
    assert [file.name for file in found if "Fill in" in file.read_text(encoding="utf-8")] == []
