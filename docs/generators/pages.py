"""What a generator gives: files by their path from the project's root, and the folders that it owns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonweal.frameworks import Pack, load_packs
from commonweal.record.source import Confidence, Source, SourceKind

ROOT = Path(__file__).resolve().parents[2]
MARK = "<!-- Written by docs/generate.py. Do not edit: change {what} and run python docs/generate.py. -->"
SIGNS = {SourceKind.LAW: "■ Law", SourceKind.GUIDANCE: "□ Guidance", SourceKind.JUDGEMENT: "◌ Our judgement"}
CONFIDENCE = {
    Confidence.PRIMARY: "primary (read in the official text)",
    Confidence.SECONDARY: "secondary (reported by others)",
    Confidence.RECALLED: "recalled (to be verified)",
    Confidence.JUDGEMENT: "judgement (ours, replaceable)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Texts by path from the project's root. In a folder that is owned, no other page may stand."""

    texts: Mapping[str, str]
    owns: tuple[str, ...] = ()


def marked(what: str) -> str:
    """The line that says where a page comes from."""
    return MARK.format(what=what)


def page(lines: Iterable[str]) -> str:
    """A page of lines, without runs of empty ones."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table, with an empty line before and after it; nothing where there are no rows."""
    heads, rows = list(heads), [list(row) for row in rows]
    if not rows:
        return []
    lines = [_row(heads), "|" + "---|" * len(heads), *(_row(row) for row in rows)]
    return ["", *lines, ""]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in cells) + " |"


def put_between(text: str, name: str, content: str, *, comment: tuple[str, str] = ("<!-- ", " -->")) -> str:
    """A hand-written text with the part between its two marks replaced.

    The marks are `generated: NAME` and `end of generated: NAME`, each in a comment of its own on a line of its own.
    """
    start = f"{comment[0]}generated: {name}{comment[1]}"
    end = f"{comment[0]}end of generated: {name}{comment[1]}"
    before, found_start, rest = text.partition(start)
    _, found_end, after = rest.partition(end)
    if not found_start or not found_end:
        raise SystemExit(f"The marks '{start}' and '{end}' are not both there.")
    indent = before.rpartition("\n")[2]
    return f"{before}{start}\n{content}{indent}{end}{after}"


def packs_in_order() -> tuple[Pack, ...]:
    """In order of name, so that a newer edition stands after an older one."""
    return tuple(sorted(load_packs().editions, key=lambda pack: pack.name))


def say_day(day: object) -> str:
    return f"{day.day} {day:%B %Y}"  # type: ignore[attr-defined]


def say_source(source: Source) -> str:
    """The kind first, for law, guidance and judgement must never look alike; then how well we know it."""
    title = f"[{source.title}]({source.url})" if source.url else source.title
    where = f", {source.where}" if source.where else ""
    dated = f"; dated {say_day(source.dated)}" if source.dated else ""
    doubt = f"; {source.note}" if source.note else ""
    return f"**{SIGNS[source.kind]}**: {title}{where}. Confidence: {CONFIDENCE[source.confidence]}{dated}{doubt}."


def say_source_briefly(source: Source) -> str:
    """For a cell of a table: the sign, the title and place, and the confidence where it is in doubt."""
    where = f", {source.where}" if source.where else ""
    doubt = "" if source.confidence in {Confidence.PRIMARY, Confidence.JUDGEMENT} else f" ({source.confidence})"
    note = f"; {source.note}" if source.note else ""
    return f"{SIGNS[source.kind]}: {source.title}{where}{doubt}{note}"


def number(value: object) -> str:
    """A decimal as people write it."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
