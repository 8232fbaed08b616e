"""A case as a folder or a zip of it: case.yaml, packs.lock, schemes/, forecast/inputs.yaml."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from commonweal.exchange.case_file.adopted import check_adoptions
from commonweal.exchange.case_file.layout import case_from_layout, read_layout
from commonweal.exchange.case_file.scheme_file import SchemeVersion, read_scheme
from commonweal.exchange.case_file.writing import write_whole, yaml_text
from commonweal.frameworks.pack import Packs
from commonweal.frameworks.yaml_file import MAXIMUM_BYTES, YamlFile, parse_yaml
from commonweal.procurement.case import Case
from commonweal.record.errors import AlteredEdition, RefusedError, UnreadableInput

if TYPE_CHECKING:
    from commonweal.forecast.inputs import ForecastInputs

CASE_FILE = "case.yaml"
LOCK_FILE = "packs.lock"
FORECAST_FILE = "forecast/inputs.yaml"
MAXIMUM_FILES = 2_000
MAXIMUM_ZIP_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFolder:
    """A case as read: its values, the digests of the packs it was last designed with, its adopted schemes.

    `pack_folders` are the user's own packs, found beside the case (a zip carries none). `forecast` is what a forecast
    is made from, None where the case has none; `forecast_file` is how that was read.
    """

    path: Path
    case: Case
    lock: Mapping[str, str]
    schemes: tuple[SchemeVersion, ...]
    pack_folders: tuple[Path, ...]
    case_text: str
    case_file: YamlFile
    forecast_text: str = ""
    forecast: ForecastInputs | None = None
    forecast_file: YamlFile | None = None

    def place(self, *path: str | int) -> str:
        """File and line of a part of case.yaml; the file alone for the whole."""
        return f"{self.case_file.name}:{self.case_file.line(path)}" if path else self.case_file.name

    @property
    def newest_scheme(self) -> SchemeVersion | None:
        return self.schemes[-1] if self.schemes else None


def open_case(path: Path) -> CaseFolder:
    """Read a case folder, its case.yaml, or a zip of it.

    Raises UnreadableInput, in one sentence, for anything else, and AlteredEdition where the adopted schemes and the
    decisions that adopted them do not match.
    """
    path = _folder_of(path)
    return case_of_texts(texts_of_case(path), path=path)


def texts_of_case(path: Path) -> dict[str, str]:
    """The case's own files, by name, of a case folder, its case.yaml, or a zip of it. Raises UnreadableInput."""
    path = _folder_of(path)
    return _texts_of_zip(path) if path.is_file() else _texts_of_folder(path)


def _folder_of(path: Path) -> Path:
    return path.parent if path.name == CASE_FILE and path.is_file() else path


def case_of_texts(texts: Mapping[str, str], *, path: Path) -> CaseFolder:
    """The case that its own files stand for, by name: case.yaml, packs.lock, schemes/v001.yaml, forecast/inputs.yaml.

    `path` is where they come from, as messages show it; pack folders are looked for beside it only if it is a folder.
    """
    if CASE_FILE not in texts:
        raise UnreadableInput(
            f"There is no {CASE_FILE} here.", where=str(path), remedy="commonweal new lays out a case in a new folder."
        )
    files = {name: parse_yaml(text, name=_shown(path, name)) for name, text in texts.items()}
    layout = read_layout(files[CASE_FILE])
    case = case_from_layout(layout, file=files[CASE_FILE])
    names = sorted((name for name in files if name.startswith("schemes/")), key=lambda name: (len(name), name))
    schemes = {name: read_scheme(files[name]) for name in names}
    folders = tuple((path / folder).resolve() for folder in layout.packs) if path.is_dir() else ()
    missing = next((folder for folder in folders if not folder.is_dir()), None)
    if missing is not None:
        raise UnreadableInput(
            f"The pack folder {missing.name} is not there.",
            where=_shown(path, CASE_FILE),
            remedy="Correct 'packs', or put the folder back.",
        )
    opened = CaseFolder(
        path=path,
        case=case,
        lock=_lock(files.get(LOCK_FILE)),
        schemes=tuple(schemes.values()),
        pack_folders=folders,
        case_text=texts[CASE_FILE],
        case_file=files[CASE_FILE],
        forecast_text=texts.get(FORECAST_FILE, ""),
        forecast=_inputs(files.get(FORECAST_FILE)),
        forecast_file=files.get(FORECAST_FILE),
    )
    check_adoptions(schemes, case, place=opened.place, shown=lambda name: _shown(path, name))
    return opened


def is_of_case(name: str) -> bool:
    """Whether a file of this name, from the case's folder, is one that a case is made of."""
    scheme = name.startswith("schemes/v") and name.endswith(".yaml")
    return scheme or name in {CASE_FILE, LOCK_FILE, FORECAST_FILE}


def save_case(folder: Path, text: str) -> None:
    """Write case.yaml of a new case; a folder that holds one already is refused."""
    if (folder / CASE_FILE).exists():
        raise RefusedError(
            "A case is here already, and is not overwritten.", where=str(folder), remedy="Choose another folder."
        )
    if folder.exists() and not folder.is_dir():
        raise RefusedError("This is a file, not a folder.", where=str(folder), remedy="Choose another name.")
    write_whole(folder / CASE_FILE, text)


