"""Documents: offered, made, taken; the organisation's Word template; a bidder's response looked at."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonweal_web.accounts.access import needs
from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.access import CaseAccess, case_page, refusal
from commonweal_web.publication.actions import CommonwealError, Refused
from commonweal_web.publication.actions.documents import ask_document, made_bytes, set_word_template, take_document
from commonweal_web.publication.forms.documents import ResponseForm, WordTemplateForm
from commonweal_web.publication.models import MadeDocument, MakingState
from commonweal_web.publication.queries.document_kinds import DocumentKind
from commonweal_web.publication.queries.documents import document_name, document_sets, find_kind, may_take
from commonweal_web.publication.queries.responses import preview_response
from commonweal_web.publication.queries.templates import current_word_template, own_word_template
from commonweal_web.publication.views.publication import find_published
from commonweal_web.publication.views.steps import attempt, case_response

SOON = 3  # seconds until a page that waits looks again


@case_page(Permission.TAKE_PACK)
def documents(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Every document of a case: for bidders, and apart from them those that stay inside."""
    return case_response(request, "publication/documents.html", access, sets=document_sets(access))


@case_page(Permission.TAKE_PACK)
def document(request: HttpRequest, access: CaseAccess, of: str, key: str) -> HttpResponse:
    """One document of the draft or of a published version: ask for it, wait for it, take it."""
    return _document(request, access, of, key)


@case_page(Permission.TAKE_PACK)
def numbered_document(request: HttpRequest, access: CaseAccess, of: int, key: str) -> HttpResponse:
    """The same of a published version, internal documents too."""
    return _document(request, access, str(of), key)


@case_page(Permission.SEE_PUBLISHED)
def published_document(request: HttpRequest, access: CaseAccess, number: int, key: str) -> HttpResponse:
    """The same of a published version, for everybody on the team: what is for bidders only."""
    kind = _kind(key)
    if not kind.for_bidders:
        raise Http404(_("There is no such document."))
    return _document(request, access, str(number), key)


def _document(request: HttpRequest, access: CaseAccess, of: str, key: str) -> HttpResponse:
    kind = _kind(key)
    if not may_take(access, kind, of):
        raise PermissionDenied(refusal(access, kind.permission))
    if kind.at_once:
        return _file(access, kind, of, _made_now(access, kind, of))
    if request.method == "POST":
        try:
            ask_document(access.case, kind, of, by=access.user)
        except (Refused, CommonwealError) as refused:
            messages.error(request, str(refused))
        return redirect(request.path)
    row = MadeDocument.objects.filter(case=access.case, kind=key, of=of).first()
    if row and row.state == MakingState.READY and "take" in request.GET:
        return _file(access, kind, of, bytes(row.content))
    response = case_response(request, "publication/document.html", access, kind=kind, of=of, row=row)
    if row and row.state == MakingState.WAITING:
        response["Refresh"] = str(SOON)
    return response


def _kind(key: str) -> DocumentKind:
    kind = find_kind(key)
    if kind is None:
        raise Http404(_("There is no such document."))
    return kind


def _made_now(access: CaseAccess, kind: DocumentKind, of: str) -> bytes:
    try:
        return made_bytes(access.case, kind, of)
    except Refused as refused:
        raise Http404(str(refused)) from refused


def _file(access: CaseAccess, kind: DocumentKind, of: str, content: bytes) -> HttpResponse:
    content = take_document(access.case, kind, of, content, by=access.user)
    response = HttpResponse(content, content_type=kind.media)
    response["Content-Disposition"] = f'attachment; filename="{document_name(access.case, kind, of)}"'
    return response


@case_page(Permission.SEE_PUBLISHED)
def response(request: HttpRequest, access: CaseAccess, number: int) -> HttpResponse:
    """A filled response template looked at: what would be taken of it, and what is wrong. Nothing is kept."""
    page = find_published(access, number)
    form = ResponseForm(request.POST or None, request.FILES or None) if request.method == "POST" else ResponseForm()
    preview = None
    status = 200
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["response"]
        found: list[object] = []
        status = attempt(
            form, lambda: found.append(preview_response(page.publication, file.read(), name=str(file.name)))
        )
        preview = found[0] if found else None
    values = {"page": page, "form": form, "preview": preview}
    return case_response(request, "publication/response.html", access, status=status, **values)


@needs(Permission.MANAGE_CRITERIA)
def word_template(request: HttpRequest) -> HttpResponse:
    """The organisation's own Word template: every tender pack is made with it."""
    form = WordTemplateForm(request.POST or None, request.FILES or None) if request.method == "POST" else None
    if form and request.POST.get("step") == "remove":
        set_word_template(b"", name="", by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Tender packs are made with Commonweal’s own template again."))
        return redirect("word-template")
    status = 200
    if form and form.is_valid():
        file = form.cleaned_data["template"]
        status = attempt(form, lambda: set_word_template(file.read(), name=str(file.name), by=request.user))  # type: ignore[arg-type]
        if not status:
            messages.success(request, _("The template was tried and taken: new tender packs are made with it."))
            return redirect("word-template")
    current = current_word_template(request.user.organisation)  # type: ignore[union-attr]
    values = {"form": form or WordTemplateForm(), "current": current}
    return render(request, "publication/word_template.html", values, status=status or 200)


@needs(Permission.MANAGE_CRITERIA)
def word_template_start(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Commonweal's own template, to begin from."""
    content = HttpResponse(
        own_word_template(),
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    content["Content-Disposition"] = 'attachment; filename="tender-pack-template.docx"'
    return content
