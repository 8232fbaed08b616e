"""The API's description as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commonweal_web.api.v1.api import description

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A parameter, or a field of a body or an answer: its name, its type in words, what it means."""

    name: str
    type: str
    says: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    says: str
    scope: str
    permission: str
    parameters: tuple[Part, ...]
    body: tuple[Part, ...]
    body_words: str
    answer: tuple[Part, ...]
    statuses: tuple[str, ...]


def operation_groups() -> list[tuple[str, list[Shown]]]:
    """Every operation, by its group, in the order of the description."""
    groups: dict[str, list[Shown]] = {}
    for path, methods in description()["paths"].items():
        for method in METHODS:
            if method in methods:
                operation = methods[method]
                groups.setdefault(operation["tags"][0], []).append(_shown(path, method, operation))
    return list(groups.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A part of bodies and answers that has a name of its own."""

    name: str
    says: str
    parts: tuple[Part, ...]


def named_shapes() -> list[Shape]:
    """Every shape that a type in words may name, by name."""
    schemas = description()["components"]["schemas"].items()
    shapes = [
        Shape(name=name, says=" ".join(each.get("description", "").split()), parts=tuple(_fields(each)))
        for name, each in sorted(schemas)
    ]
    return [each for each in shapes if each.parts]


def _shown(path: str, method: str, operation: Mapping[str, Any]) -> Shown:
    body = operation.get("requestBody", {})
    schema = _json_schema(body)
    return Shown(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        says=operation.get("description", ""),
        scope=operation["x-scope"],
        permission=operation["x-permission"],
        parameters=tuple(_parameter(each) for each in operation["parameters"]),
        body=tuple(_fields(schema)),
        body_words="" if schema else str(body.get("description", "")),
        answer=tuple(_fields(_answer_schema(operation))),
        statuses=tuple(sorted(operation["responses"])),
    )


def _answer_schema(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    good = [each for status, each in operation["responses"].items() if status.startswith("2")]
    return _json_schema(good[0])


def _json_schema(holder: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a body or an answer that is JSON with fields; empty for a file."""
    content = holder.get("content", {}).get("application/json", {})
    found = _resolved(content.get("schema", {}))
    return found if "properties" in found else {}


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return description()["components"]["schemas"][name] if name else schema


def _parameter(given: Mapping[str, Any]) -> Part:
    schema = given["schema"]
    says = given.get("description") or schema.get("description") or ""
    return Part(name=given["name"], type=_type(schema), says=says, required=bool(given.get("required")))


def _fields(schema: Mapping[str, Any]) -> Iterator[Part]:
    required = set(schema.get("required", ()))
    for name, each in schema.get("properties", {}).items():
        yield Part(name=name, type=_type(each), says=each.get("description", ""), required=name in required)


def _type(schema: Mapping[str, Any]) -> str:
    """A type in words: text, number, list of CaseLine, one of these."""
    if "anyOf" in schema:
        return _(" or ").join(dict.fromkeys(_type(each) for each in schema["anyOf"]))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return ", ".join(str(each) for each in schema["enum"])
    if schema.get("type") == "array":
        return _("list of %(items)s") % {"items": _type(schema.get("items", {}))}
    return str(_words().get(schema.get("format", ""), _words().get(str(schema.get("type")), schema.get("type", ""))))


def _words() -> dict[str, str]:
    return {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
        "object": _("object"),
        "null": _("null"),
        "date": _("date"),
        "date-time": _("moment"),
    }
