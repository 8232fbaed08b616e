"""Administrators' pages: who is here, inviting, roles, and everything that can be done to one account."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonweal_web.accounts.access import needs, signed_in
from commonweal_web.accounts.actions import links, people
from commonweal_web.accounts.actions.links import Issued
from commonweal_web.accounts.actions.managing import Refused
from commonweal_web.accounts.forms import CodesForm, DetailsForm, InviteForm, RolesForm
from commonweal_web.accounts.letters import address_of_link, send_link
from commonweal_web.accounts.models import PersonState, Purpose, User
from commonweal_web.accounts.queries import (
    has_second_factor,
    is_managed_by,
    link_of,
    locked_until,
    people_managed_by,
    person_by_id,
    sessions_of,
)
from commonweal_web.accounts.roles import ORGANISATION_ROLES, ROLES, Permission, Scope, permission_words
from commonweal_web.accounts.views.steps import STEPS, Step, steps_for

PAGE = 50


@needs(Permission.MANAGE_PEOPLE)
def people_list(request: HttpRequest) -> HttpResponse:
    """Everybody whose account this administrator looks after."""
    assert isinstance(request.user, User)
    search = request.GET.get("search", "").replace("\x00", "").strip()[:100]
    found = people_managed_by(request.user, search=search)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "search": search, "own": request.user.organisation})


@needs(Permission.MANAGE_PEOPLE)
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown once, in the answer to this form."""
    assert isinstance(request.user, User)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return show_link(request, _invited(form, request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "accounts/invite.html", {"form": form})


def _invited(form: InviteForm, by: User) -> Issued:
    told = form.cleaned_data
    who = {"email": told["email"], "name": told["name"], "by": by}
    if told["whose"] == "other":
        return links.invite_from(other=told["other"], is_supplier=told["is_supplier"], **who)
    return links.invite(organisation=by.organisation, roles=set(told["roles"]), **who)


def show_link(request: HttpRequest, issued: Issued) -> HttpResponse:
    """The only page on which a link can be read, never kept by a browser or a proxy."""
    context = {
        "issued": issued,
        "invites": issued.purpose == Purpose.INVITATION,
        "address": address_of_link(issued, request),
        "sent": send_link(issued, request),
    }
    return render(request, "accounts/link_made.html", context)


@needs(Permission.MANAGE_PEOPLE)
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    """One account, and what can be done with it."""
    found = _managed(request, person_id)
    context = {
        "person": found,
        "roles": [ORGANISATION_ROLES[key].title for key in sorted(found.role_keys)],
        "has_codes": has_second_factor(found),
        "locked_until": locked_until(found.email),
        "link": link_of(found, Purpose.INVITATION),
        "session_count": len(sessions_of(found)) if found.is_active else 0,
        "steps": steps_for(found),
        "is_own": found.organisation.host_id is None,
        "now": timezone.now(),
    }
    return render(request, "accounts/person.html", context)


@needs(Permission.MANAGE_PEOPLE)
def roles_of(request: HttpRequest, person_id: str) -> HttpResponse:
    """Give and take roles."""
    found = _managed(request, person_id)
    form = RolesForm(request.POST if request.method == "POST" else None, initial={"roles": list(found.role_keys)})
    if request.method == "POST" and form.is_valid():
        try:
            people.set_roles(found, set(form.cleaned_data["roles"]), by=_by(request))
            messages.success(request, _("The roles of %(name)s were changed.") % {"name": found.name})
            return redirect("person", found.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "accounts/person_roles.html", {"form": form, "person": found})


@needs(Permission.MANAGE_PEOPLE)
def details(request: HttpRequest, person_id: str) -> HttpResponse:
    """Correct name or address."""
    found = _managed(request, person_id)
    initial = {"name": found.name, "email": found.email}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            people.change_details(found, by=_by(request), **form.cleaned_data)
            messages.success(request, _("The details were changed."))
            return redirect("person", found.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "accounts/person_details.html", {"form": form, "person": found})


@needs(Permission.MANAGE_PEOPLE)
@never_cache
def step(request: HttpRequest, person_id: str, key: str) -> HttpResponse:
    """Ask whether, then do one thing to an account."""
    found = _managed(request, person_id)
    chosen = STEPS.get(key)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        return _taken(request, chosen, found)
    if chosen not in steps_for(found):
        return redirect("person", found.pk)
    return render(request, "accounts/step.html", {"person": found, "step": chosen})


def _taken(request: HttpRequest, chosen: Step, found: User) -> HttpResponse:
    name = found.name
    try:
        made = chosen.act(found, by=_by(request))
    except Refused as refused:
        return render(request, "accounts/step.html", {"person": found, "step": chosen, "refused": refused}, status=409)
    if isinstance(made, Issued):
        return show_link(request, made)
    messages.success(request, str(chosen.done) % {"name": name})
    gone = person_by_id(found.key)
    return redirect("people") if gone is None or gone.state == PersonState.FORMER else redirect("person", found.pk)


@needs(Permission.MANAGE_PEOPLE)
def codes_required(request: HttpRequest) -> HttpResponse:
    """Whether people of the organisation must enter a code."""
    by = _by(request)
    initial = {"required": "yes" if by.organisation.requires_code else "no"}
    form = CodesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        people.require_code(by.organisation, required=form.cleaned_data["required"] == "yes", by=by)
        messages.success(request, _("Saved."))
        return redirect("people")
    return render(request, "accounts/codes_required.html", {"form": form})


@signed_in
def roles(request: HttpRequest) -> HttpResponse:
    """Every role with what it is for and what it may do."""
    groups = [
        (_("On a procurement"), _roles_of(Scope.CASE), "case"),
        (_("In the organisation"), _roles_of(Scope.ORGANISATION), "organisation"),
    ]
    return render(request, "accounts/roles.html", {"groups": groups})


def _roles_of(scope: Scope) -> list[tuple[object, list[object]]]:
    order = list(Permission)
    return [
        (role, [permission_words(each) for each in sorted(role.permissions, key=order.index)])
        for role in ROLES.values()
        if role.scope is scope
    ]


def _managed(request: HttpRequest, person_id: str) -> User:
    """A person whom this administrator looks after; of anybody else there is no page."""
    found = person_by_id(person_id)
    if found is None or found.erased_at or not is_managed_by(found.organisation, _by(request)):
        raise Http404
    return found


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
