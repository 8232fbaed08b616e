"""Findings and checks: what is open, what it stops, who is to answer it, and the questions themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonweal_web.accounts.models import display_name
from commonweal_web.accounts.roles import Permission
from commonweal_web.design.translate.findings import item_of
from commonweal_web.layout import forms
from commonweal_web.procurements.access import CaseAccess, case_page, insist
from commonweal_web.procurements.actions import Overtaken
from commonweal_web.procurements.models import State
from commonweal_web.publication.actions.answering import (
    adopt_reasons,
    answer_check,
    give_task,
    withdraw_task,
)
from commonweal_web.publication.forms.checks import AnswerForm, AssignForm
from commonweal_web.publication.queries.assigned import who_may_answer
from commonweal_web.publication.queries.checks import CheckLine, check_page, design_findings, find_line, next_due
from commonweal_web.publication.queries.clearing import needs_adopting, way_to_clear
from commonweal_web.publication.queries.reasons import draft_reasons, shown_reasons
from commonweal_web.publication.queries.standing import Standing, readable_standing, standing_of
from commonweal_web.publication.views.steps import attempt, case_response


@case_page(Permission.SEE_CASE)
def checks(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Every check, by what it stops and when it is asked."""
    standing, problem = readable_standing(access.case)
    page = check_page(standing) if standing else None
    findings = [item_of(each) for each in design_findings(standing)] if standing else []
    return case_response(
        request,
        "publication/checks.html",
        access,
        page=page,
        standing=standing,
        problem=problem,
        findings=findings,
        may_decide=access.may(Permission.DECIDE),
        next_step=_next_step(standing) if standing and access.case.state == State.DRAFT else "",
    )


def _next_step(standing: Standing) -> str:
    """The page to go on to: the schemes until one is adopted, approval once nothing is in its way."""
    if standing.version is None:
        return "proposal"
    return "" if standing.obstacles else "approval"


@case_page(Permission.SEE_CASE)
def check(request: HttpRequest, access: CaseAccess, name: str) -> HttpResponse:
    """One check: its answer, why it is asked, its questions, and the person who is to answer it."""
    standing, line = _found(access, name)
    if request.method != "POST":
        return _page(request, access, standing, line)
    step = {"assign": _assign, "withdraw": _withdraw, "adopt": _adopt}.get(request.POST.get("step", ""), _answer)
    return step(request, access, standing, line)


@case_page(Permission.SEE_CASE)
def person(request: HttpRequest, access: CaseAccess, name: str) -> HttpResponse:
    """Giving a check to a person of the team."""
    standing, line = _found(access, name)
    insist(access, Permission.ANSWER_CHECK)
    if request.method == "POST":
        return _assign(request, access, standing, line)
    return _person_page(request, access, line, _assign_form(access, line))


def _found(access: CaseAccess, name: str) -> tuple[Standing, CheckLine]:
    standing, _problem = readable_standing(access.case)
    line = find_line(standing, name) if standing else None
    if standing is None or line is None:
        raise Http404(_("There is no such check."))
    return standing, line


def _answer(request: HttpRequest, access: CaseAccess, standing: Standing, line: CheckLine) -> HttpResponse:
    form = AnswerForm(line.questions, request.POST, version=access.case.version)
    if not form.is_valid():
        return _page(request, access, standing, line, form=form)
    try:
        status = attempt(
            form,
            lambda: answer_check(access.case, line.name, form.answers(), based_on=form.seen, by=access.user),
        )
    except Overtaken:
        return _overtaken(request, access, line, form)
    if status:
        return _page(request, access, standing, line, form=form, status=status)
    return _answered(request, access, line.name)


def _answered(request: HttpRequest, access: CaseAccess, name: str) -> HttpResponse:
    line = find_line(standing_of(access.case), name)
    if line is None:
        return redirect("checks", access.case.reference)
    said = _("Saved. The check “%(title)s” is now: %(state)s.")
    tell = messages.info if line.is_open else messages.success
    tell(request, said % {"title": line.rule.title, "state": line.state.lower()})
    return redirect("check", access.case.reference, name)


