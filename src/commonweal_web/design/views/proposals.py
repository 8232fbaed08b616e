"""Three schemes side by side, one in full, every criterion with why not, and what is recognised beyond counts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.queries import outdated, recognised, why_not
from commonweal_web.design.translate.criteria import every_criterion, explained_page
from commonweal_web.design.translate.findings import found_in
from commonweal_web.design.translate.picture import draw
from commonweal_web.design.views.reading import OPTIONS, not_ready, open_design, show
from commonweal_web.procurements.access import CaseAccess, case_page


@case_page(Permission.SEE_CASE)
def proposal(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """The three options as columns of one picture, down the stages."""
    found = open_design(access)
    if found.design is None:
        return not_ready(request, access, found)
    picture = draw(found.ready.proposals)
    return show(
        request,
        "design/proposal.html",
        access,
        picture=picture,
        found=found_in(picture.view),
        adopted=found.document.opened.newest_scheme if found.document.opened else None,
        outdated=outdated(found.document),
    )


@case_page(Permission.SEE_CASE)
def one_option(request: HttpRequest, access: CaseAccess, option: str) -> HttpResponse:
    """One option in full."""
    found = open_design(access)
    if found.design is None:
        return not_ready(request, access, found)
    picture = draw(found.ready.proposals, (option,))
    return show(
        request,
        "design/option.html",
        access,
        option=option,
        options=OPTIONS,
        picture=picture,
        found=found_in(picture.view),
        outdated=outdated(found.document),
    )


@case_page(Permission.SEE_CASE)
def criteria(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Every criterion of the menu, where it stands, or why it does not."""
    found = open_design(access)
    if found.design is None:
        return not_ready(request, access, found)
    option = request.GET.get("option", "balanced")
    option = option if option in OPTIONS else "balanced"
    rows = every_criterion(found.ready.proposals, option)
    return show(request, "design/criteria.html", access, rows=rows, option=option, options=OPTIONS)


@case_page(Permission.SEE_CASE)
def why_not_one(request: HttpRequest, access: CaseAccess, option: str, pack: str, name: str) -> HttpResponse:
    """Why a criterion is not there, stage by stage; what forcing it would cost at the stage asked for.

    htmx asks for the panel alone; without it the same stands on a page of its own.
    """
    found = open_design(access)
    if found.design is None:
        return not_ready(request, access, found)
    code = f"{pack}/{name}"
    if code not in {each.code for each in found.ready.proposals.candidates}:
        raise Http404(_("There is no such criterion here."))
    stages = [each for each in request.GET.getlist("stage") if each in {s.id for s in found.case.procurement.stages}]
    explained = explained_page(why_not(found, code, option, stages=tuple(stages[:1])))
    template = "design/parts/why_not.html" if wants_part(request, "why-not") else "design/why_not.html"
    whole = template.endswith("parts/why_not.html") and "whole" in request.GET  # within the page that names it
    return show(request, template, access, explained=explained, option=option, pack=pack, name=name, whole=whole)


def wants_part(request: HttpRequest, target: str) -> bool:
    """Whether htmx asks for one part of a page, by the id of what it will fill."""
    htmx = getattr(request, "htmx", None)
    asked = request.headers.get("HX-Target", "")
    return bool(htmx) and asked.rpartition("#")[2] == target


@case_page(Permission.SEE_CASE)
def recognised_in_option(request: HttpRequest, access: CaseAccess, option: str) -> HttpResponse:
    """Learning, capability and long-term impact in an option as it stands."""
    found = open_design(access)
    if found.design is None:
        return not_ready(request, access, found)
    scheme = found.ready.proposals.option(option).scheme
    recognition = recognised(scheme, found.document, found.packs)
    return show(request, "design/recognised.html", access, recognition=recognition, option=option, options=OPTIONS)
