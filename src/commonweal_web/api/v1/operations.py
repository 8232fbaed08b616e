"""How an operation is declared, and the guard that runs before anything of a request is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.errors import Throttled
from ninja.security import HttpBearer

from commonweal_web.accounts.access import SIGNED_IN, organisation_permissions
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.api.actions.tokens import count_use
from commonweal_web.api.models import Token
from commonweal_web.api.queries.tokens import find_token
from commonweal_web.api.scopes import TokenScope
from commonweal_web.api.v1.problems import Conflict, Invalid, Problem, TooLarge
from commonweal_web.procurements.access import CaseAccess, open_case

ANY_TOKEN = "any-token"  # noqa: S105 - the name of no scope
MOST_JSON = 2_500_000  # bytes of a body that is JSON; a document is at most 2 million characters
REFERENCE = re.compile(r"[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}")
FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}
ALWAYS = (400, 401, 403, 404, 422, 429)
WITH_BODY = (409, 413)

View = Callable[..., Any]


class ApiRequest(HttpRequest):
    """A request after its guard: who makes it, and of an operation on a case, what they may do with that case."""

    person: User
    token: Token
    access: CaseAccess


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What an operation needs: a scope of the token, a permission of its person, and a body no longer than this."""

    scope: TokenScope | None
    permission: Permission | str
    on_case: bool
    most: int = 0


class BearerToken(HttpBearer):
    """A token of a person, as they make it at /account/tokens/; sent as `Authorization: Bearer` and the token."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self.needs = needs

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token, if its person may do this with it now. A refusal says whether the scope or the role is missing."""
        found = find_token(token)
        if found is None:
            return None
        wait = count_use(found)
        if wait:
            raise Throttled(wait)
        if self.needs.most:
            _refuse_form(request)
            _refuse_large(request, self.needs.most)
        if self.needs.scope and self.needs.scope.key not in found.scope_keys:
            raise PermissionDenied(
                _("The scope %(scope)s is not among those of this token.") % {"scope": self.needs.scope.key}
            )
        request.person, request.token = found.person, found  # type: ignore[attr-defined]
        _refuse_without_permission(request, self.needs)
        return found


def _refuse_large(request: HttpRequest, most: int) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > most:
        raise TooLarge(most)


def _refuse_form(request: HttpRequest) -> None:
    """A form is what other sites can send; and its body is read before it comes here."""
    if request.content_type in FORMS:
        raise Invalid(_("A form is not read here: send JSON or the file itself."), where="Content-Type")


def _refuse_without_permission(request: Any, needs: Needs) -> None:
    """As the guards of pages refuse: by the same functions."""
    if needs.on_case:
        reference = request.resolver_match.kwargs["reference"]
        if not REFERENCE.fullmatch(reference):
            raise Http404(_("There is no such procurement."))
        request.access = open_case(reference, request.person, Permission(needs.permission))
    elif needs.permission != SIGNED_IN and needs.permission not in organisation_permissions(request.person):
        raise PermissionDenied(_("Your role in the organisation does not include this."))


class Operations:
    """A group of operations. Each is declared with its scope and its permission, or it cannot be declared."""

    def __init__(self, title: str) -> None:
        self.router = Router(tags=[title])

    def add(
        self,
        method: str,
        path: str,
        *,
        scope: TokenScope | None,
        needs: Permission | str,
        gives: Any,
        status: int = 200,
        most: int = 0,
        extra: dict[str, Any] | None = None,
        also: dict[int, Any] | None = None,
    ) -> Callable[[View], View]:
        """`most` is how many bytes a body may have; an operation on a case has `{reference}` in its path."""
        wanted = Needs(scope=scope, permission=needs, on_case="{reference}" in path, most=most)

        def declare(view: View) -> View:
            view.access, view.scope = needs, scope  # type: ignore[attr-defined]
            summary, _blank, rest = (view.__doc__ or "").strip().partition("\n")
            self.router.add_api_operation(
                path,
                [method],
                view,
                auth=BearerToken(wanted),
                response={status: gives, **(also or {}), **_problems(wanted)},
                operation_id=view.__name__,
                summary=summary.rstrip("."),
                description=" ".join(rest.split()),
                openapi_extra={**_stated(wanted), **(extra or {})},
            )
            return view

        return declare


def _problems(needs: Needs) -> dict[int, Any]:
    statuses = ALWAYS + (WITH_BODY if needs.most else (409,))
    return {status: Conflict if status == 409 else Problem for status in sorted(statuses)}


def _stated(needs: Needs) -> dict[str, Any]:
    """What the operation needs, for whoever reads its description."""
    return {
        "x-scope": needs.scope.key if needs.scope else ANY_TOKEN,
        "x-permission": str(needs.permission),
    }


def read_body(request: HttpRequest, most: int) -> bytes:
    """A body that is a file. Never more of it is read than is taken."""
    content = request.read(most + 1)
    if len(content) > most:
        raise TooLarge(most)
    return content


def file_body(description: str, *media: str) -> dict[str, Any]:
    """How a description of the API says that a body is a file."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in media}
    return {"requestBody": {"required": True, "description": description, "content": content}}


def file_answer(status: int, description: str, *media: str) -> dict[str, Any]:
    """How it says that the answer is one."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in media}
    return {"responses": {status: {"description": description, "content": content}}}


def file_response(content: bytes, *, media: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": disposition})
