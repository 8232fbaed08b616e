"""The API's description: fresh, bounded, of one shape of problem, and readable as a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from page_checks import check_html

from commonweal_web.api.v1.api import description, description_text
from commonweal_web.api.v1.reading import named_shapes, operation_groups

ROOT = Path(__file__).resolve().parents[3]
STATUSES = {"400", "401", "403", "404", "409", "422", "429"}


def operations() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


OPERATIONS = list(operations())


def test_the_kept_copy_is_fresh() -> None:
    """python docs/generate.py writes it; a change of the API is a change that is looked at."""
    kept = (ROOT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8")
    assert kept == description_text()


def test_it_is_served_to_everybody_and_is_openapi() -> None:
    """Version 3.1, without a token: it tells nothing of anybody."""
    served = Client().get("/api/v1/openapi.json")
    assert served["Content-Type"] == "application/json"
    assert json.loads(served.content) == description()
    assert description()["openapi"].startswith("3.1")


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=[name for name, _each in OPERATIONS])
def test_every_operation_declares_what_may_go_wrong(name: str, operation: Mapping[str, Any]) -> None:
    """Every status, each with the one shape; 413 where there is a body."""
    responses = operation["responses"]
    assert responses.keys() >= STATUSES, name
    assert ("413" in responses) == ("requestBody" in operation), name
    for status in responses.keys() & STATUSES:
        schema = responses[status]["content"]["application/json"]["schema"]
        assert schema["$ref"].endswith(("/Problem", "/Conflict")), name
    assert operation["security"] and operation["summary"] and len(operation["summary"]) < 70


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=[name for name, _each in OPERATIONS])
def test_whatever_is_sent_is_bounded(name: str, operation: Mapping[str, Any]) -> None:
    """Every text of a parameter or a body has a greatest length or is one of a few, every number its limits."""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for where, schema in [*((each["name"], each["schema"]) for each in operation["parameters"]), ("body", body)]:
        for part in parts_of(schema):
            place = f"{name} {where} {part}"
            if part.get("type") == "string" and part.get("format") != "binary":
                assert "maxLength" in part or "enum" in part, place
                assert "enum" in part or "pattern" in part, f"{place}: NUL is not refused"
            if part.get("type") in {"integer", "number"}:
                assert {"minimum", "maximum"} <= part.keys(), place
            if part.get("type") == "array":
                assert "maxItems" in part, place
            if part.get("type") == "object" and "properties" in part:
                assert part["additionalProperties"] is False, f"{place}: an unknown key would be swallowed"


def parts_of(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema and all that it is made of."""
    if "$ref" in schema:
        yield from parts_of(description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        return
    yield schema
    for each in schema.get("anyOf", ()):
        yield from parts_of(each)
    for each in schema.get("properties", {}).values():
        yield from parts_of(each)
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield from parts_of(schema[key])


def test_the_page_lists_every_operation_and_shape() -> None:
    """For everybody, sound as every page is, and with nothing from elsewhere."""
    page = Client().get("/api/").content.decode()
    check_html(page)
    for name, operation in OPERATIONS:
        assert f'id="{operation["operationId"]}"' in page, name
    assert all(f'id="shape-{shape.name}"' in page for shape in named_shapes())
    assert sum(len(each) for _title, each in operation_groups()) == len(OPERATIONS)
    assert "<script>" not in page and 'style="' not in page


def test_what_is_not_there_is_told_in_the_one_shape() -> None:
    """An address that leads nowhere, and a method that an address does not take."""
    nowhere, wrong = Client().get("/api/v1/nowhere"), Client().delete("/api/v1/me")
    assert (nowhere.status_code, wrong.status_code) == (404, 405)
    for answer in (nowhere, wrong):
        assert answer.json().keys() == {"message", "where", "remedy"}
    assert wrong["Allow"] == "GET"
