"""The case as a file: taken away, and what was changed in it elsewhere taken over part by part."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.access import CaseAccess, case_page, insist
from commonweal_web.procurements.actions.files import NothingAccepted, accept_differences, take_case_file
from commonweal_web.procurements.actions.saving import Overtaken
from commonweal_web.procurements.actions.starting import forget_draft, keep_case_file
from commonweal_web.procurements.forms.starting import CaseFileForm
from commonweal_web.procurements.models import Draft
from commonweal_web.procurements.queries import draft_of, forecast_of, newest_document, schemes_of
from commonweal_web.procurements.queries.people import name_people
from commonweal_web.procurements.translate import person_labels, read_document
from commonweal_web.procurements.translate.difference import Difference, differences, named
from commonweal_web.procurements.translate.files import refusal_of, whole_texts
from commonweal_web.procurements.translate.forecast_difference import forecast_difference
from commonweal_web.procurements.translate.uploads import check_case_texts, texts_of_case_file
from commonweal_web.procurements.translate.wording import EngineError, plain_message

ACCEPT = "accept"


@case_page(Permission.TAKE_CASE_FILE)
def case_file(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Take the case as a file, or bring one back that was changed elsewhere."""
    if request.method == "POST":
        insist(access, Permission.EDIT_CASE)
    may_bring = access.may(Permission.EDIT_CASE)
    form = CaseFileForm(request.POST or None, request.FILES or None) if may_bring else None
    if form is not None and request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            texts = texts_of_case_file(upload.read(), name=upload.name)
            refusal = refusal_of(texts, newest_document(access.case).data, schemes_of(access.case))
            if not refusal:
                check_case_texts(whole_texts(texts, schemes_of(access.case)))
        except EngineError as error:
            refusal = plain_message(error)
        if not refusal:
            draft = keep_case_file(access.case, texts, by=access.user)
            return HttpResponseRedirect(reverse("case-file-changes", args=(access.case.reference, draft.pk)))
        form.refuse(refusal)
    return render(request, "procurements/case_file.html", {"access": access, "form": form})


@case_page(Permission.TAKE_CASE_FILE)
def download(request: HttpRequest, access: CaseAccess) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The case as a zip: its document, its schemes, the lock of packs, its forecast. Never bids, scores or prices."""
    content = take_case_file(access.case, by=access.user)
    name = f"case-{access.case.reference}-version-{access.case.version}.zip"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@case_page(Permission.EDIT_CASE)
def changes(request: HttpRequest, access: CaseAccess, draft_id: UUID) -> HttpResponse:
    """What the file says differently, part by part: each is taken over or left; then one new version."""
    draft = draft_of(access.user, draft_id)
    if draft is None or draft.case_id != access.case.pk:
        raise Http404(_("There is nothing here any more. An uploaded case file is kept for seven days."))
    document = newest_document(access.case)
    theirs = read_document(draft.text).data
    found = [
        *differences(document.data, theirs),
        *forecast_difference(forecast_of(access.case), draft.forecast, document.data, theirs),
    ]
    problem = ""
    if request.method == "POST":
        if "leave-all" in request.POST:
            forget_draft(draft)
            messages.success(request, _("Nothing was taken over from the file."))
            return HttpResponseRedirect(reverse("case-file", args=(access.case.reference,)))
        seen = request.POST.get("version", "")
        answer = _accept(request, access, draft, found, seen=seen)
        if isinstance(answer, HttpResponse):
            return answer
        problem = answer
    labels = person_labels(document.text, draft.text)
    chosen = set(request.POST.getlist(ACCEPT)) if request.method == "POST" else {each.key for each in found}
    context = {
        "access": access,
        "version": access.case.version,
        "moved_on": draft.version != access.case.version,
        "rows": [(each, each.key in chosen) for each in named(found, name_people(access.case, labels))],
        "problem": problem,
    }
    return render(request, "procurements/changes.html", context)


def _accept(
    request: HttpRequest, access: CaseAccess, draft: Draft, found: list[Difference], *, seen: str
) -> HttpResponse | str:
    accepted = set(request.POST.getlist(ACCEPT))
    try:
        accept_differences(access.case, draft, accepted, seen=int(seen) if seen.isdecimal() else 0, by=access.user)
    except NothingAccepted:
        return _("Choose at least one part to take over, or leave all of them.")
    except Overtaken:
        return _("Somebody changed the procurement while you were choosing. This is how it differs now: choose again.")
    except EngineError as error:
        return plain_message(error)
    taken = sum(each.key in accepted for each in found)
    said = ngettext("%(count)s part was taken over.", "%(count)s parts were taken over.", taken) % {"count": taken}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("case", args=(access.case.reference,)))
