"""What every page of the challenge shares: the scheme that is challenged, or the page that says what is missing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.challenge.queries import (
    ADOPTED,
    CHALLENGED,
    Challenged,
    NotChallenged,
    NotReady,
    challenged_now,
)
from commonweal_web.design.views.reading import not_ready
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.queries import schemes_of


def show(request: HttpRequest, template: str, access: CaseAccess, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of a case, with what this person may do and which schemes can be challenged."""
    adopted = bool(schemes_of(access.case))
    shared = {
        "access": access,
        "case": access.case,
        "may_decide": access.may(Permission.DECIDE),
        "may_amend": access.may(Permission.AMEND),
        "choices": [of for of in CHALLENGED if adopted or of != ADOPTED],
    }
    return render(request, template, {**shared, **context}, status=status)


def find(request: HttpRequest, access: CaseAccess, of: str = "") -> Challenged | HttpResponse:
    """The scheme, challenged; while the case cannot be designed, the page that says what is missing.

    Where the engine will not challenge it, the page with its sentence. Raises Http404 for an adopted scheme where none
    is adopted.
    """
    try:
        asked = challenged_now(access.case, of)
    except NotReady as lacking:
        return not_ready(request, access, lacking.found)
    except NotChallenged as refused:
        return show(request, "challenge/not_now.html", access, of=of, problem=str(refused))
    if asked is None:
        raise Http404(_("No scheme has been adopted yet."))
    return asked
