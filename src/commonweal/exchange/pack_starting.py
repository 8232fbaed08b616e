"""A pack to begin with: laid out with comments that say what to fill in, and sound as it stands."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from commonweal.exchange.case_file.writing import write_whole
from commonweal.exchange.pack_checking import check_folder
from commonweal.frameworks import load_packs
from commonweal.record.errors import MisuseError, RefusedError

STARTERS = Path(__file__).parent / "starters"
NAME = re.compile(r"[a-z][a-z0-9-]{1,40}")
EDITION = re.compile(r"[0-9a-z][0-9a-z.-]{0,30}")
OVERLAY = "overlay"


def starter_kinds() -> tuple[str, ...]:
    """The kinds of pack that can be laid out."""
    return tuple(sorted(folder.name for folder in STARTERS.iterdir() if folder.is_dir()))


def start_pack(folder: Path, kind: str, *, edition: str, on: date) -> tuple[Path, Mapping[str, str]]:
    """Lay out a pack at FOLDER/EDITION (an overlay at FOLDER) and check it: where it lies, and what the check says.

    The pack's name is its folder's. Nothing is written unless all of it is sound.
    """
    name = _name(folder, edition)
    target = folder if kind == OVERLAY else folder / edition
    if target.exists() and any(target.iterdir() if target.is_dir() else [target]):
        raise RefusedError(
            "Something is here already, and is not overwritten.", where=str(target), remedy="Choose another folder."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".starting-"))
    try:
        staged = staging / target.relative_to(folder.parent)
        _lay_out(STARTERS / kind, staged, {"%NAME%": name, "%EDITION%": edition, "%ON%": on.isoformat()})
        done = check_folder(staging)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            target.rmdir()
        staged.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return target, done


def _name(folder: Path, edition: str) -> str:
    name = folder.resolve().name
    for text, form in ((name, NAME), (edition, EDITION)):
        if not form.fullmatch(text):
            raise MisuseError(
                f"'{text}' is no name for a pack or an edition.",
                remedy="Use small letters, figures and hyphens, as in county and 2026-11.",
            )
    if name in {pack.id for pack in load_packs().editions}:
        raise MisuseError(f"'{name}' is the name of a shipped pack.", remedy="Give yours a name of its own.")
    return name


def _lay_out(starter: Path, target: Path, words: Mapping[str, str]) -> None:
    for file in sorted(path for path in starter.rglob("*") if path.is_file()):
        text = file.read_text(encoding="utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        write_whole(target / file.relative_to(starter), text)
