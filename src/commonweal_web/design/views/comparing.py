"""The adopted versions, and any two schemes held against each other."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.forms import CompareForm
from commonweal_web.design.queries import Designed, SchemeOf, outdated, recognised, scheme_choices
from commonweal_web.design.translate.differences import difference_between
from commonweal_web.design.views.reading import OPTIONS, not_ready, open_design, show
from commonweal_web.procurements.access import CaseAccess, case_page


@case_page(Permission.SEE_CASE)
def versions(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Every adopted version with its reason, and what can be compared with what."""
    found = open_design(access)
    if found.document.opened is None:
        return not_ready(request, access, found)
    rows = access.case.schemes.select_related("adopted_by").order_by("-number")
    return show(
        request,
        "design/versions.html",
        access,
        rows=rows,
        form=_form(found),
        outdated=outdated(found.document),
        options=OPTIONS,
        can_design=found.design is not None,
    )


@case_page(Permission.SEE_CASE)
def compare(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """What differs between two schemes: what is scored, weightings, words, contract."""
    found = open_design(access)
    if found.document.opened is None:
        return not_ready(request, access, found)
    choices = scheme_choices(found)
    form = CompareForm(request.GET or None, choices=[(each.key, each.title) for each in choices])
    pair = None
    if form.is_bound and form.is_valid():
        by_key: dict[str, SchemeOf] = {each.key: each for each in choices}
        pair = by_key[form.cleaned_data["before"]], by_key[form.cleaned_data["after"]]
    return show(
        request,
        "design/compare.html",
        access,
        form=form,
        pair=pair,
        difference=difference_between(pair[0].scheme, pair[1].scheme) if pair else None,
        titles=found.case.procurement.stage_titles,
    )


def _form(found: Designed) -> CompareForm | None:
    choices = [(each.key, each.title) for each in scheme_choices(found)]
    if len(choices) < 2:
        return None
    return CompareForm(choices=choices, initial={"before": choices[0][0], "after": choices[1][0]})


@case_page(Permission.SEE_CASE)
def recognised_in_version(request: HttpRequest, access: CaseAccess, number: int) -> HttpResponse:
    """Learning, capability and long-term impact in an adopted version."""
    found = open_design(access)
    if found.document.opened is None:
        return not_ready(request, access, found)
    version = next((each for each in found.document.opened.schemes if each.version == number), None)
    if version is None:
        raise Http404(_("There is no such version."))
    recognition = recognised(version.scheme, found.document, found.packs)
    return show(request, "design/recognised.html", access, recognition=recognition, number=number, options=OPTIONS)
