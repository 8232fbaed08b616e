"""The check of a pack or overlay of one's own: its form, its references, its examples."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from commonweal.exchange.pack_examples import run_examples
from commonweal.exchange.report.packs_text import count_parts
from commonweal.frameworks import Pack, load_packs


def check_folder(folder: Path) -> dict[str, str]:
    """Load what a folder holds with the shipped packs, and run its examples. One line a pack; errors are raised."""
    shipped = {pack.name for pack in load_packs().editions}
    packs = load_packs((folder,))
    places = _places(folder.resolve())
    done = {}
    for pack in packs.editions:
        if pack.name in shipped:
            continue
        place = _place(pack, places)
        examples = run_examples(pack, packs, place) if place else 0
        holds = ", ".join(count_parts(pack))
        hold = "1 example holds" if examples == 1 else f"{examples} examples hold"
        done[pack.name] = f"reads well, {holds or 'an overlay'}; {hold}. Digest {pack.digest}."
    return done


def _places(folder: Path) -> Mapping[str, Path]:
    """The folders of editions by PACK/EDITION, and of overlays by their name."""
    editions = {f"{each.parent.parent.name}/{each.parent.name}": each.parent for each in folder.rglob("pack.yaml")}
    return editions | {each.parent.name: each.parent for each in folder.rglob("overlay.yaml")}


def _place(pack: Pack, places: Mapping[str, Path]) -> Path | None:
    return places.get(pack.lineage[-1].overlay if pack.lineage else pack.name)
