"""A five-stage case challenged: the first time in a process, again, each option, and how its parts share the time.

Cold is a fresh process after the imports of the engine and a design, as a command has it; warm is what a server does
after its first. The limits are for the whole: under two seconds on the command line, under one at the server.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from timing import ROOT, python, show, time_call

from commonweal.challenge import challenge_scheme, challenge_target, targets_of
from commonweal.design import propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.frameworks import load_packs

CASE = ROOT / "bench/five_stages"
OPTIONS = ("lighter", "balanced", "fuller")
RUNS = 7


def cold() -> None:
    """Seconds of each step of a first challenge, as JSON: what a fresh process runs for `main`."""
    started = time.perf_counter()
    packs, case = load_packs(), open_case(CASE).case
    opened = time.perf_counter()
    scheme = propose_schemes(case, packs=packs).option("fuller").scheme
    designed = time.perf_counter()
    challenge_scheme(scheme, case, packs=packs)
    told = {
        "packs and case": opened - started,
        "design": designed - opened,
        "challenge": time.perf_counter() - designed,
    }
    print(json.dumps(told))


def cold_steps() -> dict[str, float]:
    """The best of several fresh processes, step by step."""
    runs = [
        json.loads(subprocess.run([python(), __file__, "--cold"], check=True, capture_output=True, text=True).stdout)
        for _run in range(RUNS)
    ]
    return {step: min(run[step] for run in runs) for step in runs[0]}


def main() -> None:
    steps = cold_steps()
    for step, seconds in steps.items():
        show(f"First in a process: {step}", f"{seconds:.2f} s", "")
    show("First in a process, all three", f"{sum(steps.values()):.2f} s", "target: under 2 s with the imports")
    packs, case = load_packs(), open_case(CASE).case
    proposals = propose_schemes(case, packs=packs)
    for option in OPTIONS:
        scheme = proposals.option(option).scheme
        targets = targets_of(scheme, case, packs=packs)
        best, median = time_call(lambda scheme=scheme: challenge_scheme(scheme, case, packs=packs), runs=RUNS)
        scored = sum(len(each.criteria) for each in targets)
        name = f"Challenged again, {option}: {len(targets)} decisions, {scored} criteria"
        show(name, f"{best:.2f} s (median {median:.2f})", "target: under 1 s")
    plain, _median = time_call(
        lambda: [challenge_target(each, packs=packs, mends=False) for each in targets], runs=RUNS
    )
    show("The last without what mends would bring", f"{plain:.2f} s", "")


if __name__ == "__main__":
    cold() if "--cold" in sys.argv else main()
