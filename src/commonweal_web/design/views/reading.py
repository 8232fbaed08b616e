"""What every page of the design shares: the case designed, or the page that says what is missing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.queries import Designed, designed
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.findings import Hindrance, find_unsaid
from commonweal_web.procurements.keeping import forget_kept, kept_data

OPTIONS = ("lighter", "balanced", "fuller")


def open_design(access: CaseAccess) -> Designed:
    return designed(access.case)


def not_ready(request: HttpRequest, access: CaseAccess, found: Designed) -> HttpResponse:
    """The case cannot be designed: what is missing, sentence by sentence as the case's page has it, with its mend."""
    missing = [each for each in find_unsaid(access, found.document) if each.blocks]
    return show(request, "design/not_ready.html", access, missing=missing or _problem(access, found))


def _problem(access: CaseAccess, found: Designed) -> list[Hindrance]:
    """What the design itself could not do with all that is said."""
    decided = found.document.opened is not None and found.document.opened.case.decisions
    url = reverse("decisions" if decided else "case-answers", args=(access.case.reference,))
    return [Hindrance(message=found.problem, url=url)]


def show(request: HttpRequest, template: str, access: CaseAccess, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of a case, with what this person may do."""
    shared = {"access": access, "case": access.case, "may_decide": access.may(Permission.DECIDE)}
    shared["base"] = reverse("proposal", args=(access.case.reference,))  # once: pages hold hundreds of links under it
    return render(request, template, {**shared, **context}, status=status)


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is to show: what was sent, or what was kept of it when a session ended."""
    return request.POST if request.method == "POST" else kept_data(request)


def done(request: HttpRequest, name: str, *arguments: str) -> HttpResponse:
    """On to the next page; what was kept of this one has been used."""
    forget_kept(request)
    return redirect(name, *arguments)
