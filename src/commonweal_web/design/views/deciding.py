"""Decisions: the list, one of each kind with what it would do before it is kept, and withdrawing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.design.actions import Refused, Wish, Wishes, decide, try_out
from commonweal_web.design.forms import DECIDE_FORMS, DecideForm, WithdrawForm
from commonweal_web.design.queries import Designed, menus_of
from commonweal_web.design.translate.decisions import list_decisions, list_withdrawn
from commonweal_web.design.translate.differences import say_changes
from commonweal_web.design.translate.titles import design_titles
from commonweal_web.design.views.proposals import wants_part
from commonweal_web.design.views.reading import done, not_ready, open_design, show, typed
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.queries.people import name_people

KEEP = "keep"


@case_page(Permission.SEE_CASE)
def decisions(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Every decision with its reason, those withdrawn, and the kinds of decision that can be made."""
    found = open_design(access)
    if found.document.opened is None:
        return not_ready(request, access, found)
    titles = design_titles(found.packs, found.design)
    made, gone = list_decisions(found.case, titles), list_withdrawn(found.case, titles)
    return show(
        request,
        "design/decisions.html",
        access,
        decisions=[each for each in made if each.decision.kind != "adopt"],
        withdrawn=gone,
        names=name_people(
            access.case, [*(each.decision.by for each in (*made, *gone)), *(each.withdrawn_by for each in gone)]
        ),
        kinds=[{"kind": each.kind, "title": each.title, "hint": each.hint} for each in DECIDE_FORMS.values()],
        problem=found.problem,
    )


@case_page(Permission.DECIDE)
def decide_one(request: HttpRequest, access: CaseAccess, kind: str) -> HttpResponse:
    """One decision: said, looked at, and kept with its reason."""
    if kind not in DECIDE_FORMS:
        raise Http404(_("There is no such kind of decision."))
    found = open_design(access)
    if found.document.opened is None:
        return not_ready(request, access, found)
    keeping = request.POST.get("do") == KEEP
    form = DECIDE_FORMS[kind](
        typed(request),
        menus=menus_of(found),
        keeping=keeping,
        initial={name: request.GET.get(name, "")[:200] for name in ("subject", "stage", "value", "factor")},
    )
    changes = None
    if request.method == "POST" and form.is_valid():
        if keeping and _kept(access, form):
            messages.success(request, _("Your decision is kept. The schemes below are designed with it."))
            return done(request, "proposal", access.case.reference)
        changes = None if keeping else _changes(found, form, request)
    template = "design/parts/changes.html" if wants_part(request, "changes") else "design/decide.html"
    return show(request, template, access, form=form, changes=changes, looked=changes is not None)


def _kept(access: CaseAccess, form: DecideForm) -> bool:
    """Whether the decision was written; a refusal of the engine stands at the form."""
    try:
        decide(access.case, Wishes(made=(Wish(**form.wish),)), reason=form.cleaned_data["reason"], by=access.user)
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _changes(found: Designed, form: DecideForm, request: HttpRequest) -> Any:
    assert isinstance(request.user, User)
    try:
        if found.design is None:
            raise Refused(found.problem)
        _after, options = try_out(found, Wishes(made=(Wish(**form.wish),)), by=request.user)
    except Refused as refused:
        refuse(form, refused)
        return None
    return say_changes(options, found.case)


def refuse(form: Any, refused: Refused) -> None:
    """The engine's sentence at the field that it concerns, else at the first."""
    fields = {"value": ("value", "share", "percentage"), "code": ("code",)}.get(refused.field, ())
    field = next((name for name in fields if name in form.fields), None) or next(iter(form.fields))
    form.add_error(field, refused.message)


@case_page(Permission.DECIDE)
def withdraw(request: HttpRequest, access: CaseAccess, mark: str) -> HttpResponse:
    """A decision no longer holds, and why."""
    found = open_design(access)
    if found.document.opened is None:
        return not_ready(request, access, found)
    titles = design_titles(found.packs, found.design)
    held = next((each for each in list_decisions(found.case, titles) if each.mark == mark), None)
    if held is None or held.decision.kind == "adopt":
        raise Http404(_("There is no such decision to withdraw."))
    form = WithdrawForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            decide(access.case, Wishes(withdrawn=(mark,)), reason=form.cleaned_data["reason"], by=access.user)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The decision is withdrawn. It stays in the case file with both reasons."))
            return done(request, "decisions", access.case.reference)
    names = name_people(access.case, [held.decision.by])
    return show(request, "design/withdraw.html", access, form=form, held=held, names=names)
