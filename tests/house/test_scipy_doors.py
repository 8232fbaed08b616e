"""Which parts of SciPy the engine may load, and where: its distributions are for tests, and its start is slow."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOBOL = "src/commonweal/quantities/sobol.py"


def imports(text: str) -> Iterator[tuple[str, bool]]:
    """Every SciPy module or name that a text imports, dotted, and whether a function does it when called."""

    def walk(node: ast.AST, *, inside: bool) -> Iterator[tuple[str, bool]]:
        if isinstance(node, ast.Import):
            yield from ((alias.name, inside) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", inside) for alias in node.names)
        within = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inside=within)

    for name, inside in walk(ast.parse(text), inside=False):
        if name.partition(".")[0] == "scipy":
            yield name, inside


def test_only_sobol_points_load_scipy_stats() -> None:
    """And of it only qmc: an engine that used the distributions would be held against itself."""
    found = [
        (file.relative_to(ROOT).as_posix(), name)
        for file in sorted((ROOT / "src").rglob("*.py"))
        for name, _ in imports(file.read_text(encoding="utf-8"))
        if name.startswith("scipy.stats") or name == "scipy"
    ]
    assert found == [(SOBOL, "scipy.stats.qmc")]


def test_scipy_is_loaded_inside_functions() -> None:
    """So that whoever draws nothing waits for nothing."""
    files = sorted((ROOT / "src" / "commonweal" / "quantities").rglob("*.py"))
    named = [(file.name, name, inside) for file in files for name, inside in imports(file.read_text(encoding="utf-8"))]
    assert named
    assert [(file, name) for file, name, inside in named if not inside] == []


def test_the_search_for_imports_finds_them() -> None:
    """At the top, inside a function, under another name."""
    lines = ["import scipy.stats as s", "def f():", "    from scipy import stats", "    import numpy"]
    text = "\n".join([*lines, "from scipy.stats import norm", ""])
    assert sorted(imports(text)) == [("scipy.stats", False), ("scipy.stats", True), ("scipy.stats.norm", False)]


@pytest.mark.parametrize("arguments", [["design", "examples/sandbox-pilot"], ["--help"]])
def test_a_design_loads_no_scipy(arguments: list[str]) -> None:
    """Lags of measures are beliefs too; the chance of seeing one in time is had from the standard library."""
    program = (
        "import sys\nfrom commonweal.cli import main\n"
        f"sys.argv = ['commonweal', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "loaded = [name for name in sys.modules if name.startswith('scipy')]\n"
        "print('commonweal' in sys.modules, loaded, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stderr.splitlines()[-1] == "True []"
