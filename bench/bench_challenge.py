"""A five-stage case challenged: the whole command, a first challenge in a process, and each option once more.

Seconds are of the processor, since machines are shared. A first challenge is what a command has; again is what a server
does after its first. The limits are under two seconds on the command line and under one at the server.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from timing import ROOT, program, show, time_command

from commonweal.challenge import challenge_scheme, challenge_target, targets_of
from commonweal.design import propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.frameworks import load_packs

CASE = ROOT / "bench/five_stages"
OPTIONS = ("lighter", "balanced", "fuller")
RUNS = 5


def processor_seconds(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started


def command_seconds(command: str, case: Path = CASE) -> tuple[float, float]:
    """Of the processor, and of the clock, for a whole process with its bytecode cached."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    runs = 4
    best, _median = time_command([program(), command, str(case)], runs=runs)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent / (runs + 1), best


def adopted_seconds() -> tuple[float, float]:
    """The challenge of an adopted scheme, which need not be designed first."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        shutil.copytree(CASE, case)
        adopt = [program(), "design", str(case), "--adopt", "balanced", "--by", "A. Person"]
        subprocess.run(adopt, check=True, capture_output=True)
        return command_seconds("challenge", case)


def main() -> None:
    for command in ("design", "challenge"):
        spent, best = command_seconds(command)
        show(f"commonweal {command}, design and all", f"{spent:.2f} s; by the clock {best:.2f}", "target: under 2 s")
    spent, best = adopted_seconds()
    show("commonweal challenge, an adopted scheme", f"{spent:.2f} s; by the clock {best:.2f}", "target: under 2 s")
    packs, case = load_packs(), open_case(CASE).case
    proposals = propose_schemes(case, packs=packs)
    fuller = proposals.option("fuller").scheme
    first = processor_seconds(lambda: challenge_scheme(fuller, case, packs=packs))
    show("First challenge in a process, fuller", f"{first:.2f} s", "")
    for option in OPTIONS:
        scheme = proposals.option(option).scheme
        targets = targets_of(scheme, case, packs=packs)
        best = min(
            processor_seconds(lambda scheme=scheme: challenge_scheme(scheme, case, packs=packs)) for _run in range(RUNS)
        )
        scored = sum(len(each.criteria) for each in targets)
        show(f"Again, {option}: {len(targets)} decisions, {scored} criteria", f"{best:.2f} s", "target: under 1 s")
    plain = min(
        processor_seconds(lambda: [challenge_target(each, packs=packs, mends=False) for each in targets])
        for _run in range(RUNS)
    )
    show("The last without what mends would bring about", f"{plain:.2f} s", "")


if __name__ == "__main__":
    main()
