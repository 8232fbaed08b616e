"""Adopting a mend: what it would do as the design would carry it out, the reason, and the new version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.challenge.actions import adopt_mend, mend_case
from commonweal_web.challenge.forms.mending import DRAFT, MendForm
from commonweal_web.challenge.queries import ADOPTED, Challenged
from commonweal_web.challenge.queries.pages import outcome_of
from commonweal_web.challenge.views.reading import find, show
from commonweal_web.design.actions import Changed, Refused
from commonweal_web.design.queries import outdated
from commonweal_web.design.views.deciding import refuse
from commonweal_web.design.views.reading import done, typed
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.models import SchemeVersion
from commonweal_web.procurements.views.saving import based_on


@case_page(Permission.DECIDE)
def mend(request: HttpRequest, access: CaseAccess, of: str, mark: str) -> HttpResponse:
    """One mend: what it decides, what would really come of it, and why the authority takes it."""
    version = access.case.version
    asked = find(request, access, of)
    if not isinstance(asked, Challenged):
        return asked
    made, problem = None, ""
    try:
        made = mend_case(access.case, asked, mark, by=access.user)
    except Refused as refused:
        problem = refused.message
    if made is None and not problem:
        return _sent_twice(request, access) or _gone(request, access, of)
    draft = f"{DRAFT} {made.offered.mend.mend.because}" if made else ""
    form = MendForm(typed(request), initial={"version": version, "reason": draft})
    if request.method == "POST" and made is not None and form.is_valid():
        answer = _adopted(request, access, of, mark, form=form)
        if answer is not None:
            return answer
    context: dict[str, Any] = {"form": form, "of": of, "made": made, "problem": problem}
    context |= {"outcome": outcome_of(asked, made.after, made.option, made.offered) if made else None}
    return show(request, "challenge/mend.html", access, outdated=outdated(asked.document), **context)


def _adopted(
    request: HttpRequest, access: CaseAccess, of: str, mark: str, *, form: MendForm
) -> HttpResponseRedirect | None:
    """The way on where the mend was adopted; else the form now says why not, with all that was typed."""
    seen = based_on(request.POST, access.case.version)
    try:
        row = adopt_mend(access.case, of, mark, based_on=seen, reason=form.cleaned_data["reason"], by=access.user)
    except Changed:
        again = _sent_twice(request, access)
        if again is not None:
            return again
        form.add_error("reason", _("The case has changed since you opened this page. Look at the mend again."))
        form.data = {**form.data.dict(), "version": str(access.case.version)}  # type: ignore[attr-defined]
    except Refused as refused:
        refuse(form, refused)
    else:
        said = _("The mend is adopted, with your reason, as version %(number)s of the scheme.")
        messages.success(request, said % {"number": row.number})
        return done(request, "challenge-scheme", access.case.reference, ADOPTED)  # type: ignore[return-value]
    return None


def _sent_twice(request: HttpRequest, access: CaseAccess) -> HttpResponseRedirect | None:
    """On to the version that this very form has made by now, where it was sent twice; None where it was not."""
    newest = SchemeVersion.objects.filter(case=access.case, adopted_by=access.user).last()
    seen, said = based_on(request.POST, access.case.version), request.POST.get("reason", "").strip()
    if newest is None or newest.case_version != seen + 1 or newest.reason != said:
        return None
    return done(request, "challenge-scheme", access.case.reference, ADOPTED)  # type: ignore[return-value]


def _gone(request: HttpRequest, access: CaseAccess, of: str) -> HttpResponse:
    """The scheme is another by now, and does not offer this mend; what was typed stays to be read."""
    said = request.POST.get("reason", "")[:2_000]
    return show(request, "challenge/mend_gone.html", access, of=of, reason=said)