def lock_text(packs: Packs) -> str:
    """packs.lock: every edition at hand with its digest."""
    return yaml_text(
        {pack.name: pack.digest for pack in packs.editions},
        heading="The packs that this case was last adopted with, and their digests.",
    )


def check_lock(opened: CaseFolder, packs: Packs) -> None:
    """Refuse when an edition that the case was adopted with has since changed under its name."""
    at_hand = {pack.name: pack.digest for pack in packs.editions}
    for name, digest in opened.lock.items():
        if name in at_hand and at_hand[name] != digest:
            raise AlteredEdition(
                f"The edition {name} is not the one this case was adopted with.",
                where=_shown(opened.path, LOCK_FILE),
                remedy="Restore that edition, name the changed one anew, or remove packs.lock to start afresh.",
            )


def zip_case(folder: Path, target: Path) -> None:
    """Write a case folder as a zip: only what a case is made of, in a fixed order, so equal cases give equal bytes."""
    texts = _texts_of_folder(folder)
    if CASE_FILE not in texts:
        raise UnreadableInput(f"There is no {CASE_FILE} here.", where=str(folder))
    write_whole(target, zip_texts(texts), replace=False)


def zip_texts(texts: Mapping[str, str]) -> bytes:
    """A zip of a case's files, in a fixed order and with a fixed date: equal cases give equal bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(texts):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            archive.writestr(info, texts[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def texts_of_zip(content: bytes, *, name: str) -> dict[str, str]:
    """The case's own files of a zip that is at hand as bytes; `name` is how messages call it."""
    return _texts_of_archive(io.BytesIO(content), name)


def _texts_of_folder(folder: Path) -> dict[str, str]:
    if not folder.exists():
        raise UnreadableInput("There is no such case.", where=str(folder), remedy="Check the path.")
    names = [
        CASE_FILE,
        LOCK_FILE,
        FORECAST_FILE,
        *(f"schemes/{file.name}" for file in sorted(folder.glob("schemes/v*.yaml"))),
    ]
    return {name: _text(folder / name) for name in names if (folder / name).is_file()}


def _text(file: Path) -> str:
    if file.stat().st_size > MAXIMUM_BYTES:
        raise UnreadableInput(
            f"The file is {file.stat().st_size / 1e6:,.0f} MB; a case file is at most {MAXIMUM_BYTES / 1e6:.0f} MB.",
            where=str(file),
            remedy="Check that this is the file you meant.",
        )
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableInput(f"The file cannot be read ({error.strerror}).", where=str(file)) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput("The file is not text in UTF-8.", where=str(file), remedy="Save it as UTF-8.") from error


def _texts_of_zip(path: Path) -> dict[str, str]:
    return _texts_of_archive(path, str(path))


def _texts_of_archive(source: Path | io.BytesIO, shown: str) -> dict[str, str]:
    """The case's own files of a zip, at its top or in one folder; nothing else is looked at."""
    try:
        with zipfile.ZipFile(source) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            size = sum(member.file_size for member in members)
            if len(members) > MAXIMUM_FILES or size > MAXIMUM_ZIP_BYTES:
                raise UnreadableInput("The zip holds more than a case does.", where=shown)
            tops = [PurePosixPath(member.filename) for member in members]
            root = next(
                (top.parent for top in tops if top.name == CASE_FILE and len(top.parts) <= 2), PurePosixPath(".")
            )
            found = {}
            for member, top in zip(members, tops, strict=True):
                if ".." in top.parts or top.is_absolute():
                    raise UnreadableInput(
                        f"The zip holds a path that leads outside it: {member.filename}.", where=shown
                    )
                if top.is_relative_to(root):
                    name = top.relative_to(root).as_posix()
                    if is_of_case(name):
                        if name in found:
                            raise UnreadableInput(
                                f"The zip holds {name} twice.", where=shown, remedy="Zip the case anew."
                            )
                        found[name] = archive.read(member).decode("utf-8")
            return found
    except (zipfile.BadZipFile, zlib.error, UnicodeDecodeError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableInput(
            "This is neither a case folder nor a zip of one.",
            where=shown,
            remedy="Give the folder that holds case.yaml.",
        ) from error


def _inputs(file: YamlFile | None) -> ForecastInputs | None:
    """What the case's forecast is made from; read only where it has one, so that other commands stay light."""
    if file is None:
        return None
    from commonweal.exchange.case_file.forecast_file import read_inputs

    return read_inputs(file)


def _lock(file: YamlFile | None) -> dict[str, str]:
    if file is None:
        return {}
    if not isinstance(file.data, dict) or not all(isinstance(value, str) for value in file.data.values()):
        raise UnreadableInput("packs.lock holds editions and their digests.", where=f"{file.name}:1")
    return dict(file.data)


def _shown(path: Path, name: str) -> str:
    return str(path / name) if path.is_dir() else f"{path}!{name}"
