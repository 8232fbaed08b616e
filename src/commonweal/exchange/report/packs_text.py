"""Packs shown to people: lists, contents, differences, and the check of a pack of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from commonweal.exchange.case_file.writing import plain_data
from commonweal.exchange.pack_examples import run_examples
from commonweal.exchange.report.console import make_console
from commonweal.exchange.report.data import jsonable
from commonweal.exchange.report.view import source_views
from commonweal.frameworks import Pack, Packs, load_packs

PARTS = (
    "outcomes",
    "criteria",
    "measures",
    "scales",
    "parameters",
    "checks",
    "templates",
    "patterns",
    "missions",
    "remarks",
)


def count_parts(pack: Pack) -> list[str]:
    """What a pack holds, in numbers: one criterion, two criteria."""
    counts = [(part, len(getattr(pack, part))) for part in PARTS]
    one = {"criteria": "criterion"}
    return [f"{n} {part if n > 1 else one.get(part, part.removesuffix('s'))}" for part, n in counts if n]


def pack_data(pack: Pack, *, whole: bool = False) -> dict[str, Any]:
    """A pack as plain data; whole, with everything in it."""
    head = pack.head
    data: dict[str, Any] = {
        "pack": pack.id,
        "edition": pack.edition,
        "title": head.title,
        "kind": head.kind.value,
        "issuer": head.issuer,
        "status": head.status.value,
        "digest": pack.digest,
        "pending": list(head.pending),
        "lineage": [plain_data(each) for each in pack.lineage],
    }
    for part in PARTS:
        table = getattr(pack, part)
        if table:
            data[part] = jsonable(plain_data(table)) if whole else len(table)
    return data


def packs_table(packs: Packs) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Pack", no_wrap=True)
    for heading in ("What it is", "Status", "Holds"):
        table.add_column(heading)
    for pack in packs.editions:
        holds = count_parts(pack)
        status = pack.head.status.value + (
            f"\n[dim]{len(pack.head.pending)} parts awaited[/dim]" if pack.head.pending else ""
        )
        table.add_row(f"[bold]{pack.name}[/bold]", escape(pack.head.title), status, ", ".join(holds))
    make_console().print(table)


def print_pack(pack: Pack) -> None:
    console = make_console()
    head = pack.head
    console.print(f"[bold]{escape(head.title)}[/bold] ({pack.name}), {head.issuer}, {head.status.value}")
    console.print(escape(head.summary))
    if head.pending:
        console.print(f"[yellow]Awaited or not seen by us:[/yellow] {escape(', '.join(head.pending))}.")
    for lineage in pack.lineage:
        console.print(f"Overlay {escape(lineage.overlay)}:")
        for reason in lineage.reasons:
            console.print(Padding(escape(reason), (0, 2)))
    for part in PARTS:
        table = getattr(pack, part)
        if not table:
            continue
        console.print(f"\n[bold]{part.capitalize()}[/bold]")
        for name, item in table.items():
            title = (
                getattr(item, "title", "")
                or getattr(item, "label", "")
                or f"{getattr(item, 'subject', '')}: {getattr(item, 'value', '')}"
            )
            console.print(Padding(f"{escape(name)}  [dim]{escape(title)}[/dim]", (0, 2)))
    console.print("\n[bold]Sources[/bold]")
    for source in source_views(tuple(head.sources.values())):
        console.print(Padding(f"{source.mark}: {escape(source.text)}", (0, 2)))
    console.print(f"\n[dim]{escape(head.attribution)} Digest {pack.digest}[/dim]")


def diff_data(one: Pack, other: Pack) -> dict[str, Any]:
    """What differs between two packs, part by part: names added and removed, and the fields that changed."""
    changes: dict[str, Any] = {"from": one.name, "to": other.name}
    for part in PARTS:
        before, after = getattr(one, part), getattr(other, part)
        changed = {
            name: _changed(jsonable(plain_data(before[name])), jsonable(plain_data(after[name])))
            for name in before
            if name in after and before[name] != after[name]
        }
        entry = {
            "added": [name for name in after if name not in before],
            "removed": [name for name in before if name not in after],
            "changed": changed,
        }
        if any(entry.values()):
            changes[part] = entry
    return changes


def _changed(before: Any, after: Any, path: str = "") -> list[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        keys = dict.fromkeys((*before, *after))
        return [
            line
            for key in keys
            if before.get(key) != after.get(key)
            for line in _changed(before.get(key), after.get(key), f"{path}/{key}" if path else str(key))
        ]
    return [f"{path}: {_short(before)} → {_short(after)}"]


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:77]}…"


def print_diff(changes: dict[str, Any]) -> None:
    console = make_console()
    console.print(f"[bold]{changes['from']} → {changes['to']}[/bold]")
    parts = [part for part in PARTS if part in changes]
    if not parts:
        console.print("No difference.")
    for part in parts:
        entry = changes[part]
        console.print(f"\n[bold]{part.capitalize()}[/bold]")
        for sign, names in (("+", entry["added"]), ("-", entry["removed"])):
            if names:
                console.print(Padding(f"{sign} {escape(', '.join(names))}", (0, 2)))
        for name, lines in entry["changed"].items():
            console.print(Padding(f"~ {escape(name)}", (0, 2)))
            for line in lines:
                console.print(Padding(escape(line), (0, 6)))


def check_folder(folder: Path) -> dict[str, str]:
    """Load what a folder holds with the shipped packs, and run its examples. One line a pack; errors are raised."""
    shipped = {pack.name for pack in load_packs().editions}
    packs = load_packs((folder,))
    own = [pack for pack in packs.editions if pack.name not in shipped]
    folders = {
        f"{file.parent.parent.name}/{file.parent.name}": file.parent for file in folder.resolve().rglob("pack.yaml")
    }
    done = {}
    for pack in own:
        examples = run_examples(pack, packs, folders[pack.name]) if pack.name in folders else 0
        holds = ", ".join(count_parts(pack))
        hold = "1 example holds" if examples == 1 else f"{examples} examples hold"
        done[pack.name] = f"reads well, {holds or 'an overlay'}; {hold}. Digest {pack.digest}."
    return done
