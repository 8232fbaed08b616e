"""Changing parts of a case.yaml: what a person wrote elsewhere in it, comments and order too, stays as it is."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from commonweal.exchange.case_file.writing import represent_plainly
from commonweal.frameworks.yaml_file import parse_yaml

Path = tuple[str | int, ...]


class Edit:
    """A text being changed: `data` may be changed in place, and `text` then says so."""

    def __init__(self, data: Any, text: str) -> None:
        self.data = data
        self.text = text


@contextmanager
def editing(text: str, *, name: str) -> Iterator[Edit]:
    """Change the data of a YAML text inside the block; afterwards `text` is the changed one, read once to be sure.

    Raises UnreadableInput, naming the file, if what was put in cannot be read back.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    represent_plainly(yaml)
    edit = Edit(yaml.load(text), text)
    yield edit
    stream = io.StringIO()
    yaml.dump(edit.data, stream)
    edit.text = stream.getvalue()
    parse_yaml(edit.text, name=name)  # what we write, we can read


def with_parts(text: str, parts: Mapping[Path, Any], *, name: str) -> str:
    """The text with each part, by its path of keys and places, set to plain data; None takes the part away.

    Maps on the way are made where they are missing; the place after the last of a list adds to it. A part that already
    says the same is left as it is written.
    """
    with editing(text, name=name) as edit:
        for path, value in parts.items():
            _set(edit.data, path, value)
    return edit.text


def _set(data: Any, path: Path, value: Any) -> None:
    last: Any
    way, last = path[:-1], path[-1]
    for step in way:
        if isinstance(data, dict) and step not in data:
            if value is None:
                return
            data[step] = {}
        data = data[step]
    if value is None:
        if isinstance(data, list) or last in data:
            data.pop(last)
    elif isinstance(data, list) and last == len(data):
        data.append(value)
    elif not (isinstance(data, dict) and last in data and data[last] == value):
        data[last] = value
