"""The forecast: begun, looked at, made whole on the worker; its scenarios, charts and figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.views.proposals import wants_part
from commonweal_web.forecast.actions.running import ask_forecast, cancel_forecast
from commonweal_web.forecast.actions.stating import Refused, begin_forecast
from commonweal_web.forecast.queries import forecasting
from commonweal_web.forecast.queries.pages import Standing, figures_csv, shown_of, standing_now
from commonweal_web.forecast.queries.runs import picture_of
from commonweal_web.forecast.translate.scenarios import changes_of
from commonweal_web.procurements.access import CaseAccess, case_page, insist

START, RUN, CANCEL = "start", "run", "cancel"
KEPT_FOR = 3600  # seconds that a browser keeps a chart: a run's charts never change


def show(request: HttpRequest, template: str, access: CaseAccess, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of a case, with what this person may do."""
    shared = {"access": access, "case": access.case, "may_edit": access.may(Permission.EDIT_CASE)}
    return render(request, template, {**shared, **context}, status=status)


@case_page(Permission.SEE_CASE)
def forecast(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """The finding, the numbers, the method; where there is no forecast yet, how to begin one."""
    if request.method == "POST":
        return _do(request, access, request.POST.get("step", ""))
    found = forecasting(access.case)
    if found.inputs is None:
        return show(request, "forecast/start.html", access, found=found)
    if wants_part(request, "progress"):
        return _progress(request, access, standing_now(access.case, found))
    shown = shown_of(access.case, found)
    return show(request, "forecast/forecast.html", access, shown=shown, **_of_standing(access, shown.standing))


def _progress(request: HttpRequest, access: CaseAccess, standing: Standing) -> HttpResponse:
    """How far it is; once it has ended the whole page is another."""
    response = show(request, "forecast/parts/progress.html", access, **_of_standing(access, standing))
    if not standing.under_way:
        response["HX-Refresh"] = "true"
    return response


def _of_standing(access: CaseAccess, standing: Standing) -> dict[str, Any]:
    own = standing.run is not None and standing.run.asked_by_id == access.user.pk
    return {"standing": standing, "may_cancel": own or access.may(Permission.EDIT_CASE)}


def _do(request: HttpRequest, access: CaseAccess, step: str) -> HttpResponse:
    try:
        if step == START:
            insist(access, Permission.EDIT_CASE)
            notes = begin_forecast(access.case, by=access.user)
            messages.success(request, " ".join([_("A first forecast is begun."), *notes]))
            ask_forecast(access.case, by=access.user)
        elif step == RUN:
            ask_forecast(access.case, by=access.user)
        elif step == CANCEL and cancel_forecast(access.case, by=access.user):
            messages.success(request, _("The whole forecast is no longer being made. The quick figures stay."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("forecast", access.case.reference)


@case_page(Permission.SEE_CASE)
def scenarios(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Named changes side by side with the forecast itself, on the same draws."""
    found = forecasting(access.case)
    if found.inputs is None:
        return _to_forecast(access)
    shown = shown_of(access.case, found)
    changes = changes_of(found.inputs, found.procurement)
    context = {"shown": shown, "changes": changes, **_of_standing(access, shown.standing)}
    return show(request, "forecast/scenarios.html", access, **context)


def _to_forecast(access: CaseAccess) -> HttpResponseRedirect:
    return redirect("forecast", access.case.reference)


@case_page(Permission.SEE_CASE)
def figures_file(request: HttpRequest, access: CaseAccess) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Every number of the whole forecast, with its margin and method, as CSV."""
    found = forecasting(access.case)
    content = figures_csv(access.case, found) if found.inputs is not None else None
    if content is None:
        raise Http404(_("The whole forecast has not been made of what stands now: make it first."))
    return give_file(content, f"{access.case.reference}-forecast.csv", "text/csv; charset=utf-8")


def give_file(content: str, name: str, kind: str) -> HttpResponse:
    """A text to download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


@case_page(Permission.SEE_CASE)
def chart(request: HttpRequest, access: CaseAccess, run: int, chart: str, size: str) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """One chart of a run, as a picture."""
    svg = picture_of(access.case, run, chart, size)
    if svg is None:
        raise Http404(_("There is no such chart."))
    headers = {"Cache-Control": f"private, max-age={KEPT_FOR}"}
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)
