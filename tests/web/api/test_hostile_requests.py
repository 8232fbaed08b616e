"""Requests that no program should send, made from the API's own description: with a token, and with none.

On SQLite and, by tests/on_postgresql.py, on PostgreSQL, which refuses more than SQLite does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from commonweal_web.config.wsgi import application
from commonweal_web.procurements.models import Case

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 10
# What takes the engine long is asked less often; its answers are the same however it is asked.
SLOW = {
    **{"read_proposals": 3, "read_proposal": 3, "read_why_not": 4, "list_checks": 3, "make_document": 4},
    **{"read_challenge": 3, "read_scheme_challenge": 3},
}


@pytest.fixture
def schema(db: None, settings: Any) -> Iterator[Any]:
    """The description as it is served. The test's transaction is kept open from one request to the next."""
    settings.API_PER_MINUTE = 10_000
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(schema: Any) -> Iterator[Any]:
    found = [result.ok() for result in schema.get_all_operations()]
    assert len(found) >= 20, "the description lists every operation"
    yield from found


def attack(
    operation: Any, case: Case, headers: dict[str, str], *, most: int = EXAMPLES, expected: set[int] | None = None
) -> None:
    """Some requests of an operation, as it describes them and otherwise; most name a case that is there."""
    most = min(most, SLOW.get(operation.definition.raw["operationId"], EXAMPLES))
    ways = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @given(request=st.one_of(ways), real=st.sampled_from([True, True, True, False]))
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def send(request: Any, real: bool) -> None:
        if real and "reference" in (request.path_parameters or {}):
            request.path_parameters["reference"] = case.reference
        response = request.call(headers=headers)
        request.validate_response(response, checks=CHECKS, headers=headers)
        if expected:
            assert response.status_code in expected, response.text

    send()


def test_no_hostile_request_breaks_anything(schema: Any, case: Case, program: Callable[..., Any]) -> None:
    """Whatever is sent with a lead's token: no error of ours, a declared status, an answer of its schema."""
    headers = {"Authorization": f"Bearer {program().secret}"}
    for operation in operations(schema):
        attack(operation, case, headers)


def test_without_a_token_everything_is_refused(schema: Any, case: Case) -> None:
    """Whatever is sent without a token, or with one that was never made, is answered 401."""
    for operation in operations(schema):
        attack(operation, case, {"Authorization": "Bearer cw_nobodyhasit0"}, most=2, expected={401, 404, 405, 400})
