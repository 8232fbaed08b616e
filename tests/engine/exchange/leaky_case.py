"""A case whose scheme leaks on purpose: a person forces hours in, at a fixed weighting, because they are easy to
compare. One challenge of it is shared by the tests of its report."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from commonweal.exchange import CaseChallenge, challenge_case, open_case
from commonweal.frameworks import Packs, load_packs

ROOT = Path(__file__).resolve().parents[3]
SOUND = ROOT / "examples" / "conventional-service" / "no-edition"
BY = 'reason: Hours are easy to compare., by: "T. Osei, commercial lead", on: 2026-11-20'
DECISIONS = f"""decisions:
  # Against advice.
  - {{kind: force, subject: ppn-002/8a, stage: service, value: scored, {BY}}}
  - {{kind: weighting, subject: ppn-002/8a, value: "7", {BY}}}
"""
HOURS = "ppn-002/8a"


def write_leaky(folder: Path) -> Path:
    """The case in a new folder, without a forecast."""
    folder.mkdir(parents=True)
    shutil.copy(SOUND / "case.yaml", folder / "case.yaml")
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(text + DECISIONS, encoding="utf-8")
    return folder


@cache
def packs() -> Packs:
    return load_packs()


def challenged(folder: Path) -> CaseChallenge:
    return challenge_case(open_case(folder), packs=packs())
