"""Approval by another person, and what stands in its way."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.layout import forms
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.models import State
from commonweal_web.publication.actions.approving import (
    approve_scheme,
    approvers_for,
    barred_from_approving,
    send_back,
    submit_scheme,
    take_back,
)
from commonweal_web.publication.forms.steps import DecideForm, SubmitForm, TakeBackForm
from commonweal_web.publication.models import Submission
from commonweal_web.publication.queries.approval import last_sent_back, offered, submissions_of, waiting_submission
from commonweal_web.publication.queries.standing import Standing, readable_standing
from commonweal_web.publication.views.steps import attempt, case_response


@case_page(Permission.SEE_CASE)
def approval(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Submit, decide or take back: who may do which, the action itself looks at."""
    if request.method != "POST":
        return _page(request, access)
    steps = {"submit": _submit, "decide": _decide, "take-back": _take_back}
    step = steps.get(request.POST.get("step", ""))
    return step(request, access) if step else redirect("approval", access.case.reference)


def _submit(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return _page(request, access, form)
    said = form.cleaned_data
    status = attempt(
        form,
        lambda: submit_scheme(access.case, note=said["note"], seen=_number(said["version"]), by=access.user),
    )
    if status:
        return _page(request, access, form, status)
    messages.success(request, _("The scheme waits for approval. Until that is decided, nothing of the case changes."))
    return redirect("approval", access.case.reference)


def _decide(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, access, form)
    said = form.cleaned_data
    number = _number(said["number"])
    approves = said["decision"] == "approve"
    status = attempt(
        form,
        lambda: (
            approve_scheme(access.case, number=number, digest=said["digest"], by=access.user)
            if approves
            else send_back(access.case, number=number, reason=said["reason"], by=access.user)
        ),
    )
    if status:
        return _page(request, access, form, status)
    told = _("You approved the scheme. Its lead can now publish it.") if approves else _("You sent the scheme back.")
    messages.success(request, told)
    return redirect("approval", access.case.reference)


def _take_back(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, access, form)
    number = _number(form.cleaned_data["number"])
    status = attempt(form, lambda: take_back(access.case, number=number, by=access.user))
    if status:
        return _page(request, access, form, status)
    messages.success(request, _("The scheme is taken back, and a draft again."))
    return redirect("approval", access.case.reference)


def _page(request: HttpRequest, access: CaseAccess, form: forms.Form | None = None, status: int = 200) -> HttpResponse:
    if form is not None:
        access.case.refresh_from_db()
    standing, problem = readable_standing(access.case)
    submissions = submissions_of(access.case)
    waiting = waiting_submission(submissions) if access.case.state in {State.IN_APPROVAL, State.APPROVED} else None
    barred = barred_from_approving(waiting, access.user) if waiting else ""
    may_decide = bool(waiting) and access.may(Permission.APPROVE) and not barred
    values = {
        "standing": standing,
        "problem": problem,
        "waiting": waiting,
        "offered": offered(standing) if standing else None,
        "submissions": submissions,
        "sent_back": last_sent_back(submissions) if access.case.state == State.DRAFT else None,
        "barred": barred if access.may(Permission.APPROVE) else "",
        "may_decide": may_decide,
        "nobody_approves": _nobody_approves(access, standing, waiting),
        "may_manage_team": access.may(Permission.MANAGE_TEAM),
        "form": form or _empty_form(access, may_decide, waiting),
        "is_draft": access.case.state == State.DRAFT,
        "in_approval": access.case.state == State.IN_APPROVAL,
        "approved": access.case.state == State.APPROVED,
    }
    return case_response(request, "publication/approval.html", access, status=status, **values)


def _nobody_approves(access: CaseAccess, standing: Standing | None, waiting: Submission | None) -> bool:
    """Whether nobody on the team may approve what waits, or what this person would submit."""
    if access.case.state == State.IN_APPROVAL and waiting:
        return not approvers_for(access.case, waiting.scheme, waiting.by)
    if access.case.state != State.DRAFT or standing is None or standing.row is None:
        return False
    submitter = access.user if access.may(Permission.SUBMIT) else standing.row.adopted_by
    return not approvers_for(access.case, standing.row, submitter)


def _empty_form(access: CaseAccess, may_decide: bool, waiting: object) -> forms.Form | None:
    if may_decide and waiting:
        return DecideForm(initial={"number": waiting.number, "digest": waiting.scheme_digest})  # type: ignore[attr-defined]
    if access.case.state == State.DRAFT and access.may(Permission.SUBMIT):
        return SubmitForm(initial={"version": access.case.version})
    return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
