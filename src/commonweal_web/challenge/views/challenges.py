"""The challenge of a scheme: the verdict, its leaks with their mends, and the workings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonweal_web.accounts.roles import Permission
from commonweal_web.challenge.queries import Challenged, remember_verdict
from commonweal_web.challenge.queries.pages import shown_of
from commonweal_web.challenge.views.reading import find, show
from commonweal_web.procurements.access import CaseAccess, case_page


@case_page(Permission.SEE_CASE)
def challenge(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """The newest adopted scheme, challenged; else the balanced option as it stands."""
    return _challenge(request, access, "")


@case_page(Permission.SEE_CASE)
def challenge_scheme(request: HttpRequest, access: CaseAccess, of: str) -> HttpResponse:
    """The adopted scheme or one of the options, challenged."""
    return _challenge(request, access, of)


def _challenge(request: HttpRequest, access: CaseAccess, of: str) -> HttpResponse:
    asked = find(request, access, of)
    if not isinstance(asked, Challenged):
        return asked
    shown = shown_of(access.case, asked)
    if asked.row is not None or not of:
        remember_verdict(access.case, shown.told.report)
    return show(request, "challenge/challenge.html", access, shown=shown, of=asked.of)
