"""The guard of a page: who may open it is stated where the page is, and a test reads every statement."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import ORGANISATION_ROLES, Permission

View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed-in"


def public(view: View) -> View:
    """A page for everyone, signed in or not."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """A page for everyone who is signed in."""
    guarded = login_required(view)
    guarded.access = SIGNED_IN  # type: ignore[attr-defined]
    return guarded


def needs(permission: Permission) -> Callable[[View], View]:
    """A page for those whose role in the organisation gives a permission."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if permission not in organisation_permissions(request.user):
                raise PermissionDenied(_("Your role in your organisation does not include this page."))
            return view(request, *arguments, **named)

        return _stated(login_required(guarded), permission)

    return guard


def may_open(user: User | AnonymousUser, view: View) -> bool:
    """Whether a menu leads a person to a page: not where it takes a role in the organisation that they do not have."""
    access = getattr(view, "access", PUBLIC)
    return access in {PUBLIC, SIGNED_IN} or access in organisation_permissions(user)


def _stated(view: View, access: Permission) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def organisation_permissions(user: User | AnonymousUser) -> frozenset[Permission]:
    """What the roles of a person in their organisation allow; one query the first time."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return frozenset().union(*(ORGANISATION_ROLES[role].permissions for role in user.role_keys))
