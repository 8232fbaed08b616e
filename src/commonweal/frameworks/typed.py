"""From what a YAML file holds to the engine's values: types checked, unknown keys refused, one clear sentence each."""

from __future__ import annotations

import dataclasses
import difflib
import re
import threading
import types
import typing
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from commonweal.frameworks.yaml_file import YamlFile
from commonweal.record.errors import UnreadableInput

T = TypeVar("T")
Path = tuple[str | int, ...]
# msgspec keeps what it knows of a type, and shows it to other threads before it is whole: the first use of a type by
# two threads at once ends the process.
_ONE_AT_A_TIME = threading.Lock()


def convert(data: Any, into: type[T], *, file: YamlFile, path: Path = (), known_good: bool = False) -> T:
    """Make a value of type `into` from plain data that stands at `path` in a file.

    `known_good` data (a published edition, its digest checked) is spared the search for unknown keys.
    """
    import msgspec

    if not known_good:
        _refuse_unknown_keys(data, into, file, path)
    try:
        with _ONE_AT_A_TIME:
            return msgspec.convert(data, type=into)
    except msgspec.ValidationError as error:
        message, inside = _split_path(str(error))
        here = (*path, *inside)
        raise UnreadableInput(_sentence(message, into, inside), where=f"{file.name}:{file.line(here)}") from error


def _refuse_unknown_keys(data: Any, into: Any, file: YamlFile, path: Path) -> None:
    for inside, value, expected in _walk(data, into, ()):
        if expected is Decimal and isinstance(value, str):
            _refuse_no_number(value, file, (*path, *inside))
        if not dataclasses.is_dataclass(expected) or not isinstance(value, dict):
            continue
        known = [field.name for field in dataclasses.fields(expected)]
        for key in value:
            if key not in known:
                place = (*path, *inside, key)
                raise UnreadableInput(
                    f"The key '{key}' is not known here.",
                    where=f"{file.name}:{file.line(place)}",
                    remedy=_nearest(key, known) or f"Known keys are {', '.join(known)}.",
                )


def _refuse_no_number(value: str, file: YamlFile, path: Path) -> None:
    """Text such as 'nan' is a decimal of a kind, and no number that anything can be done with."""
    try:
        usable = Decimal(value).is_finite()
    except InvalidOperation:
        return  # what is no decimal at all is refused with the types
    if not usable:
        raise UnreadableInput(
            f"'{path[-1]}' is '{value}', which is not a number that can be used here.",
            where=f"{file.name}:{file.line(path)}",
        )


def _walk(data: Any, into: Any, path: Path) -> typing.Iterator[tuple[Path, Any, Any]]:
    """Every part of the data with the type expected of it."""
    into = _without_none(into)
    yield path, data, typing.get_origin(into) or into
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _walk(value, _type_of_part(into, key), (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _walk(value, _type_of_part(into, index), (*path, index))


def _type_of_part(into: Any, part: str | int) -> Any:
    origin, arguments = typing.get_origin(into), typing.get_args(into)
    cls = origin or into
    if dataclasses.is_dataclass(cls):
        hint = _hints(typing.cast(type, cls)).get(str(part), Any)
        return _substitute(hint, dict(zip(getattr(cls, "__parameters__", ()), arguments, strict=False)))
    if isinstance(cls, type) and issubclass(cls, Mapping | tuple | list) and arguments:
        return arguments[1] if issubclass(cls, Mapping) else arguments[0]
    return Any


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _substitute(hint: Any, known: dict[Any, Any]) -> Any:
    """A generic's hint with its type variables filled in: tuple[Dated[Value], ...] with Value a decimal."""
    if hint in known:
        return known[hint]
    arguments = typing.get_args(hint)
    if not known or not arguments or isinstance(hint, types.UnionType):
        return hint
    origin: Any = typing.get_origin(hint)
    return origin[tuple(_substitute(argument, known) for argument in arguments)]


def _without_none(into: Any) -> Any:
    if isinstance(into, types.UnionType) or typing.get_origin(into) is typing.Union:
        some = [argument for argument in typing.get_args(into) if argument is not type(None)]
        return some[0] if len(some) == 1 else Any
    return into


def _split_path(text: str) -> tuple[str, Path]:
    message, _, place = text.partition(" - at ")
    found = re.search(r"`\$([^`]*)`", place)
    if not found:
        return message, ()
    parts = re.findall(r"\[(\d+)\]|\.([^.\[]+)|\[(\.\.\.)\]", found.group(1))
    return message, tuple(int(number) if number else name or more for number, name, more in parts)


def _sentence(message: str, into: Any, path: Path) -> str:
    what = f"'{path[-1]}'" if path and isinstance(path[-1], str) else "This part"
    if missing := re.match(r"Object missing required field `(\w+)`", message):
        return f"'{missing.group(1)}' is missing{f' in {what[0].lower()}{what[1:]}' if path else ''}."
    if wrong := re.match(r"Invalid enum value '(.*)'", message):
        values = _choices(into, path)
        listed = f" It is one of {', '.join(values)}." if values else ""
        return f"{what} cannot be '{wrong.group(1)}'.{listed} {_nearest(wrong.group(1), values)}".strip()
    if expected := re.match(r"Expected `([^`]+)`, got `([^`]+)`", message):
        return f"{what} should be {_plain(expected.group(1))}, not {_plain(expected.group(2))}."
    if message.startswith("Invalid RFC3339 encoded date"):
        return f"{what} is not a day. Write dates as 2026-11-22."
    if message.startswith("Invalid decimal"):
        return f"{what} should be a number."
    return message


def _choices(into: Any, path: Path) -> list[str]:
    here = into
    for part in path:
        here = _without_none(_type_of_part(here, part))
    if isinstance(here, type) and issubclass(here, Enum):
        return [str(member.value) for member in here]
    arguments = typing.get_args(here)
    keys = arguments[0] if arguments else None
    return [str(member.value) for member in keys] if isinstance(keys, type) and issubclass(keys, Enum) else []


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else ""


def _plain(name: str) -> str:
    words = {
        "str": "text",
        "int": "a whole number",
        "decimal": "a number",
        "float": "a number",
        "bool": "true or false",
        "array": "a list",
        "object": "a set of keys",
        "null": "empty",
        "date": "a date such as 2026-11-22",
    }
    return " or ".join(words.get(part.strip(), part.strip()) for part in name.split("|"))
