"""The schemas that pack authors' editors use agree with the reader."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from commonweal.frameworks import SHIPPED, read_yaml
from commonweal.frameworks.pack_parts import FOLDERS, TABLES
from commonweal.frameworks.schemas import pack_schemas

SCHEMAS = SHIPPED.parent / "schema"
ROOT = Path(__file__).resolve().parents[2]
FILES = [
    file
    for folder in (SHIPPED, ROOT / "fixtures" / "packs")
    for file in sorted(folder.rglob("*.yaml"))
    if file.name != "editions.yaml" and "examples" not in file.parts
]
FAULTS: dict[str, dict[str, Any]] = read_yaml(ROOT / "golden" / "broken_packs.yaml").data
OF_FORM = ["unknown-key", "source-without-confidence"]


@cache
def validators() -> dict[str, Draft202012Validator]:
    return {name: Draft202012Validator(schema) for name, schema in pack_schemas().items()}


def plain(value: Any) -> Any:
    """As JSON knows it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def schema_of(file: Path) -> str:
    name = file.stem if file.parent.parent.parent in {SHIPPED, ROOT / "fixtures" / "packs"} else file.parent.name
    assert name in {"pack", *TABLES, *FOLDERS}, file
    return name


def test_the_shipped_schemas_are_made_from_the_types() -> None:
    """Written anew with commonweal.frameworks.publishing."""
    shipped = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in SCHEMAS.glob("*.json")}
    assert shipped == pack_schemas()


def test_every_pack_file_is_of_its_schema() -> None:
    """Every file of every shipped edition, and of the fixture pack."""
    assert len(FILES) > 150
    for file in FILES:
        errors = list(validators()[schema_of(file)].iter_errors(plain(read_yaml(file).data)))
        assert not errors, (file, errors[0].message)


@pytest.mark.parametrize("name", OF_FORM)
def test_a_fault_of_form_is_no_more_of_the_schema_than_of_the_reader(name: str) -> None:
    """What the reader refuses for its form, the schema refuses."""
    fault = FAULTS[name]
    folder = ROOT / "fixtures" / "packs" / "county" / "2026-10"
    text = (folder / fault["file"]).read_text(encoding="utf-8").replace(fault["from"], fault["to"], 1)
    from commonweal.frameworks import parse_yaml

    schema = "pack" if fault["file"] == "pack.yaml" else fault["file"].partition("/")[0]
    assert not validators()[schema].is_valid(plain(parse_yaml(text, name="f").data))
