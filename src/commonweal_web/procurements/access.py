"""The guard of a case's pages: the case is found, and what this person may do with it known, before the page runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commonweal_web.accounts.access import View
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import CASE_ROLES, Permission
from commonweal_web.procurements.models import Case, SchemeVersion, State
from commonweal_web.procurements.states import permissions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccess:
    """A case as one person sees it."""

    case: Case
    user: User
    roles: frozenset[str]
    permissions: frozenset[Permission]

    def may(self, permission: Permission | str) -> bool:
        return permission in self.permissions


def case_access(case: Case, user: User) -> CaseAccess:
    """What a person may do with a case now. Two queries at most."""
    roles = frozenset(case.team.filter(user=user).values_list("role", flat=True)) if user.is_active else frozenset()
    has_published = bool(roles) and case.schemes.filter(published_at__isnull=False).exists()
    return _as_seen(case, user, roles, has_published=has_published)


def _as_seen(case: Case, user: User, roles: frozenset[str], *, has_published: bool) -> CaseAccess:
    permissions = permissions_of(roles, case.state, has_published=has_published)
    return CaseAccess(case=case, user=user, roles=roles, permissions=permissions)


def open_case(reference: str, user: object, permission: Permission) -> CaseAccess:
    """A case by its reference, for a person who may do something with it now.

    Who is not on the case's team is told that there is none: that a case exists is private too. Who is on it and may
    not do this, or not now, is told so.
    """
    access = _find(reference, user) if isinstance(user, User) and user.is_active else None
    if access is None or not access.permissions:
        raise Http404(_("There is no such procurement."))
    if not access.may(permission):
        raise PermissionDenied(refusal(access, permission))
    return access


def _find(reference: str, user: User) -> CaseAccess | None:
    """A case with what a person may do with it now. Two queries."""
    published = SchemeVersion.objects.filter(case=OuterRef("pk"), published_at__isnull=False)
    cases = Case.objects.select_related("organisation").annotate(has_published=Exists(published))
    case = cases.filter(reference=reference).first()
    if case is None:
        return None
    roles = frozenset(case.team.filter(user=user).values_list("role", flat=True))
    return _as_seen(case, user, roles, has_published=case.has_published)


def case_page(permission: Permission) -> Callable[[View], View]:
    """A page of one case: the view takes the request and a CaseAccess in place of the case's reference."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *arguments: Any, **named: Any) -> HttpResponse:
            return view(request, open_case(reference, request.user, permission), *arguments, **named)

        page = login_required(guarded)
        page.access = permission  # type: ignore[attr-defined]
        return page

    return guard


def insist(access: CaseAccess, permission: Permission) -> None:
    """Refuse what a person may not do on a page that they may look at."""
    if not access.may(permission):
        raise PermissionDenied(refusal(access, permission))


def refusal(access: CaseAccess, permission: Permission) -> str:
    """Why not, in a sentence: the state, or the role."""
    if any(permission in CASE_ROLES[role].permissions for role in access.roles):
        return _("This cannot be done while the procurement is %(state)s.") % {
            "state": State(access.case.state).label.lower()
        }
    return _("Your role on this procurement does not include this. Its commercial lead can change your role.")
