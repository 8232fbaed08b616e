"""Timing that the benchmarks share: best and median of several runs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def time_command(arguments: Sequence[str], *, runs: int = 9) -> tuple[float, float]:
    """Best and median seconds of a whole process, its bytecode cached as that of an installed package is."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache

        def run() -> None:
            subprocess.run(arguments, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)

        run()
        return time_call(run, runs=runs)


def time_call(call: Callable[[], object], *, runs: int) -> tuple[float, float]:
    """Best and median seconds of a call."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return min(seconds), statistics.median(seconds)


def show(name: str, figure: str, target: str) -> None:
    print(f"{name:<68} {figure:>24}   {target}")


def python() -> str:
    return sys.executable


def program() -> str:
    return str(Path(sys.executable).parent / "commonweal")
