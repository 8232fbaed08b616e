"""JSON Schemas of every kind of file in a pack, made from the types that the reader uses."""

from __future__ import annotations

from typing import Any

from commonweal.frameworks.overlay import Overlay
from commonweal.frameworks.pack_head import PackHead
from commonweal.frameworks.pack_parts import FOLDERS, TABLES

# A source in short: the name it has in pack.yaml, with what is particular to the place.
REFERENCE = {
    "type": "object",
    "properties": {
        "ref": {"type": "string"},
        "where": {"type": "string"},
        "confidence": {"enum": ["primary", "secondary", "recalled", "judgement"]},
        "note": {"type": "string"},
    },
    "required": ["ref"],
    "additionalProperties": False,
}


def pack_schemas() -> dict[str, dict[str, Any]]:
    """Schemas by name: pack, each table, each kind of file in a folder, overlay. Unknown keys are refused in all."""
    types: dict[str, Any] = {
        "pack": PackHead,
        **TABLES,
        **{name: FOLDERS[name] for name in FOLDERS},
        "overlay": Overlay,
    }
    return {
        name: strict_schema(into, title=f"Commonweal pack: {name}", short_sources=True) for name, into in types.items()
    }


def strict_schema(into: Any, *, title: str, short_sources: bool = False) -> dict[str, Any]:
    """JSON Schema (2020-12) of a type as it stands in YAML: numbers are numbers, unknown keys are refused."""
    import msgspec

    schema: dict[str, Any] = _numbers(msgspec.json.schema(into))
    definitions = schema.get("$defs", {})
    for name, definition in definitions.items():
        if definition.get("type") == "object" and "properties" in definition:
            definition["additionalProperties"] = False
        if name == "Source" and short_sources:
            definitions[name] = {"anyOf": [REFERENCE, definition]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _numbers(schema: Any) -> Any:
    """Decimals stand as numbers in YAML; the generator describes them as JSON text."""
    if isinstance(schema, dict):
        if schema.get("format") == "decimal":
            return {"type": "number"} | {key: value for key, value in schema.items() if key not in {"type", "format"}}
        return {key: _numbers(value) for key, value in schema.items()}
    return [_numbers(item) for item in schema] if isinstance(schema, list | tuple) else schema
