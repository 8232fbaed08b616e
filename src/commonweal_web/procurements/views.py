"""Pages of cases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonweal_web.accounts.access import signed_in
from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.queries import cases_of, newest_document


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The procurements that a person works on."""
    return render(request, "procurements/home.html", {"cases": cases_of(request.user)})  # type: ignore[arg-type]


@case_page(Permission.SEE_CASE)
def case(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """The task list of a case, with its stages drawn to scale."""
    return render(request, "procurements/case.html", {"access": access, "document": newest_document(access.case)})
