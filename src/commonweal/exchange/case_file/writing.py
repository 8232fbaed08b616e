"""Writing YAML that people read, and writing files so that nothing is ever half-written."""

from __future__ import annotations

import dataclasses
import io
import os
import tempfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from commonweal.record.errors import RefusedError


def plain_data(value: Any) -> Any:
    """A value as plain YAML data: defaults left out, so that a file shows only what was said."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain_data(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if not _is_default(field, getattr(value, field.name))
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(plain_data(key)): plain_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    return value


def _is_default(field: dataclasses.Field[Any], value: Any) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(value == field.default)
    if field.default_factory is not dataclasses.MISSING:
        return bool(value == field.default_factory())
    return False


def yaml_text(data: Any, *, heading: str = "") -> str:
    """YAML 1.2 of plain data, decimals as they are, long texts folded; a comment on top."""
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import FoldedScalarString

    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    represent_plainly(yaml)
    stream = io.StringIO()
    yaml.dump(_folded(data, FoldedScalarString), stream)
    comment = "".join(f"# {line}".rstrip() + "\n" for line in heading.splitlines())
    return comment + stream.getvalue()


def represent_plainly(yaml: Any) -> None:
    """Decimals as they are, days as days, and no aliases."""
    yaml.representer.ignore_aliases = lambda _: True
    yaml.representer.add_representer(Decimal, _represent_decimal)
    yaml.representer.add_representer(date, _represent_date)


def _folded(data: Any, folded: Any) -> Any:
    if isinstance(data, dict):
        return {key: _folded(value, folded) for key, value in data.items()}
    if isinstance(data, list):
        return [_folded(value, folded) for value in data]
    if isinstance(data, str) and len(data) > 100 and "\n" not in data and data == data.strip():
        return folded(data)
    return data


def _represent_decimal(representer: Any, value: Decimal) -> Any:
    from commonweal.record.digest import plain_decimal

    text = plain_decimal(value)
    return representer.represent_scalar("tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int", text)


def _represent_date(representer: Any, value: date) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


def write_whole(file: Path, content: str | bytes, *, replace: bool = True) -> None:
    """Write a file whole or not at all. With `replace` false an existing file is refused."""
    if not replace and file.exists():
        raise RefusedError("The file is there already, and is not overwritten.", where=str(file))
    data = content.encode() if isinstance(content, str) else content
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
