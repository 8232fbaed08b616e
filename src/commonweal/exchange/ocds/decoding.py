"""From JSON text to releases: fast where the publisher kept the types, tolerant where not."""

from __future__ import annotations

import functools
import json
import re
import types
import typing
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from commonweal.exchange.ocds.releases import Package, Part, Release

# The longest number that is read as one: beyond it, digits are noise.
_LONGEST_NUMBER = 40
_DEEPEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One release as read; None where the piece is no release. `notes` say what could not be read."""

    release: Release | None
    notes: tuple[str, ...] = ()


# A source that folds long lines breaks them with four spaces, wherever they are: names of parts then tell of it.
_FOLD = b"    "
_FOLDED_NAME = re.compile(rb'"(?=[A-Za-z]* {4}[A-Za-z]*"\s*:)')
FOLDED = "The file's lines were folded in the middle of words; they are joined again."

NO_RELEASE = Piece(release=None, notes=("It is JSON, but no release: it has neither ocid nor tender.",))


class NotJson(ValueError):
    """The text is no JSON. `at` is the line in it, where known."""

    def __init__(self, message: str, at: int = 1) -> None:
        super().__init__(message)
        self.at = at


def decode_releases(text: bytes) -> tuple[Piece, ...]:
    """The pieces of a release, a release or record package, or a list of any of these. Raises NotJson."""
    if _FOLD in text and _FOLDED_NAME.search(text):
        mended = decode_releases(text.replace(_FOLD, b""))
        return tuple(Piece(release=each.release, notes=(*each.notes, FOLDED)) for each in mended)
    try:
        package = _DECODER.decode(text)
    except (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError):
        return tuple(_tolerant_piece(each) for each in _pieces(_plain_json(text)))
    found = _inside(package) if package.is_package else [package]
    return tuple(Piece(release=release) if release.is_release else NO_RELEASE for release in found)


_DECODER: msgspec.json.Decoder[Package] = msgspec.json.Decoder(Package)


def _inside(package: Package) -> list[Release]:
    found = list(package.releases or ())
    for record in package.records or ():
        found += record.releases or [record.compiled_release or Release()]  # an empty record is told, as no release
    return found


def _tolerant_piece(data: Any) -> Piece:
    """Part by part: what has the wrong type is left out and named, the rest is kept."""
    notes: list[str] = []
    release = _tolerate(data, Release, "", notes) if isinstance(data, dict) else None
    if isinstance(release, Release) and release.is_release:
        return Piece(release=release, notes=tuple(notes))
    return NO_RELEASE


def _plain_json(text: bytes) -> Any:
    try:
        return json.loads(text, parse_float=_decimal, parse_int=_whole, parse_constant=lambda _: None)
    except UnicodeDecodeError as error:
        raise NotJson("It is not text in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise NotJson(f"It is not JSON: {error.msg}, column {error.colno}.", error.lineno) from error
    except RecursionError as error:
        raise NotJson("Its parts are nested too deeply.") from error
    except ValueError as error:
        raise NotJson("It is not JSON that can be read.") from error


def _decimal(text: str) -> Decimal:
    """A number exactly as written. One beyond all measure becomes infinite, and is left out where it is read."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return Decimal("Infinity")


def _whole(text: str) -> int | None:
    return int(text) if len(text) <= _LONGEST_NUMBER else None


def _pieces(data: Any) -> list[Any]:
    """The releases of a package, a list, or a release alone, whatever their shape."""
    if isinstance(data, list):
        return [piece for each in data for piece in (_pieces(each) if isinstance(each, dict) else [each])]
    if isinstance(data, dict) and isinstance(data.get("releases"), list):
        return list(data["releases"])
    if isinstance(data, dict) and isinstance(data.get("records"), list):
        return [piece for each in data["records"] for piece in _of_record(each)]
    return [data]


def _of_record(record: Any) -> list[Any]:
    if not isinstance(record, dict):
        return [record]
    releases = record.get("releases")
    return releases if isinstance(releases, list) and releases else [record.get("compiledRelease")]


def _tolerate(data: Any, expected: Any, where: str, warnings: list[str]) -> Any:
    """Data as the expected type, or None (and a warning) where it is of another."""
    if data is None or where.count("/") > _DEEPEST:
        return None
    options = _options(expected)
    if (
        part := next((each for each in options if isinstance(each, type) and issubclass(each, Part)), None)
    ) is not None:
        return _tolerate_part(data, part, where, warnings)
    row = next((each for each in options if typing.get_origin(each) is tuple), None)
    if row is not None:
        return _tolerate_row(data, typing.get_args(row)[0], where, warnings)
    read = _scalar(data, options)
    if read is None:
        warnings.append(f"{where} cannot be read and is left out.")
    return read


def _tolerate_part(data: Any, part: type[Part], where: str, warnings: list[str]) -> Part | None:
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, dict):
        warnings.append(f"{where or 'The release'} is no object and is left out.")
        return None
    start = f"{where}/" if where else ""
    return part(
        **{
            name: _tolerate(data[key], expected, f"{start}{key}", warnings)
            for name, key, expected in _fields(part)
            if data.get(key) is not None
        }
    )


def _tolerate_row(data: Any, expected: Any, where: str, warnings: list[str]) -> tuple[Any, ...]:
    """A list; one thing where a list should stand is a list of one (publishers do both)."""
    row = data if isinstance(data, list) else [data]
    read = [_tolerate(each, expected, f"{where}/{index}", warnings) for index, each in enumerate(row)]
    return tuple(each for each in read if each is not None)


def _scalar(data: Any, options: tuple[Any, ...]) -> Any:
    if isinstance(data, bool):
        return data if bool in options else None
    if str in options:
        return str(data) if isinstance(data, str | int) or _is_usable(data) else None
    if Decimal in options:
        return _number(data)
    if bool in options:
        return {"true": True, "false": False}.get(str(data).lower())
    return None


def _number(data: Any) -> Decimal | None:
    if isinstance(data, str):
        data = _decimal(data.strip().lstrip("£").replace(",", "")) if len(data) <= _LONGEST_NUMBER else None
    number = Decimal(data) if isinstance(data, int) else data
    return number if _is_usable(number) else None


def _is_usable(number: Any) -> bool:
    return isinstance(number, Decimal) and number.is_finite() and abs(number.adjusted()) < _LONGEST_NUMBER


@functools.cache
def _options(expected: Any) -> tuple[Any, ...]:
    if isinstance(expected, types.UnionType) or typing.get_origin(expected) is typing.Union:
        return typing.get_args(expected)
    return (expected,)


@functools.cache
def _fields(part: type[Part]) -> tuple[tuple[str, str, Any], ...]:
    return tuple((field.name, field.encode_name, field.type) for field in msgspec.structs.fields(part))
