"""The documents of a tender pack: their kinds, made in memory, then saved whole or not at all."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonweal.exchange.tender_pack.kinds import KINDS
from commonweal.exchange.tender_pack.pack_source import PackSource
from commonweal.record.errors import MisuseError, RefusedError

__all__ = ["KINDS", "Document", "make_documents", "save_documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of a pack: its name, what it is, its bytes."""

    name: str
    says: str
    content: bytes


Writer = Callable[[PackSource], Iterable[Document]]


def make_documents(source: PackSource, *, only: Iterable[str] = ()) -> tuple[Document, ...]:
    """Every document of a pack, or those of some kinds. Equal input gives equal bytes. Nothing is written."""
    wanted = tuple(dict.fromkeys(only)) or tuple(KINDS)
    unknown = next((kind for kind in wanted if kind not in KINDS), None)
    if unknown is not None:
        raise MisuseError(f"There is no kind of document '{unknown}'.", remedy=f"Kinds are {', '.join(KINDS)}.")
    return tuple(document for kind in KINDS if kind in wanted for document in _writer(kind)(source))


def _writer(kind: str) -> Writer:
    module, _, function = KINDS[kind].writer.partition(":")
    writer: Writer = getattr(importlib.import_module(module), function)
    return writer


def save_documents(documents: Iterable[Document], folder: Path) -> tuple[Path, ...]:
    """Write a pack into a folder, whole or not at all.

    A file that is there already is left alone where it is the same, and refused where it differs: somebody may have
    worked on it.
    """
    made = {document.name: document.content for document in documents}
    _refuse_what_stands_in_the_way(made, folder)
    new = {name: content for name, content in made.items() if not (folder / name).exists()}
    existed = folder.exists()
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    moved: list[Path] = []
    try:
        _stage(new, staged)
        folder.mkdir(exist_ok=True)
        for name in new:
            (staged / name).replace(folder / name)
            moved.append(folder / name)
    except BaseException:
        for file in moved:
            file.unlink(missing_ok=True)
        if not existed and folder.is_dir():
            folder.rmdir()
        raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return tuple(folder / name for name in made)


def _refuse_what_stands_in_the_way(made: Mapping[str, bytes], folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise RefusedError("This is a file, not a folder.", where=str(folder), remedy="Choose another name.")
    for name, content in made.items():
        file = folder / name
        if file.exists() and (not file.is_file() or file.read_bytes() != content):
            raise RefusedError(
                "This is here already and differs from what would be written; somebody may have worked on it.",
                where=str(file),
                remedy="Choose another folder, or move it away.",
            )


def _stage(made: Mapping[str, bytes], staged: Path) -> None:
    for name, content in made.items():
        with (staged / name).open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        (staged / name).chmod(0o644)
