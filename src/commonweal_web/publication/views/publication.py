"""Publishing, amending, closing, and what was published."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.layout import forms
from commonweal_web.procurements.access import CaseAccess, case_page, insist
from commonweal_web.procurements.models import State
from commonweal_web.publication.actions.amending import begin_amendment, drop_amendment
from commonweal_web.publication.actions.documents import make_for_bidders
from commonweal_web.publication.actions.publishing import close_case, publish_scheme
from commonweal_web.publication.forms.steps import AmendForm, CloseForm, PublishForm
from commonweal_web.publication.models import Publication
from commonweal_web.publication.queries.amending import (
    amendment_of,
    findings_against,
    findings_on,
    read_facts,
    rules_on,
)
from commonweal_web.publication.queries.approval import (
    last_publication,
    offered,
    publications_of,
    submissions_of,
    waiting_submission,
)
from commonweal_web.publication.queries.documents import bidder_lines
from commonweal_web.publication.queries.published import PublishedPage, closure_of, open_data_name, published_page
from commonweal_web.publication.queries.standing import readable_standing
from commonweal_web.publication.views.steps import attempt, case_response


@case_page(Permission.SEE_CASE)
def publication(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Publish what was approved; see what is published."""
    if request.method == "POST" and request.POST.get("step") == "drop":
        return _drop(request, access)
    if request.method == "POST":
        return _publish(request, access)
    return _page(request, access)


def _publish(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    insist(access, Permission.PUBLISH)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, access, form)
    digest = form.cleaned_data["digest"]
    done: list[Publication] = []
    status = attempt(form, lambda: done.append(publish_scheme(access.case, digest=digest, by=access.user)))
    if status:
        return _page(request, access, form, status)
    make_for_bidders(done[0], by=access.user)
    return redirect("publication-done", access.case.reference)


def _drop(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    insist(access, Permission.DECIDE)
    form = forms.Form(request.POST)
    status = attempt(form, lambda: drop_amendment(access.case, by=access.user))
    if status:
        return _page(request, access, form, status)
    messages.success(request, _("The amendment is dropped. What was published stands as it was."))
    return redirect("publication", access.case.reference)


def _page(request: HttpRequest, access: CaseAccess, form: forms.Form | None = None, status: int = 200) -> HttpResponse:
    case = access.case
    if form is not None:
        case.refresh_from_db()
    standing, problem = readable_standing(case)
    approved = waiting_submission(submissions_of(case)) if case.state == State.APPROVED else None
    amendment = amendment_of(case)
    may_publish = bool(approved) and access.may(Permission.PUBLISH)
    values = {
        "problem": problem,
        "approved": approved,
        "offered": offered(standing) if standing and approved else None,
        "obstacles": standing.addressed if standing and approved else (),
        "against": findings_against(amendment, standing) if amendment and standing and approved else (),
        "amendment": amendment,
        "publications": publications_of(case),
        "closure": closure_of(case) if case.state == State.CLOSED else None,
        "may_publish": may_publish,
        "form": form or (PublishForm(initial={"digest": approved.digest}) if approved and may_publish else None),
        "is_draft": case.state == State.DRAFT,
    }
    return case_response(request, "publication/publication.html", access, status=status, **values)


@case_page(Permission.SEE_CASE)
def publication_done(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """What has just been published, and what comes next."""
    published = last_publication(access.case)
    if published is None:
        raise Http404(_("Nothing of this procurement is published."))
    return case_response(request, "publication/publication_done.html", access, published=published)


@case_page(Permission.SEE_CASE)
def amend(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Take the published scheme up again, while the procedure allows it."""
    insist(access, Permission.AMEND)
    if request.method != "POST":
        return _amend_page(request, access, AmendForm(today=timezone.localdate()))
    form = AmendForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _amend_page(request, access, form)
    facts = form.facts()
    status = attempt(
        form, lambda: begin_amendment(access.case, reason=form.cleaned_data["reason"], facts=facts, by=access.user)
    )
    if status:
        return _amend_page(request, access, form, status, facts=facts)
    messages.success(request, _("The scheme can be amended. What is published stays published until the amendment is."))
    return redirect("case", access.case.reference)


def _amend_page(
    request: HttpRequest,
    access: CaseAccess,
    form: AmendForm,
    status: int = 200,
    *,
    facts: dict[str, object] | None = None,
) -> HttpResponse:
    standing, _problem = readable_standing(access.case)
    found = findings_on(read_facts(facts, today=timezone.localdate()), standing) if facts and standing else ()
    values = {"form": form, "published": last_publication(access.case), "found": found}
    values["rules"] = rules_on(standing) if standing else ()
    return case_response(request, "publication/amend.html", access, status=status, **values)


@case_page(Permission.SEE_CASE)
def close(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Close a case for good."""
    insist(access, Permission.CLOSE)
    if request.method != "POST":
        return case_response(request, "publication/close.html", access, form=CloseForm())
    form = CloseForm(request.POST)
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        status = attempt(
            form, lambda: close_case(access.case, ending=said["ending"], reason=said["reason"], by=access.user)
        )
        if not status:
            messages.success(request, _("The procurement is closed. What is published stays to be read."))
            return redirect("publication", access.case.reference)
    return case_response(request, "publication/close.html", access, status=status, form=form)


@case_page(Permission.SEE_PUBLISHED)
def published(request: HttpRequest, access: CaseAccess, number: int) -> HttpResponse:
    """A published scheme, for everybody on the team: bidders and evaluators too."""
    page = find_published(access, number)
    downloads = bidder_lines(access, page.publication)
    return case_response(request, "publication/published.html", access, page=page, downloads=downloads)


@case_page(Permission.SEE_PUBLISHED)
def published_data(request: HttpRequest, access: CaseAccess, number: int) -> HttpResponse:  # noqa: ARG001
    """The published scheme as open data: these very bytes have the digest."""
    row = Publication.objects.filter(case=access.case, number=number).first()
    if row is None:
        raise Http404(_("No such version is published."))
    response = HttpResponse(row.text.encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{open_data_name(access.case, row.number)}"'
    return response


def find_published(access: CaseAccess, number: int) -> PublishedPage:
    page = published_page(access.case, number)
    if page is None:
        raise Http404(_("No such version is published."))
    return page
