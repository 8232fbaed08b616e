"""Local criteria of an organisation: what differs from the editions, and why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal_web.accounts.access import needs
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.design.actions import Changed, Refused
from commonweal_web.design.forms import ChangeFigureForm, LocalCriterionForm, RemoveForm
from commonweal_web.design.local_actions import (
    Local,
    add_own_criterion,
    change_own_figure,
    local_of,
    take_back,
)
from commonweal_web.design.views.deciding import refuse
from commonweal_web.design.views.reading import done, typed


@needs(Permission.MANAGE_CRITERIA)
def local_criteria(request: HttpRequest) -> HttpResponse:
    """What the organisation's cases are designed with beside the editions, and its versions."""
    local = local_of(_person(request))
    return render(request, "design/local.html", {"local": local, "versions": local.versions()})


@needs(Permission.MANAGE_CRITERIA)
def add_criterion(request: HttpRequest) -> HttpResponse:
    """A criterion of the organisation's own, with everything that its fit needs."""
    local = local_of(_person(request))
    form = LocalCriterionForm(typed(request), outcomes=local.outcomes, homes=local.homes)
    if request.method == "POST" and form.is_valid():
        saved = _saved(request, form, lambda: add_own_criterion(local, form.said, by=_person(request)))
        if saved:
            return saved
    return render(request, "design/local_criterion.html", {"form": form, "local": local})


@needs(Permission.MANAGE_CRITERIA)
def change_figure(request: HttpRequest) -> HttpResponse:
    """A figure of a shipped measure, read otherwise."""
    local = local_of(_person(request))
    form = ChangeFigureForm(
        typed(request),
        measures=local.measures,
        initial={name: request.GET.get(name, "")[:100] for name in ("measure", "attribute")},
    )
    if request.method == "POST" and form.is_valid():
        saved = _saved(request, form, lambda: change_own_figure(local, form.cleaned_data, by=_person(request)))
        if saved:
            return saved
    return render(request, "design/local_figure.html", {"form": form, "local": local})


@needs(Permission.MANAGE_CRITERIA)
def remove(request: HttpRequest, place: int) -> HttpResponse:
    """Take one local difference back, with the reason."""
    local = local_of(_person(request))
    if not 1 <= place <= len(local.entries):
        raise Http404(_("There is no such local difference."))
    entry = local.entries[place - 1]
    form = RemoveForm(typed(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        saved = _saved(request, form, lambda: take_back(local, entry, reason=reason, by=_person(request)))
        if saved:
            return saved
    return render(request, "design/local_remove.html", {"form": form, "entry": entry})


def _saved(request: HttpRequest, form: Any, save: Any) -> HttpResponse | None:
    """The page after saving; None, with the sentence at its field, where it was refused."""
    try:
        save()
    except Refused as refused:
        refuse(form, refused)
        return None
    except Changed:
        form.add_error(next(iter(form.fields)), _("Somebody else has saved local criteria meanwhile. Save once more."))
        return None
    messages.success(request, _("Saved as a new version. Cases are designed with it from now on."))
    return done(request, "local_criteria")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the guard let nobody else in
    return request.user


__all__ = ["Local", "add_criterion", "change_figure", "local_criteria", "remove"]
