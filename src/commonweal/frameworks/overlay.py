"""Overlays: a local change to an edition, named, with a reason for each part."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from commonweal.frameworks.loading import EditionFiles, build_pack
from commonweal.frameworks.pack import Pack
from commonweal.frameworks.pack_head import Lineage
from commonweal.frameworks.pack_parts import FOLDERS, TABLES
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import YamlFile, read_yaml
from commonweal.record.errors import UnreadableInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One named difference. `at` is a path such as measures/new-jobs/fit/pull or criteria/our-own.

    `value` replaces or adds what stands there; `remove` takes it away.
    """

    at: str
    reason: str
    value: Any = None
    remove: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """`on` is the edition it lies on, PACK/EDITION; `sources` may be named by the new parts."""

    title: str
    on: str
    by: str
    changes: tuple[Change, ...]
    sources: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOverlay:
    """An overlay with its name and the file that it was read from."""

    overlay: Overlay
    name: str
    file: YamlFile

    @property
    def on(self) -> str:
        return self.overlay.on

    def place(self, *path: str | int) -> str:
        """File and line of a part of the overlay."""
        return f"{self.file.name}:{self.file.line(path)}"


def read_overlay(file: Path) -> NamedOverlay:
    """Read an overlay; its name is its folder's."""
    return overlay_of_file(read_yaml(file), name=file.parent.name)


def overlay_of_file(read: YamlFile, *, name: str) -> NamedOverlay:
    """The overlay that a file holds, under a name."""
    overlay = convert(read.data, Overlay, file=read)
    for index, change in enumerate(overlay.changes):
        if not change.reason.strip() or change.remove == (change.value is not None):
            raise UnreadableInput(
                f"The change at '{change.at}' needs a reason, and either a value or remove: true.",
                where=f"{read.name}:{read.line(('changes', index))}",
            )
    return NamedOverlay(overlay=overlay, name=name, file=read)


def lay_overlay(named: NamedOverlay, base: EditionFiles, base_pack: Pack) -> Pack:
    """The edition that an overlay makes of another, named EDITION+OVERLAY, its lineage recorded.

    A fault that the changes bring is the overlay's: it is refused with the overlay's file and line, since nobody can
    mend the edition under it.
    """
    try:
        pack = build_pack(_changed_files(named, base))
    except UnreadableInput as error:
        raise UnreadableInput(error.message, where=_culprit(named, base), remedy=error.remedy) from error
    _keep_licence(named, base_pack, pack)
    lineage = Lineage(
        overlay=named.name,
        on_digest=base_pack.digest,
        reasons=tuple(f"{change.at}: {change.reason}" for change in named.overlay.changes),
    )
    return replace(pack, lineage=(*base_pack.lineage, lineage))


def _keep_licence(named: NamedOverlay, base_pack: Pack, pack: Pack) -> None:
    """Licensed values stay licensed: an overlay that took the mark away would let their amounts be shown."""
    if pack.head.licensed == base_pack.head.licensed:
        return
    at = next((n for n, change in enumerate(named.overlay.changes) if change.at.split("/")[0] == "pack"), 0)
    raise UnreadableInput(
        "An overlay cannot change what a pack says of its licence.",
        where=named.place("changes", at),
        remedy="Leave pack/licensed as it is.",
    )


def _culprit(named: NamedOverlay, base: EditionFiles) -> str:
    """The line of the one change without which the overlay reads well; of all of them where there is no such one."""
    changes = named.overlay.changes
    for index in range(len(changes)):
        fewer = replace(named, overlay=replace(named.overlay, changes=(*changes[:index], *changes[index + 1 :])))
        try:
            build_pack(_changed_files(fewer, base))
        except UnreadableInput:
            continue
        return named.place("changes", index)
    return named.place("changes")


def _changed_files(named: NamedOverlay, base: EditionFiles) -> EditionFiles:
    files = {path: replace(file, data=copy.deepcopy(file.data)) for path, file in base.files.items()}
    if named.overlay.sources:
        files["pack.yaml"].data.setdefault("sources", {}).update(named.overlay.sources)
    for index, change in enumerate(named.overlay.changes):
        _apply(change, files, named.place("changes", index))
    return EditionFiles(
        id=base.id,
        edition=f"{base.edition}+{named.name}",
        folder=base.folder,
        files=files,
        changelog=base.changelog,
    )


def _apply(change: Change, files: dict[str, YamlFile], where: str) -> None:
    path, inside = _locate(change.at, where)
    if not inside:
        if change.remove:
            if files.pop(path, None) is None:
                raise UnreadableInput(f"There is nothing at '{change.at}' to remove.", where=where)
            return
        files[path] = YamlFile(name=f"{where} (new {change.at})", data=change.value, lines={(): 1})
        return
    if path not in files:
        raise UnreadableInput(f"There is nothing at '{change.at}' to change.", where=where)
    holder: Any = files[path].data
    for step in inside[:-1]:
        holder = _step(holder, step, change, where)
    last = inside[-1]
    if change.remove:
        if not isinstance(holder, dict) or last not in holder:
            raise UnreadableInput(f"There is nothing at '{change.at}' to remove.", where=where)
        del holder[last]
    elif isinstance(holder, list):
        _step(holder, last, change, where)
        holder[int(last)] = change.value
    elif isinstance(holder, dict):
        holder[last] = change.value
    else:
        raise UnreadableInput(f"'{change.at}' leads into a plain value.", where=where)


def _step(holder: Any, step: str, change: Change, where: str) -> Any:
    if isinstance(holder, dict) and step in holder:
        return holder[step]
    if isinstance(holder, list) and step.isdigit() and int(step) < len(holder):
        return holder[int(step)]
    raise UnreadableInput(f"There is no '{step}' on the way to '{change.at}'.", where=where)


def _locate(at: str, where: str) -> tuple[str, list[str]]:
    """The file inside the edition that a path names, and the keys within it."""
    top, *rest = at.split("/")
    if top in FOLDERS and rest:
        return f"{top}/{rest[0]}.yaml", rest[1:]
    if top in TABLES or top == "pack":
        return f"{top}.yaml", rest
    raise UnreadableInput(
        f"'{at}' names no part of a pack.",
        where=where,
        remedy=f"Paths begin with pack, {', '.join([*TABLES, *FOLDERS])}.",
    )
