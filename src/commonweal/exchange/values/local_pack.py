"""A local pack of licensed values: written whole or not at all, with who confirmed that the licence allows it."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from commonweal.exchange.case_file.writing import plain_data, write_whole, yaml_text
from commonweal.frameworks import Pack, load_packs
from commonweal.frameworks.pack_head import Licensed, PackHead, PackKind, Status
from commonweal.quantities import ProxyValue
from commonweal.record.errors import MisuseError, RefusedError
from commonweal.record.source import Confidence, Source, SourceKind

SOURCE = "publisher"
KEEP_IN = """# Licensed values: they are not to be passed on, so nothing in this folder enters version control.
*
"""
NAME = re.compile(r"[a-z][a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Who confirmed, and on which day, that the licence allows the values to be used inside this tool."""

    by: str
    on: date


def value_source(publisher: str) -> Source:
    """Who says so of every value of a table: reported, as nobody here has seen how it was made."""
    return Source(kind=SourceKind.GUIDANCE, title=publisher, confidence=Confidence.SECONDARY)


def file_digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_local_pack(
    folder: Path,
    name: str,
    edition: str,
    values: Mapping[str, ProxyValue],
    *,
    publisher: str,
    table: Path,
    confirmed: Confirmation,
) -> tuple[Path, Pack]:
    """Write FOLDER/NAME/EDITION and read it back; the folder and its pack. An edition that is there is refused."""
    _refuse_shipped(name)
    if not NAME.fullmatch(name) or not re.fullmatch(r"[0-9a-z][0-9a-z.-]{0,30}", edition):
        raise MisuseError(
            f"'{name}/{edition}' is no name for a pack.",
            remedy="Use small letters, figures and hyphens: acme, 2026-11.",
        )
    target = folder / name / edition
    if target.exists():
        raise RefusedError(
            "An edition is here already, and is not overwritten.",
            where=str(target),
            remedy="Add --edition with another name.",
        )
    head = _head(publisher, table, confirmed, len(values))
    folder.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=folder, prefix=".importing-"))
    try:
        staged = staging / name / edition
        _write(staged, head, values, confirmed)
        pack = load_packs((staging,)).get(name, edition)
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return target, pack


def _refuse_shipped(name: str) -> None:
    """Values under a shipped pack's name would stand before it wherever the pack is named without its edition."""
    if any(pack.id == name for pack in load_packs().editions):
        raise MisuseError(f"'{name}' is the name of a shipped pack.", remedy="Give yours a name of its own.")


def _head(publisher: str, table: Path, confirmed: Confirmation, count: int) -> PackHead:
    return PackHead(
        title=f"Values of {publisher} (licensed)",
        kind=PackKind.VALUES,
        issuer=publisher,
        status=Status.IN_FORCE,
        published=confirmed.on,
        summary=f"{count} proxy value{'s' * (count > 1)}, imported under licence: computed with, and never shown.",
        licence="licensed to you, not to be passed on",
        attribution=f"Values of {publisher}, used under licence and not shown.",
        sources={SOURCE: value_source(publisher)},
        licensed=Licensed(
            publisher=publisher,
            confirmed_by=confirmed.by,
            confirmed_on=confirmed.on,
            file_digest=file_digest(table),
        ),
    )


def _write(folder: Path, head: PackHead, values: Mapping[str, ProxyValue], confirmed: Confirmation) -> None:
    write_whole(folder / ".gitignore", KEEP_IN)  # first, so that a sudden stop leaves no values without it
    write_whole(folder / "pack.yaml", yaml_text(plain_data(head)))
    heading = "Licensed values. Do not pass this file on, and do not edit it: import the table anew as another edition."
    data = {code: plain_data(value) | {"source": _reference(value.source)} for code, value in values.items()}
    write_whole(folder / "values.yaml", yaml_text(data, heading=heading))
    changes = f"# {head.title}\n\nImported on {confirmed.on}: {len(values)} values.\n"
    write_whole(folder / "CHANGELOG.md", changes)


def _reference(source: Source) -> dict[str, str]:
    """The publisher by the name it has in pack.yaml, with what is particular to one value."""
    return {"ref": SOURCE} | ({"where": source.where} if source.where else {})
