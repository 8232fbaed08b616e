"""Who may call what: every operation, with each scope left out, as each role, in states that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cases_to_publish import published_case
from django.test import Client

from commonweal_web.accounts.access import SIGNED_IN, organisation_permissions
from commonweal_web.accounts.roles import CASE_ROLES, Permission
from commonweal_web.api.scopes import SCOPES, TokenScope
from commonweal_web.api.urls import urlpatterns
from commonweal_web.api.v1.api import api, description
from commonweal_web.api.v1.operations import BearerToken
from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.models import Case
from fixtures import Team

FILLED = {
    "name": "innovation",
    "edition": "2026-11",
    "option": "balanced",
    "code": "co-design",
    "number": "1",
    "check": "lots-considered",
    "of": "draft",
    "kind": "scheme",
}


def operations() -> Iterator[tuple[str, str, Any]]:
    """Every operation as it runs: its method, its path, and the operation itself."""
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield operation.methods[0], path, operation


OPERATIONS = list(operations())
NAMES = [f"{method} {path}" for method, path, _operation in OPERATIONS]


def call(caller: Any, method: str, path: str, reference: str) -> Any:
    """A call that shows who may make it. Its body is empty, so that one that is allowed is refused as unreadable."""
    address = path.format(**FILLED, reference=reference)
    return caller.get(address) if method == "GET" else caller.send(method, address, {}, seen=1)


def test_every_operation_states_its_scope_and_permission() -> None:
    """On its function, in its guard and in its description, all three the same; none is open without a token."""
    assert len(OPERATIONS) >= 20
    described = description()["paths"]
    for method, path, operation in OPERATIONS:
        (guard,) = operation.auth_callbacks
        assert isinstance(guard, BearerToken), path
        needs, told = guard.needs, described[f"/api/v1{path}"][method.lower()]
        assert needs.scope is operation.view_func.scope and needs.permission == operation.view_func.access
        assert needs.permission == SIGNED_IN or needs.permission in Permission
        assert told["x-permission"] == needs.permission
        assert told["x-scope"] == (needs.scope.key if needs.scope else "any-token")
        assert needs.on_case == ("{reference}" in path)
        assert (needs.scope is None) == (path == "/me"), "only the person needs no scope"
        if needs.scope and needs.scope.writes:
            assert method != "GET" and needs.most, "what writes has a body, and the body a limit"


def test_every_address_states_who_may_open_it() -> None:
    """As pages do, so that one walk over all routes finds every statement."""
    nested = urlpatterns[-1].url_patterns
    assert len(nested) >= 15
    assert all(each.callback.access for each in [*urlpatterns[:-1], *nested])


def test_every_scope_is_needed_somewhere() -> None:
    """And each is explained."""
    used = {operation.view_func.scope.key for _m, _p, operation in OPERATIONS if operation.view_func.scope}
    assert used == SCOPES.keys()
    assert all(isinstance(each, TokenScope) and each.title and each.description for each in SCOPES.values())


def test_without_the_scope_nothing_is_done(team: Team, case: Case, program: Callable[..., Any]) -> None:
    """A token with every other scope is refused by name of the one that it lacks, before anything else is told."""
    callers = {key: program("commercial-lead", *(SCOPES.keys() - {key})) for key in SCOPES}
    for method, path, operation in OPERATIONS:
        if operation.view_func.scope:
            key = operation.view_func.scope.key
            for reference in (case.reference, "AAAAA-AAAAA"):
                answer = call(callers[key], method, path, reference)
                assert answer.status_code == 403 and key in answer.json()["message"], f"{method} {path}"


@pytest.mark.parametrize("published", [False, True], ids=["draft", "published"])
def test_a_role_may_do_by_program_what_it_may_on_pages(
    published: bool, team: Team, program: Callable[..., Any]
) -> None:
    """Each role of a case, and outsiders: 404 where the case is not theirs, 403 where the role or state lacks it."""
    case = published_case(team)[0] if published else team.case()
    for role in [*CASE_ROLES, "administrator", "outsider"]:
        caller = program(role)
        for method, path, operation in OPERATIONS:
            answer = call(caller, method, path, case.reference)
            expected = refusal_of(operation, team, role, case)
            place = f"{role}: {method} {path} gives {answer.status_code} {answer.content[:200]!r}"
            if expected:
                assert answer.status_code == expected, place
            else:
                assert answer.status_code not in {401, 403, 500}, place


def refusal_of(operation: Any, team: Team, role: str, case: Case) -> int:
    """What the tables of roles and states say, beside the API: 404, 403 or 0."""
    needs, person = operation.view_func.access, team[role]
    if not operation.auth_callbacks[0].needs.on_case:
        return 0 if needs == SIGNED_IN or needs in organisation_permissions(person) else 403
    access = case_access(Case.objects.get(pk=case.pk), person)
    if not access.permissions:
        return 404
    return 0 if access.may(needs) else 403


def test_a_case_file_needs_its_own_permission(team: Team, case: Case, program: Callable[..., Any]) -> None:
    """A document kind with a permission of its own is refused to who may only take packs."""
    for role in CASE_ROLES:
        access = case_access(case, team[role])
        if access.may(Permission.TAKE_PACK):
            status = program(role).get(f"/cases/{case.reference}/documents/draft/case").status_code
            assert status == (200 if access.may(Permission.TAKE_CASE_FILE) else 403), role


def test_no_token_no_answer(case: Case) -> None:
    """Every operation answers 401, with how to do better, and takes nothing for a token that is none."""
    for headers in ({}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}, {"Authorization": "Bearer x\ty"}):
        for method, path, _operation in OPERATIONS:
            address = "/api/v1" + path.format(**FILLED, reference=case.reference)
            answer = Client().generic(method, address, "{}", content_type="application/json", headers=headers)
            assert answer.status_code == 401, f"{method} {path} {headers}"
            assert answer["WWW-Authenticate"].startswith("Bearer")
            assert set(answer.json()) == {"message", "where", "remedy"}
