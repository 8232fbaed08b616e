"""Packs shown to people: lists, contents, differences."""

from __future__ import annotations

from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from commonweal.exchange.case_file.writing import plain_data
from commonweal.exchange.report.cards import source_views
from commonweal.exchange.report.console import make_console
from commonweal.exchange.report.data import jsonable
from commonweal.exchange.report.parts import knows, say_doubts, say_part
from commonweal.frameworks import Pack, Packs

# The parts of a pack in the order in which they are shown, with the words for one and for several.
PART_WORDS = {
    "outcomes": ("outcome", "outcomes"),
    "criteria": ("criterion", "criteria"),
    "names": ("criterion by name", "criteria by name"),
    "measures": ("measure", "measures"),
    "scales": ("scale", "scales"),
    "parameters": ("parameter", "parameters"),
    "calendars": ("calendar", "calendars"),
    "checks": ("check", "checks"),
    "templates": ("template", "templates"),
    "patterns": ("pattern", "patterns"),
    "missions": ("mission", "missions"),
    "prompts": ("prompt", "prompts"),
    "remarks": ("remark", "remarks"),
    "notices": ("notice", "notices"),
    "crosswalks": ("crosswalk", "crosswalks"),
    "homes": ("table of homes", "tables of homes"),
    "discounting": ("discount vintage", "discount vintages"),
    "series": ("series by year", "series by year"),
    "values": ("proxy value", "proxy values"),
    "optimism": ("range of optimism bias", "ranges of optimism bias"),
    "additionality": ("term of additionality", "terms of additionality"),
    "grades": ("grade of evidence", "grades of evidence"),
    "base_rates": ("base rate", "base rates"),
    "formulas": ("formula", "formulas"),
    "statements": ("statement", "statements"),
    "efforts": ("kind of effort", "kinds of effort"),
    "usual_counts": ("usual count", "usual counts"),
    "bidders": ("type of bidder", "types of bidders"),
    "attacks": ("attack", "attacks"),
}
# Below this many columns the table of packs has three.
NARROW = 100
PARTS = tuple(PART_WORDS)


def count_parts(pack: Pack) -> list[str]:
    """What a pack holds, in numbers: one criterion, two criteria."""
    counts = [(len(getattr(pack, part)), words) for part, words in PART_WORDS.items()]
    return [f"{n} {several if n > 1 else one}" for n, (one, several) in counts if n]


def pack_data(pack: Pack, *, whole: bool = False) -> dict[str, Any]:
    """A pack as plain data; whole, with everything in it but what is licensed: of that, numbers and digests."""
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
    if head.licensed:
        data["licensed"] = jsonable(plain_data(head.licensed))
    for part in PARTS:
        table = getattr(pack, part)
        if table:
            data[part] = jsonable(plain_data(table)) if whole and not head.licensed else len(table)
    return data


def packs_table(packs: Packs) -> None:
    """Every pack at hand; in a narrow terminal its title stands under its name, so that no column is a ribbon."""
    console = make_console()
    narrow = console.width < NARROW
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    longest = max((len(pack.name) for pack in packs.editions), default=0)
    table.add_column("Pack", no_wrap=not narrow, ratio=5 if narrow else None, min_width=longest)
    for heading in ("Status", "Holds") if narrow else ("What it is", "Status", "Holds"):
        table.add_column(
            heading, ratio=4 if narrow and heading == "Holds" else None, no_wrap=not narrow and heading == "Status"
        )
    for pack in packs.editions:
        name, title = f"[bold]{pack.name}[/bold]", escape(pack.head.title)
        first = (f"{name}\n{title}",) if narrow else (name, title)
        table.add_row(*first, _status(pack), ", ".join(count_parts(pack)))
    console.print(table)


def _status(pack: Pack) -> str:
    """In force or not, and under it what is missing or kept back."""
    awaited = len(pack.head.pending)
    doubts = [f"{awaited} part{'s' if awaited > 1 else ''} awaited"] if awaited else []
    doubts += ["names only"] if pack.head.by_name_only else []
    doubts += ["licensed, not shown"] if pack.head.licensed else []
    return "\n".join([pack.head.status.value, *(f"[dim]{each}[/dim]" for each in doubts)])


def print_pack(pack: Pack) -> None:
    console = make_console()
    head = pack.head
    console.print(f"[bold]{escape(head.title)}[/bold] ({pack.name}), {head.issuer}, {head.status.value}")
    console.print(escape(head.summary))
    if head.pending:
        console.print(f"[yellow]Awaited or not seen by us:[/yellow] {escape('; '.join(head.pending))}.")
    for lineage in pack.lineage:
        console.print(f"Overlay {escape(lineage.overlay)}:")
        for reason in lineage.reasons:
            console.print(Padding(escape(reason), (0, 2)))
    if head.licensed:
        console.print(f"Licensed: {', '.join(count_parts(pack))}, computed with and not shown. {_confirmed(pack)}")
    else:
        _print_parts(pack, console)
    console.print("\n[bold]Sources[/bold]")
    for source in source_views(tuple(head.sources.values())):
        console.print(Padding(f"{source.mark}: {escape(source.text)}", (0, 2)))
    console.print(f"\n[dim]{escape(head.attribution)} Digest {pack.digest}[/dim]")


def _print_parts(pack: Pack, console: Console) -> None:
    """Every part by name and title, and what it says where that fits a line."""
    for part, (_, several) in PART_WORDS.items():
        table = getattr(pack, part)
        if table:
            console.print(f"\n[bold]{several.capitalize()}[/bold]")
        for name, item in table.items():
            said = say_part(item) if knows(item) else None
            title = said.title if said else _title(item)
            console.print(Padding(f"{escape(name)}  [dim]{escape(title)}[/dim]", (0, 2)))
            if said and said.line:
                console.print(Padding(escape(said.line + say_doubts(said.sources)), (0, 2, 0, 6)))


def _title(item: Any) -> str:
    """The title or label of a part; of a pattern what its words tell."""
    named = getattr(item, "title", "") or getattr(item, "label", "")
    return named or f"{getattr(item, 'subject', '')}: {getattr(item, 'value', '')}"


def _confirmed(pack: Pack) -> str:
    licensed = pack.head.licensed
    assert licensed is not None
    return f"{licensed.confirmed_by} confirmed on {licensed.confirmed_on} that the licence allows their use here."


def diff_data(one: Pack, other: Pack) -> dict[str, Any]:
    """What differs between two packs, part by part: names added and removed, and the fields that changed.

    Licensed packs are compared by their digests alone.
    """
    changes: dict[str, Any] = {"from": one.name, "to": other.name}
    if one.head.licensed or other.head.licensed:
        same = "the same" if one.digest == other.digest else "different"
        return changes | {"licensed": f"Licensed values are not compared one by one; the two packs are {same}."}
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
    if "licensed" in changes:
        console.print(changes["licensed"])
    elif not parts:
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
