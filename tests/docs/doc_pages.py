"""The documentation's pages and the blocks in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GENERATED = "<!-- Written by docs/generate.py."
TRIMMED = "…"
_FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language, its title (a file that the reader is told to write), its text, its line."""

    language: str
    title: str
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command of a console block, and the lines that it is shown to print."""

    text: str
    shown: tuple[str, ...]


def all_pages() -> list[Path]:
    return sorted(DOCS.rglob("*.md"))


def hand_written() -> list[Path]:
    return [page for page in all_pages() if not page.read_text(encoding="utf-8").startswith(GENERATED)]


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    opened: tuple[str, str, int] | None = None
    held: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if opened is None:
            if line.startswith("```"):
                found = _FENCE.match(line)
                assert found, f"{page.name}:{number}: a fence names its language: {line}"
                opened, held = (found[1], found[2] or "", number), []
        elif line == "```":
            yield Block(language=opened[0], title=opened[1], text="\n".join(held) + "\n", line=opened[2])
            opened = None
        else:
            held.append(line)
    assert opened is None, f"{page.name}: a block is not closed"


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block: a line that begins with `$ `, then what it is shown to print."""
    text, shown = "", list[str]()
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if text:
                yield Command(text=text, shown=tuple(shown))
            text, shown = line[2:], []
        else:
            shown.append(line.rstrip())
    if text:
        yield Command(text=text, shown=tuple(shown))


def shown_in(shown: tuple[str, ...], printed: str) -> str:
    """The first shown line that was not printed in its place; empty when all were.

    Lines follow each other as printed; a line `…` stands for any lines left out, and at a line's end for its rest.
    What is shown first was printed first and what is shown last, last, unless `…` stands there.
    """
    lines = [line.rstrip() for line in printed.splitlines()]
    runs = _runs(shown)
    at = 0
    for index, run in enumerate(runs):
        if not run:
            continue
        first, last = index == 0, index == len(runs) - 1
        places = [0] if first else [len(lines) - len(run)] if last and run else range(at, len(lines) - len(run) + 1)
        place = next((p for p in places if p >= at and _same(run, lines[p : p + len(run)])), None)
        if place is None:
            return next((line for line in run if not any(_same((line,), [each]) for each in lines[at:])), run[0])
        at = place + len(run)
    if len(runs) == 1 and at != len(lines):
        return f"(and then nothing; printed: {lines[at]})"
    return ""


def _same(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Line by line; one that ends in `…` need only begin alike."""
    return len(shown) == len(printed) and all(
        there.startswith(line.removesuffix(TRIMMED)) if line.endswith(TRIMMED) else there == line
        for line, there in zip(shown, printed, strict=True)
    )


def _runs(shown: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Lines between the marks of trimming."""
    runs: list[tuple[str, ...]] = []
    held: list[str] = []
    for line in shown:
        if line == TRIMMED:
            runs.append(tuple(held))
            held = []
        else:
            held.append(line)
    return [*runs, tuple(held)]
