"""Letting people loose on a service, and saying afterwards how long each route took."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from served import HERE, Served

REPORTS = Path(__file__).resolve().parents[2] / "build" / "load"


def let_work(served: Served, *, people: int, seconds: int, pace: float, seed: int = 1) -> dict[str, Any]:
    """Run locust for a while against a service that runs; the notes of everybody."""
    plan, told = served.data / "plan.json", served.data / "told.json"
    plan.write_text(json.dumps(served.plan), encoding="utf-8")
    told.unlink(missing_ok=True)
    command = [
        sys.executable, "-m", "locust", "-f", str(HERE / "people.py"), "--headless", "--only-summary",
        "--host", served.address, "-u", str(people), "-r", str(max(2, people // 5)), "-t", f"{seconds + 240}s",
        "--stop-timeout", "60", "--loglevel", "WARNING",
    ]  # fmt: skip
    environment = os.environ | {
        "COMMONWEAL_LOAD_PLAN": str(plan),
        "COMMONWEAL_LOAD_TOLD": str(told),
        "COMMONWEAL_LOAD_PEOPLE": str(people),
        "COMMONWEAL_LOAD_SECONDS": str(seconds),
        "COMMONWEAL_LOAD_PACE": str(pace),
        "COMMONWEAL_LOAD_SEED": str(seed),
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=served.data)
    assert told.exists(), done.stderr
    notes: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return notes


def by_route(notes: dict[str, Any]) -> list[dict[str, Any]]:
    """Of each route how often it was asked, p50 and p95 in milliseconds, and its answers."""
    took, answers = defaultdict(list), defaultdict(set)
    for route, milliseconds, status in notes["requests"]:
        took[route].append(milliseconds)
        answers[route].add(status)
    return [
        {
            "route": route,
            "requests": len(each),
            "p50": percentile(each, 50),
            "p95": percentile(each, 95),
            "answers": sorted(answers[route]),
        }
        for route, each in sorted(took.items())
    ]


def percentile(numbers: list[int], share: int) -> int:
    """The smallest number that at least this share in a hundred do not exceed."""
    return sorted(numbers)[max(0, math.ceil(len(numbers) * share / 100) - 1)]


def report(name: str, notes: dict[str, Any], *, seconds: int, memory: dict[str, int]) -> str:
    """The table, also written under build/load as Markdown and JSON."""
    routes = by_route(notes)
    every = [milliseconds for _, milliseconds, _ in notes["requests"]]
    kept = sum(save["kept"] for save in notes["saves"])
    lines = [
        f"{name}: {len(every)} requests in {seconds} s, p50 {percentile(every, 50)} ms, "
        f"p95 {percentile(every, 95)} ms; {kept} saves, {notes['both']} times both versions; megabytes {memory}.",
        "",
        "| Route | Requests | p50 ms | p95 ms | Answers |",
        "|---|---:|---:|---:|---|",
        *(
            f"| {each['route']} | {each['requests']} | {each['p50']} | {each['p95']} | "
            f"{', '.join(map(str, each['answers']))} |"
            for each in routes
        ),
    ]
    REPORTS.mkdir(parents=True, exist_ok=True)
    text = "\n".join(lines) + "\n"
    (REPORTS / f"{name}.md").write_text(text, encoding="utf-8")
    said = {"requests": len(every), "seconds": seconds, "saves": kept, "both": notes["both"], "memory": memory}
    (REPORTS / f"{name}.json").write_text(json.dumps({**said, "routes": routes}, indent=2), encoding="utf-8")
    return text
