"""Reading two real days of notices: our reader and our scan beside plain parsing, in one process and run.

python bench/bench_reading.py [--gigabytes 1]: with it, a file of that size is made of the same days and streamed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from ocdscardinal import coverage
from timing import ROOT, python, show, time_call

from commonweal.exchange.ocds import read_notices, scan_notices
from commonweal.exchange.ocds.releases import Package
from commonweal.frameworks import load_packs

DAYS = [ROOT.parent / "shared" / "data" / "ocds" / f"fts_2026-08-{day}.jsonl" for day in (10, 11)]
RUNS = 5
TARGET = "at least half of typed decoding"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gigabytes", type=float, default=0)
    parser.add_argument("--scan", type=Path, help=argparse.SUPPRESS)  # the child whose memory is measured
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.scan:
        return scan_and_tell(options.scan, options.workers)
    if not all(day.is_file() for day in DAYS):
        print(f"The two real days are not in {DAYS[0].parent}: nothing to read.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "days.jsonl"
        file.write_bytes(b"".join(day.read_bytes() for day in DAYS))
        compare(file)
        if options.gigabytes:
            stream(Path(folder) / "large.jsonl", options.gigabytes)
    return 0


def compare(file: Path) -> None:
    """Each way over the same lines; speeds in megabytes a second, and as a share of typed decoding."""
    lines = file.read_bytes().splitlines()
    size = sum(map(len, lines)) / 1e6
    packs = load_packs()
    untyped, typed = msgspec.json.Decoder(), msgspec.json.Decoder(Package)
    ways: dict[str, Callable[[], object]] = {
        "json.loads": lambda: each_line(lines, json.loads),
        "msgspec, untyped": lambda: each_line(lines, untyped.decode),
        "msgspec, typed: the parts that we read": lambda: each_line(lines, typed.decode),
        "our read: a whole notice of every release": lambda: sum(1 for _ in read_notices(file)),
        "our scan: every notice classified": lambda: sum(1 for _ in scan_notices(file, packs=packs)),
        "ocdscardinal coverage": lambda: coverage(str(file)),
    }
    list(scan_notices(DAYS[0], packs=packs))  # patterns are made ready once a process
    seconds = {name: time_call(call, runs=RUNS)[0] for name, call in ways.items()}
    base = seconds["msgspec, typed: the parts that we read"]
    for name, best in seconds.items():
        target = f"{base / best:.3f} of typed decoding"
        show(f"{name}, {len(lines)} releases", f"{size / best:.0f} MB/s", target)
    print(f"Target of the scan: {TARGET}.")


def each_line(lines: list[bytes], decode: Callable[[bytes], object]) -> None:
    """Every line decoded; the few with a number beyond all measure are passed over, as the library refuses them."""
    for line in lines:
        try:
            decode(line)
        except (ValueError, ArithmeticError):
            continue


def stream(file: Path, gigabytes: float) -> None:
    """A large file through the scan in processes of their own: how fast, and how much memory at most."""
    days = b"".join(day.read_bytes() for day in DAYS)
    with file.open("wb") as stream:
        for _ in range(max(1, int(gigabytes * 1e9 / len(days)))):
            stream.write(days)
    size = file.stat().st_size / 1e6
    for workers in (1, 2):
        arguments = [python(), __file__, "--scan", str(file), "--workers", str(workers)]
        start = time.perf_counter()
        told = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
        seconds = time.perf_counter() - start
        notices, megabytes = told.split()
        name = f"scan of {size:,.0f} MB, {workers} worker{'s' if workers > 1 else ''}, {int(notices):,} notices"
        show(name, f"{size / seconds:.0f} MB/s, {megabytes} MB", "target: under 300 MB of memory")


def scan_and_tell(file: Path, workers: int) -> int:
    """How many notices the file holds, and the greatest memory of this process and its workers together."""
    packs = load_packs()
    notices = sum(1 for _ in scan_notices(file, packs=packs, workers=workers))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (workers if workers > 1 else 0)
    print(notices, round((own + theirs) / 1000))
    return 0


if __name__ == "__main__":
    sys.exit(main())
