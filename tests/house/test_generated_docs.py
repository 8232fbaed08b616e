"""Generated pages are what their generator writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commonweal.scheme.checks.predicates import PREDICATES

ROOT = Path(__file__).resolve().parents[2]
CHECKS = ROOT / "docs" / "reference" / "checks"
HEADINGS = (
    "Condition",
    "Why it matters",
    "Who answers and when",
    "What it asks",
    "Worked example",
    "Exclusions",
    "Assumptions",
    "Sources",
)


def test_generated_pages_are_fresh() -> None:
    """A pack that changed without its pages fails here; python docs/generate.py mends it."""
    run = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("check", sorted(PREDICATES))
def test_every_check_has_a_page_with_every_heading(check: str) -> None:
    text = (CHECKS / f"{check}.md").read_text(encoding="utf-8")
    assert tuple(line[3:] for line in text.splitlines() if line.startswith("## ")) == HEADINGS
    assert f"({check}.md)" in (CHECKS / "index.md").read_text(encoding="utf-8")
