"""What the forecast is made from, as a file: taken away, and brought back changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.forecast.actions.running import ask_forecast
from commonweal_web.forecast.actions.stating import Refused, replace_inputs
from commonweal_web.forecast.forms.inputs import InputsForm
from commonweal_web.forecast.queries import forecasting
from commonweal_web.forecast.views.forecasts import give_file, show
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.actions import Overtaken
from commonweal_web.procurements.queries import forecast_of
from commonweal_web.procurements.views.saving import based_on, is_sent, typed_data


@case_page(Permission.EDIT_CASE)
def inputs(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Bring a whole file of inputs: every error is one sentence with its line, and nothing is half taken."""
    files = request.FILES or None if request.method == "POST" else None
    form = InputsForm(typed_data(request), files, initial={"version": access.case.version})
    if is_sent(request) and form.is_valid():
        if _replaced(request, access, form):
            messages.success(request, _("The forecast is now made from what you brought."))
            return redirect("forecast", access.case.reference)
        form.data = {**form.data.dict(), "version": str(access.case.version)}  # type: ignore[attr-defined]
    return show(request, "forecast/inputs.html", access, form=form, found=forecasting(access.case))


def _replaced(request: HttpRequest, access: CaseAccess, form: InputsForm) -> bool:
    try:
        version = based_on(request.POST, access.case.version)
        replace_inputs(access.case, form.cleaned_data["brought"], based_on=version, by=access.user)
        ask_forecast(access.case, by=access.user)
    except Refused as refused:
        form.refuse(str(refused))
    except Overtaken:
        form.refuse(
            _(
                "Somebody changed the forecast since you opened this page. Take the file of what stands now and "
                "compare it with yours; send yours again to put it in its place."
            )
        )
    return not form.errors


@case_page(Permission.TAKE_CASE_FILE)
def inputs_file(request: HttpRequest, access: CaseAccess) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """forecast/inputs.yaml as it stands."""
    text = forecast_of(access.case)
    if not text:
        raise Http404(_("The procurement has no forecast yet."))
    return give_file(text, f"{access.case.reference}-forecast-inputs.yaml", "application/yaml; charset=utf-8")
