"""Reading packs from folders: <pack>/<edition>/pack.yaml and the files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from commonweal.frameworks.compiled import compiled_files, read_compiled
from commonweal.frameworks.definitions import Criterion, Pattern
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackHead
from commonweal.frameworks.pack_parts import FOLDERS, OTHER, TABLES
from commonweal.frameworks.references import check_inside, check_references
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import YamlFile, parse_yaml, read_yaml
from commonweal.record.digest import digest
from commonweal.record.errors import AlteredEdition, UnreadableInput
from commonweal.record.source import Source

T = TypeVar("T")

SHIPPED = Path(__file__).parent / "packs"
# The source under which a pack declares its own judgement.
OWN_JUDGEMENT = "commonweal"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFiles:
    """An edition as read: its files by path inside it, before any value is made of them."""

    id: str
    edition: str
    folder: str
    files: Mapping[str, YamlFile]
    changelog: str

    @property
    def name(self) -> str:
        return f"{self.id}/{self.edition}"

    def content_digest(self) -> str:
        return digest({path: file.data for path, file in self.files.items()} | {"CHANGELOG.md": self.changelog})


def load_packs(folders: Sequence[Path] = (), *, overlays: Mapping[str, str] | None = None) -> Packs:
    """The shipped packs and the user's own, overlays laid on.

    A folder is an edition (it holds pack.yaml), an overlay (overlay.yaml), or a tree of those. `overlays` are texts of
    overlays that lie in no folder, by name. Raises UnreadableInput
    for a pack that cannot be read, AlteredEdition for a shipped edition whose content changed.
    """
    from commonweal.frameworks.overlay import NamedOverlay, lay_overlay, overlay_of_file, read_overlay

    editions = {raw.name: raw for raw in _shipped_files()}
    packs = dict(zip(editions, _shipped_packs(), strict=True))
    named: list[tuple[NamedOverlay, str]] = []
    laid_on: dict[str, str] = {}
    places: dict[str, str] = {}
    for folder in {each.resolve(): each for each in folders}.values():
        found = list(edition_folders(folder))
        found_overlays = sorted(folder.rglob("overlay.yaml")) if folder.is_dir() else []
        if not found and not found_overlays:
            raise UnreadableInput(
                "No pack is here.",
                where=str(folder),
                remedy="A pack's folder holds pack.yaml; an overlay's overlay.yaml.",
            )
        for each in found:
            raw = read_edition(each)
            name = raw.name
            if name in packs:
                raise UnreadableInput(
                    f"The pack {name} is shipped with Commonweal and cannot be replaced.",
                    where=str(each),
                    remedy="Give your edition a name of its own, or write an overlay.",
                )
            editions[name], packs[name] = raw, build_pack(raw)
        named += [(read_overlay(file), str(file)) for file in found_overlays]
    named += [
        (overlay_of_file(parse_yaml(text, name=f"{name}/overlay.yaml"), name=name), f"{name}/overlay.yaml")
        for name, text in (overlays or {}).items()
    ]
    for overlay, place in named:
        base = editions.get(overlay.on)
        if base is None:
            raise UnreadableInput(
                f"The overlay is on {overlay.on}, which is not at hand.",
                where=place,
                remedy=f"At hand are {', '.join(editions)}.",
            )
        other = laid_on.setdefault(overlay.on, place)
        if other != place:
            raise UnreadableInput(
                f"Two overlays lie on {overlay.on}, this one and {other}.",
                where=place,
                remedy="Write their changes as one overlay.",
            )
        laid = lay_overlay(overlay, base, packs[overlay.on])
        packs[laid.name], places[laid.name] = laid, overlay.place("changes")
    loaded = Packs(editions=tuple(packs.values()))
    check_references(loaded, places)
    return loaded


@cache
def _shipped_files() -> tuple[EditionFiles, ...]:
    compiled = read_compiled()
    return tuple(_shipped_edition(folder, compiled) for folder in edition_folders(SHIPPED))


def _shipped_edition(folder: Path, compiled: dict[str, Any]) -> EditionFiles:
    """From the compiled file where that is current, else from the edition's own files."""
    name = f"{folder.parent.name}/{folder.name}"
    files = compiled_files(name, folder, compiled)
    if files is None:
        return read_edition(folder, shown=False)
    return EditionFiles(
        id=folder.parent.name, edition=folder.name, folder=str(folder), files=files, changelog=_changelog(folder)
    )


@cache
def _shipped_packs() -> tuple[Pack, ...]:
    """Shipped editions, each still what was published."""
    published = published_digests()
    for raw in _shipped_files():
        if published.get(raw.name) != raw.content_digest():
            raise AlteredEdition(
                f"The edition {raw.name} is not what was published: its content has changed.",
                where=raw.folder,
                remedy="Install Commonweal afresh; write local changes as an overlay.",
            )
    return tuple(build_pack(raw, known_good=True) for raw in _shipped_files())


