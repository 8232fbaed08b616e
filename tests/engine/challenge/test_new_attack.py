"""A new attack is laid out whole, and is seen to be unwritten until somebody writes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from generators.new_attack import lay_out_attack

from commonweal.challenge.attacks import ATTACKS
from commonweal.frameworks.loading import build_pack, read_edition
from golden.attack_case import read_golden

ROOT = Path(__file__).resolve().parents[3]
PACKS, MODULES = "src/commonweal/frameworks/packs", "src/commonweal/challenge/attacks"
GOLDEN = "tests/golden/attacks"
EDITION = "challenge/2026-11"
SLUG = "well-spoken"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The parts of the project that a new attack touches."""
    for part in (f"{PACKS}/challenge", MODULES, f"{GOLDEN}/volume-padder"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_a_laid_out_attack_has_the_form_of_every_other(copy: Path) -> None:
    """Its text reads, its line stands in order among the conditions, its golden files read: one leaks, two hold."""
    assert f"--unreleased {EDITION}" in lay_out_attack(SLUG, root=copy)
    text = build_pack(read_edition(copy / PACKS / EDITION)).attacks[SLUG]
    assert text.condition.startswith("Fill in")
    lines = (copy / MODULES / "predicates.py").read_text(encoding="utf-8")
    names = [line.split('"')[1] for line in lines.splitlines() if line.endswith(".attack,")]
    assert names == sorted({*ATTACKS, SLUG})
    assert "    well_spoken,\n" in lines
    found = {file.stem: read_golden(file) for file in sorted((copy / GOLDEN / SLUG).glob("*.yaml"))}
    assert [stem for stem, golden in found.items() if golden.leaks] == ["leaks"]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("Well-Spoken", "small words joined by hyphens"),
        ("../spoken", "small words joined by hyphens"),
        ("volume-padder", "is taken"),
        ("context", "is taken"),
    ],
)
def test_a_name_of_an_attack_that_cannot_serve_is_refused(copy: Path, slug: str, why: str) -> None:
    """Badly formed, an attack already, or a module of another kind: nothing is written."""
    before = sorted(copy.rglob("*"))
    with pytest.raises(SystemExit, match=why):
        lay_out_attack(slug, root=copy)
    assert sorted(copy.rglob("*")) == before


def test_nothing_of_an_attack_is_left_to_fill_in() -> None:
    """In texts, conditions and golden files."""
    texts = (ROOT / PACKS).glob("*/*/attacks/*.yaml")
    found = [*texts, *(ROOT / MODULES).glob("*.py"), *(ROOT / GOLDEN).rglob("*.yaml")]
    assert len(found) > 8
    assert [file.name for file in found if "Fill in" in file.read_text(encoding="utf-8")] == []
