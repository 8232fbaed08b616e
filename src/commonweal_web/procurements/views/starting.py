"""The ways in which a procurement begins: a notice, questions, a template, a copy, a case file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal_web.accounts.access import needs
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.actions.starting import (
    copy_case,
    keep_drafts,
    start_from_draft,
    start_from_template,
    start_from_texts,
    start_from_title,
)
from commonweal_web.procurements.forms.starting import CaseFileForm, CopyForm, NoticeForm, TemplateForm, TitleForm
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import cases_of, drafts_of
from commonweal_web.procurements.translate.starting import Drafted, draft_from_file
from commonweal_web.procurements.translate.uploads import check_case_texts, notices_on_disk, texts_of_case_file
from commonweal_web.procurements.translate.wording import EngineError, plain_message
from commonweal_web.procurements.views.desk import Desk
from commonweal_web.procurements.views.saving import is_sent, typed_data


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@needs(Permission.START_CASE)
def choose(request: HttpRequest) -> HttpResponse:
    """How to start."""
    return render(request, "procurements/start/choose.html")


@needs(Permission.START_CASE)
def from_notice(request: HttpRequest) -> HttpResponse:
    """Upload a notice; what is drafted from it is then shown, corrected and confirmed."""
    form = NoticeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with notices_on_disk(form.cleaned_data["file"]) as file:
                drafted = draft_from_file(file, number=form.cleaned_data["number"].strip())
        except EngineError as error:
            form.refuse(plain_message(error))
        else:
            if any(each.text for each in drafted):
                return _to_drafts(request, drafted)
            form.refuse(drafted[0].problem)
    return render(request, "procurements/start/notice.html", {"form": form})


def _to_drafts(request: HttpRequest, drafted: list[Drafted]) -> HttpResponseRedirect:
    kept = keep_drafts(drafted, by=_user(request))
    if len(drafted) == 1:
        return HttpResponseRedirect(reverse("draft-assumptions", args=(kept[0].pk,)))
    return HttpResponseRedirect(reverse("start-which", args=(kept[0].batch,)))


@needs(Permission.START_CASE)
def which(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Which procurement of a file that holds several."""
    drafts = drafts_of(_user(request), batch)
    if not drafts:
        raise Http404(_("There is nothing here any more. What is drafted from a notice is kept for seven days."))
    return render(request, "procurements/start/which.html", {"drafts": drafts})


def confirm(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make the case; the person has seen what was read and assumed."""
    if request.method != "POST":
        return HttpResponseRedirect(desk.home)
    case = start_from_draft(desk.draft, by=_user(request))  # type: ignore[attr-defined]
    return _begun(case)


def _begun(case: Case, page: str = "case", *rest: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(page, args=(case.reference, *rest)))


@needs(Permission.START_CASE)
def from_questions(request: HttpRequest) -> HttpResponse:
    """The first question; the answer is kept at once, and the others follow one a page."""
    form = TitleForm(typed_data(request))
    if is_sent(request) and form.is_valid():
        case = start_from_title(form.cleaned_data["title"], by=_user(request))
        return HttpResponseRedirect(reverse("case-section", args=(case.reference, "what")) + "?back=journey")
    return render(request, "procurements/start/questions.html", {"form": form})


@needs(Permission.START_CASE)
def from_template(request: HttpRequest) -> HttpResponse:
    """Usual stages of a kind of procurement, with their lengths."""
    form = TemplateForm(typed_data(request))
    if is_sent(request) and form.is_valid():
        case = start_from_template(form.cleaned_data["template"], form.cleaned_data["title"], by=_user(request))
        return _begun(case)
    return render(request, "procurements/start/template.html", {"form": form})


@needs(Permission.START_CASE)
def choose_copy(request: HttpRequest) -> HttpResponse:
    """Which of the procurements that one may see."""
    words = request.GET.get("q", "").replace("\x00", "")[:100]
    cases = cases_of(_user(request)).filter(team__role__in=SEEING)
    for word in words.split():
        cases = cases.filter(title__icontains=word)
    return render(request, "procurements/start/choose_copy.html", {"cases": cases[:50], "words": words})


SEEING = ("commercial-lead", "approver", "contract-manager", "observer")


@case_page(Permission.SEE_CASE)
def copy(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """What comes along from this case. To copy one needs to be allowed to start one; the action sees to it."""
    initial = {"title": _("Copy of %(title)s") % {"title": access.case.title[:270]}}
    form = CopyForm(typed_data(request), initial=initial)
    if is_sent(request) and form.is_valid():
        along = form.cleaned_data["along"]
        case = copy_case(
            access,
            form.cleaned_data["title"],
            decisions="decisions" in along,
            answers="answers" in along,
            by=access.user,
        )
        return _begun(case)
    return render(request, "procurements/start/copy.html", {"form": form, "access": access})


@needs(Permission.START_CASE)
def from_case_file(request: HttpRequest) -> HttpResponse:
    """A case that was begun elsewhere goes on here."""
    form = CaseFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            texts = texts_of_case_file(upload.read(), name=upload.name)
            check_case_texts(texts)
            case = start_from_texts(texts, by=_user(request))
        except EngineError as error:
            form.refuse(plain_message(error))
        else:
            return _begun(case)
    return render(request, "procurements/start/case_file.html", {"form": form})