def published_digests() -> dict[str, str]:
    """The digest under which each shipped edition was published."""
    file = read_yaml(SHIPPED / "editions.yaml", name="editions.yaml")
    return {str(name): str(value) for name, value in file.data.items()}


def edition_folders(root: Path) -> Iterator[Path]:
    if (root / "pack.yaml").is_file():
        yield root
    elif root.is_dir():
        yield from (file.parent for file in sorted(root.rglob("pack.yaml")))


def read_edition(folder: Path, *, shown: bool = True) -> EditionFiles:
    """Read every file of an edition. Its pack and edition are the names of the two innermost folders."""
    folder = folder.resolve()
    files: dict[str, YamlFile] = {}
    for file in sorted(folder.rglob("*.yaml")):
        path = file.relative_to(folder).as_posix()
        top = path.partition("/")[0].removesuffix(".yaml")
        if top not in {"pack", *TABLES, *FOLDERS, *OTHER}:
            raise UnreadableInput(
                f"A pack has no part called '{top}'.",
                where=str(file),
                remedy=f"Its parts are pack.yaml, {', '.join([*TABLES, *FOLDERS, *OTHER])}.",
            )
        files[path] = read_yaml(file, name=str(file) if shown else f"{folder.parent.name}/{folder.name}/{path}")
    if "pack.yaml" not in files:
        raise UnreadableInput("There is no pack.yaml here.", where=str(folder), remedy="Every edition needs one.")
    return EditionFiles(
        id=folder.parent.name,
        edition=folder.name,
        folder=str(folder),
        files=files,
        changelog=_changelog(folder),
    )


def _changelog(folder: Path) -> str:
    file = folder / "CHANGELOG.md"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def build_pack(raw: EditionFiles, *, known_good: bool = False) -> Pack:
    """Make a pack's values of its files, sources filled in from pack.yaml."""
    head_file = raw.files["pack.yaml"]
    if not isinstance(head_file.data, dict):
        raise UnreadableInput("pack.yaml holds keys and values.", where=f"{head_file.name}:1")
    table = head_file.data.get("sources")
    sources = table if isinstance(table, dict) else {}

    def made_of(file: YamlFile, into: Any) -> Any:
        return convert(_fill_sources(file.data, sources, file, ()), into, file=file, known_good=known_good)

    head: PackHead = made_of(head_file, PackHead)
    parts: dict[str, Any] = {}
    for name, into in TABLES.items():
        if (file := raw.files.get(f"{name}.yaml")) is not None:
            parts[name] = made_of(file, into)
    for name, into in FOLDERS.items():
        found = {path: file for path, file in raw.files.items() if path.startswith(f"{name}/")}
        made = {_id_of(path): made_of(file, into) for path, file in found.items()}
        parts[name] = _merge(made) if name == "patterns" else made
    ours = head.sources.get(OWN_JUDGEMENT)
    if ours is not None:
        parts["criteria"] = {code: _say_whose(criterion, ours) for code, criterion in parts["criteria"].items()}
    pack = Pack(
        id=raw.id, edition=raw.edition, head=head, digest=raw.content_digest(), changelog=raw.changelog, **parts
    )
    check_inside(pack, raw.files)
    return pack


def _say_whose(criterion: Criterion, ours: Source) -> Criterion:
    """Links and KPI bands are nobody's guidance unless they say so: they get the pack's own judgement as source."""
    link, kpi = criterion.link, criterion.kpi
    if link.source is None:
        link = replace(link, source=replace(ours, where="links to the subject matter"))
    if kpi is not None and kpi.source is None:
        kpi = replace(kpi, source=replace(ours, where="KPI bands"))
    return replace(criterion, link=link, kpi=kpi)


def _merge(made: Mapping[str, Mapping[str, Pattern]]) -> dict[str, Pattern]:
    return {f"{file}/{name}": pattern for file, patterns in made.items() for name, pattern in patterns.items()}


def _id_of(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".yaml")


def _fill_sources(data: Any, sources: Mapping[str, Any], file: YamlFile, path: tuple[str | int, ...]) -> Any:
    """Replace each {ref: act, where: s.23(2)} by the whole source, its own where and confidence kept."""
    if isinstance(data, list):
        return [_fill_sources(item, sources, file, (*path, index)) for index, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    if "ref" not in data:
        return {key: _fill_sources(value, sources, file, (*path, key)) for key, value in data.items()}
    base = sources.get(data["ref"]) if isinstance(data["ref"], str) else None
    where = f"{file.name}:{file.line(path)}"
    if not isinstance(base, dict):
        raise UnreadableInput(
            f"The source '{data['ref']}' is not in pack.yaml.", where=where, remedy=f"It knows {', '.join(sources)}."
        )
    unknown = set(data) - {"ref", "where", "confidence", "note"}
    if unknown:
        raise UnreadableInput(
            f"A source reference has ref, where, confidence and note, not '{sorted(unknown)[0]}'.", where=where
        )
    return base | {key: value for key, value in data.items() if key != "ref"}
