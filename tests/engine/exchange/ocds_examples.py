"""Invented Find a Tender releases, and files of them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from commonweal.exchange.ocds import UnreadLine, read_notices
from commonweal.procurement.notice import Notice

ROOT = Path(__file__).parents[3]
PILOT = ROOT / "tests" / "fixtures" / "notices" / "fictional_pilot.json"
REAL = ROOT.parent / "shared" / "data" / "ocds"
REAL_DAYS = (REAL / "fts_2026-08-10.jsonl", REAL / "fts_2026-08-11.jsonl")


def release(**changes: Any) -> dict[str, Any]:
    """The invented pilot's release; `changes` replace parts of it by path, dots for levels (tender.value=...)."""
    made: dict[str, Any] = copy.deepcopy(json.loads(PILOT.read_text(encoding="utf-8"))["releases"][0])
    for path, value in changes.items():
        put(made, path.replace("__", "."), value)
    return made


def put(data: Any, path: str, value: Any) -> None:
    """Set, or with None remove, what stands at a path such as tender.lots.0.value."""
    *way, last = path.split(".")
    for step in way:
        data = data[int(step)] if isinstance(data, list) else data.setdefault(step, {})
    if value is None:
        data.pop(last, None)
    elif isinstance(data, list):
        data[int(last)] = value
    else:
        data[last] = value


def lines(path: Path, *releases: Any) -> Path:
    """A file of one release a line; text goes in as it is."""
    written = [each if isinstance(each, str) else json.dumps(each) for each in releases]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    return path


def read_all(path: Path) -> tuple[list[Notice], list[UnreadLine]]:
    """What a file gives: notices, and lines that are none."""
    found = list(read_notices(path))
    return [each for each in found if isinstance(each, Notice)], [
        each for each in found if isinstance(each, UnreadLine)
    ]


def read_one(folder: Path, **changes: Any) -> Notice:
    """The notice of one changed release."""
    notices, unread = read_all(lines(folder / "one.jsonl", release(**changes)))
    assert not unread
    return notices[0]
