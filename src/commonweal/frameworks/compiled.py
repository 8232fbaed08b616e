"""The shipped editions as one JSON file, so that a command need not parse two hundred YAML files.

A cache and nothing more: it is used for an edition only while the bytes of that edition's own files are those it was
made from. Decimals and dates stand as text, as in a digest, so digests are the same either way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from commonweal.frameworks.yaml_file import YamlFile
from commonweal.record.digest import plain

COMPILED = Path(__file__).parent / "packs" / "compiled.json"


def bytes_digest(folder: Path) -> str:
    """Of every file of an edition as it lies on the disk."""
    hasher = hashlib.sha256()
    for file in edition_paths(folder):
        content = file.read_bytes()
        hasher.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode())
        hasher.update(content)
    return hasher.hexdigest()


def edition_paths(folder: Path) -> list[Path]:
    """The files that make up an edition, in a fixed order."""
    return sorted([*folder.rglob("*.yaml"), *folder.glob("CHANGELOG.md")])


def compiled_text(editions: Iterable[tuple[str, Path, dict[str, YamlFile]]]) -> str:
    """The file's content: for each edition the digest of its bytes and what its files parse to."""
    everything = {
        name: {"bytes": bytes_digest(folder), "files": {path: file.data for path, file in files.items()}}
        for name, folder, files in editions
    }
    return json.dumps(plain(everything), ensure_ascii=False, separators=(",", ":"))


def read_compiled() -> dict[str, Any]:
    """What the compiled file holds; empty where there is none."""
    if not COMPILED.is_file():
        return {}
    found: dict[str, Any] = json.loads(COMPILED.read_text(encoding="utf-8"))
    return found


def compiled_files(name: str, folder: Path, compiled: dict[str, Any]) -> dict[str, YamlFile] | None:
    """An edition's files from the compiled file, or None when that was made from other bytes."""
    entry = compiled.get(name)
    if entry is None or entry["bytes"] != bytes_digest(folder):
        return None
    return {path: YamlFile(name=f"{name}/{path}", data=data, lines={(): 1}) for path, data in entry["files"].items()}
