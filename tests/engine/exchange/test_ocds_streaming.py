"""However large a file of lines is, a few of them are in memory at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from ocds_examples import ROOT, release

MEGABYTES = 120
# The interpreter, the packs and the patterns take about ninety; the file itself would not fit.
MOST_MEMORY = 190
READ = "sum(1 for _ in read_notices(file))"
SCAN = "sum(1 for _ in scan_notices(file, packs=load_packs()))"
CHILD = """
import sys
from pathlib import Path
from commonweal.exchange.ocds import read_notices, scan_notices
from commonweal.frameworks import load_packs
file = Path(sys.argv[1])
count = {call}
status = Path("/proc/self/status").read_text().splitlines()
print(count, next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1000)
"""


@pytest.mark.nightly
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from /proc")
@pytest.mark.parametrize("call", [READ, SCAN])
def test_a_large_file_takes_little_memory(tmp_path: Path, call: str) -> None:
    """The greatest memory of a process that goes through a file, notice by notice.

    Read from /proc: what getrusage gives a child begins at its parent's peak.
    """
    file = tmp_path / "large.jsonl"
    row = json.dumps(release(tender__description="Beds and lamps. " * 600)).encode() + b"\n"
    times = MEGABYTES * 1_000_000 // len(row)
    with file.open("wb") as stream:
        for _ in range(times):
            stream.write(row)
    child = [sys.executable, "-c", CHILD.replace("{call}", call), str(file)]
    told = subprocess.run(child, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    notices, megabytes = (int(each) for each in told)
    assert notices == times
    assert megabytes < MOST_MEMORY