def _overtaken(request: HttpRequest, access: CaseAccess, line: CheckLine, form: AnswerForm) -> HttpResponse:
    """Somebody else answered meanwhile: theirs is shown beside what was typed, which is kept."""
    access.case.refresh_from_db()
    standing, now = _found(access, line.name)
    again = AnswerForm(now.questions, {**form.data.dict(), "version": str(access.case.version)}, version=0)  # type: ignore[attr-defined]
    again.is_valid()
    again.add_error(
        None,
        _("Somebody else answered this since you opened it. Nothing of yours was saved: save again to replace theirs."),
    )
    return _page(request, access, standing, now, form=again, status=409, theirs=now.questions)


def _adopt(request: HttpRequest, access: CaseAccess, standing: Standing, line: CheckLine) -> HttpResponse:
    form = AnswerForm((), request.POST, version=access.case.version)
    form.is_valid()
    try:
        status = attempt(
            form,
            lambda: adopt_reasons(
                access.case, line.name, digits=request.POST.get("digits", ""), based_on=form.seen, by=access.user
            ),
        )
    except Overtaken:
        return redirect("check", access.case.reference, line.name)
    if status:
        return _page(request, access, standing, line, form=form, status=status)
    return _answered(request, access, line.name)


def _assign_form(access: CaseAccess, line: CheckLine, data: object = None) -> AssignForm:
    task = line.task
    initial = {"person": str(task.person_id), "due_on": task.due_on, "note": task.note} if task else None
    return AssignForm(who_may_answer(access.case), data, initial=initial)


def _assign(request: HttpRequest, access: CaseAccess, standing: Standing, line: CheckLine) -> HttpResponse:  # noqa: ARG001
    form = _assign_form(access, line, request.POST)
    if not form.is_valid():
        return _person_page(request, access, line, form)
    said = form.cleaned_data
    status = attempt(
        form,
        lambda: give_task(
            access.case, line.name, form.chosen, due_on=said["due_on"], note=said["note"], by=access.user
        ),
    )
    if status:
        return _person_page(request, access, line, form, status=status)
    given = _("“%(title)s” is given to %(person)s. It is on their first page.")
    messages.success(request, given % {"title": line.rule.title, "person": display_name(form.chosen)})
    return redirect("check", access.case.reference, line.name)


def _withdraw(request: HttpRequest, access: CaseAccess, standing: Standing, line: CheckLine) -> HttpResponse:
    form = forms.Form(request.POST)
    status = attempt(form, lambda: withdraw_task(access.case, line.name, by=access.user))
    if status:
        return _page(request, access, standing, line, form=form, status=status)
    return redirect("check", access.case.reference, line.name)


def _page(
    request: HttpRequest,
    access: CaseAccess,
    standing: Standing,
    line: CheckLine,
    *,
    form: forms.Form | None = None,
    status: int = 200,
    theirs: object = (),
) -> HttpResponse:
    may_answer = access.may(Permission.ANSWER_CHECK)
    shown = form or (AnswerForm(line.questions, version=access.case.version) if may_answer else None)
    values = {
        "line": line,
        "form": shown,
        "may_answer": may_answer,
        "theirs": theirs,
        "reasons": draft_reasons(standing, line.name),
        "digits": shown_reasons(standing, line.name),
        "is_out": standing.is_out,
        "may_decide": access.may(Permission.DECIDE),
        "cleared_at": way_to_clear(line.name, access.case.reference) if line.is_open else None,
        "adopt_again": not line.is_open and needs_adopting(line.name, standing),
        "following": next_due(standing, line.name),
    }
    return case_response(request, "publication/check.html", access, status=status, **values)


def _person_page(
    request: HttpRequest, access: CaseAccess, line: CheckLine, form: AssignForm, *, status: int = 200
) -> HttpResponse:
    return case_response(request, "publication/check_person.html", access, status=status, line=line, form=form)
