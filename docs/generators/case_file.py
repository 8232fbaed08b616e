"""The keys of case.yaml and of forecast/inputs.yaml, from the schemas that the engine's types make; and the schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.exchange.case_file import case_schema, forecast_schema
from generators import case_keys, forecast_keys
from generators.pages import ROOT, Written, put_between, table

PAGE = "docs/reference/case-file.md"
SCHEMA = "docs/reference/case.schema.json"
FORECAST_PAGE = "docs/reference/forecast-inputs.md"
FORECAST_SCHEMA = "docs/reference/forecast.schema.json"
Sections = Mapping[str, tuple[str, str, str]]
Keys = Mapping[str, Mapping[str, tuple[str, str]]]


def case_file_pages() -> Written:
    """Both pages with their tables, and both schemas."""
    case = _texts(PAGE, SCHEMA, case_schema(), sections=case_keys.SECTIONS, keys=case_keys.KEYS, words="case_keys")
    forecast = _texts(
        FORECAST_PAGE,
        FORECAST_SCHEMA,
        forecast_schema(),
        sections=forecast_keys.SECTIONS,
        keys=forecast_keys.KEYS,
        words="forecast_keys",
    )
    return Written(texts=case | forecast)


def _texts(
    page: str, schema_file: str, schema: Mapping[str, Any], *, sections: Sections, keys: Keys, words: str
) -> dict[str, str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = "\n".join(_sections(schema, sections, keys, words))
    return {
        page: put_between(text, "keys", f"{lines}\n"),
        schema_file: json.dumps(schema, indent=2, ensure_ascii=False) + "\n",
    }


def _sections(schema: Mapping[str, Any], sections: Sections, keys: Keys, where: str) -> Iterator[str]:
    """A heading and a table for each kind of part, in the order of the sections."""
    definitions = schema["$defs"]
    parts = {name: each for name, each in definitions.items() if "properties" in each}
    _same(set(sections), set(parts), f"docs/generators/{where}.py: SECTIONS")
    for name, (heading, anchor, intro) in sections.items():
        properties, required = parts[name]["properties"], set(parts[name].get("required", []))
        words = keys[name]
        _same(set(words), set(properties), f"docs/generators/{where}.py: KEYS['{name}']")
        rows = [
            [
                f"`{key}`",
                words[key][0],
                _type(each, definitions, sections),
                words[key][1],
                "required" if key in required else _default(each),
            ]
            for key, each in properties.items()
        ]
        yield f"## {heading} {{#{anchor}}}"
        yield ""
        yield intro
        yield from table(["Key", "What it says", "Type", "Unit", "Default"], rows)


def _same(described: set[str], there: set[str], where: str) -> None:
    """Every key has its words, and no words are left over."""
    missing, left = sorted(there - described), sorted(described - there)
    if missing or left:
        raise SystemExit(f"{where}: describe {', '.join(missing) or 'nothing more'}; drop {', '.join(left) or 'none'}.")


def _type(schema: Mapping[str, Any], definitions: Mapping[str, Any], sections: Sections) -> str:
    """A type in words: a link to the section of a part, the words of a choice."""
    if "anyOf" in schema:
        kinds = [_type(each, definitions, sections) for each in schema["anyOf"] if each.get("type") != "null"]
        return " or ".join(kinds)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if "enum" in definitions[name]:
            return "one of " + ", ".join(f"`{each}`" for each in definitions[name]["enum"])
        return f"[{sections[name][0]}](#{sections[name][1]})" if name in sections else name
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'], definitions, sections)}"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"keys with {_type(inner, definitions, sections)}" if isinstance(inner, dict) else "keys and values"
    kind = {"string": "text", "boolean": "true or false", "integer": "whole number", "number": "number"}
    return "day" if schema.get("format") == "date" else kind[schema["type"]]


def _default(schema: Mapping[str, Any]) -> str:
    default = schema.get("default", {})
    if default is None or default in ("", [], (), {}):
        return "nothing"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`"
