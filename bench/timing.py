"""Timing that the benchmarks share: best and median of several runs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def time_command(arguments: Sequence[str], *, runs: int = 9) -> tuple[float, float]:
    """Best and median seconds of a whole process."""

    def run() -> None:
        subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

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
