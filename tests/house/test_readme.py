"""The README's first screen is true: its commands and its Python run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_commands_run_as_shown(tmp_path: Path) -> None:
    """In order, from the project's root, the case in a folder of its own."""
    [block] = blocks("console")
    programs = Path(sys.executable).parent
    lines = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    assert len(lines) >= 4
    for line in lines:
        words = shlex.split(line.replace("my-case", str(tmp_path / "my-case")))
        done = subprocess.run(
            [str(programs / words[0]), *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode in {0, 1}, (line, done.stderr)
    assert (tmp_path / "my-case" / "report.html").is_file()


def test_the_python_runs_as_shown() -> None:
    """And says something."""
    [block] = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ
    )
    assert "because" in done.stdout


def test_links_and_figure_lead_somewhere() -> None:
    """Every relative link of the README."""
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_two_commands_do_the_set_up() -> None:
    """CI runs the one that the README names, and nothing else."""
    assert "python3 dev.py run" in README
    assert "python3 dev.py test" in README
    assert "exec python3 dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_no_tool_or_machine_is_named_in_the_readme() -> None:
    """A README outlives its tools."""
    for word in ("uv ", "pytest", "ruff", "mypy", "/work", "http"):
        assert word not in README, word
