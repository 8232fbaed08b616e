"""The JSON Schema of case.yaml, made from the engine's types."""

from __future__ import annotations

from typing import Any

from commonweal.exchange.case_file.layout import LAYOUT_VERSION, CaseLayout


def case_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a case file; unknown keys are refused, as the reader does."""
    import msgspec

    schema = _numbers(msgspec.json.schema(CaseLayout))
    for definition in schema.get("$defs", {}).values():
        if definition.get("type") == "object" and "properties" in definition:
            definition["additionalProperties"] = False
    schema["$defs"]["CaseLayout"]["properties"]["commonweal"]["const"] = LAYOUT_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:commonweal:case:{LAYOUT_VERSION}",
        "title": "Commonweal case",
        **schema,
    }


def _numbers(schema: Any) -> Any:
    """Decimals stand as numbers in YAML; the generator describes them as JSON text."""
    if isinstance(schema, dict):
        if schema.get("format") == "decimal":
            return {"type": "number"} | {key: value for key, value in schema.items() if key not in {"type", "format"}}
        return {key: _numbers(value) for key, value in schema.items()}
    return [_numbers(item) for item in schema] if isinstance(schema, list) else schema
