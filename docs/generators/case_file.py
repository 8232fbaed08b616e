"""The keys of case.yaml, from the schema that the engine's types make; and that schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.exchange.case_file import case_schema
from generators.case_keys import KEYS, SECTIONS
from generators.pages import ROOT, Written, put_between, table

PAGE = "docs/reference/case-file.md"
SCHEMA = "docs/reference/case.schema.json"


def case_file_pages() -> Written:
    schema = case_schema()
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    return Written(
        texts={
            PAGE: put_between(text, "keys", "\n".join(_sections(schema)) + "\n"),
            SCHEMA: json.dumps(schema, indent=2, ensure_ascii=False) + "\n",
        }
    )


def _sections(schema: Mapping[str, Any]) -> Iterator[str]:
    """A heading and a table for each kind of part, in the order of SECTIONS."""
    definitions = schema["$defs"]
    parts = {name: each for name, each in definitions.items() if "properties" in each}
    _same(set(SECTIONS), set(parts), "docs/generators/case_keys.py: SECTIONS")
    for name, (heading, anchor, intro) in SECTIONS.items():
        properties, required = parts[name]["properties"], set(parts[name].get("required", []))
        words = KEYS[name]
        _same(set(words), set(properties), f"docs/generators/case_keys.py: KEYS['{name}']")
        rows = [
            [
                f"`{key}`",
                words[key][0],
                _type(each, definitions),
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


def _type(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """A type in words: a link to the section of a part, the words of a choice."""
    if "anyOf" in schema:
        kinds = [_type(each, definitions) for each in schema["anyOf"] if each.get("type") != "null"]
        return " or ".join(kinds)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if "enum" in definitions[name]:
            return "one of " + ", ".join(f"`{each}`" for each in definitions[name]["enum"])
        return f"[{SECTIONS[name][0]}](#{SECTIONS[name][1]})" if name in SECTIONS else name
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'], definitions)}"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"keys with {_type(inner, definitions)}" if isinstance(inner, dict) else "keys and values"
    kind = {"string": "text", "boolean": "true or false", "integer": "whole number", "number": "number"}
    return "day" if schema.get("format") == "date" else kind[schema["type"]]


def _default(schema: Mapping[str, Any]) -> str:
    default = schema.get("default", {})
    if default is None or default in ("", [], (), {}):
        return "nothing"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`"
