"""Pages of the look: two that the foot of every page leads to, and the living page of all components.

The living page is for those who build pages, and for the tests; it is seen only where DEBUG is on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonweal_web.layout import showing
from commonweal_web.layout.showing_forms import EveryFieldForm, QuestionForm

View = Callable[[HttpRequest], HttpResponse]


def for_everyone(view: View) -> View:
    """State that a page is open to all: `accounts`, which has the guards, stands above the look."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


@for_everyone
def show_about(request: HttpRequest) -> HttpResponse:
    """What Commonweal is, and what it is not."""
    return render(request, "layout/about.html")


@for_everyone
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "layout/accessibility.html")


def only_while_building(view: View) -> View:
    """Hide a page from the people whom the service serves."""

    @for_everyone
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return view(request)

    return guarded


@only_while_building
def show_components(request: HttpRequest) -> HttpResponse:
    if kind := request.GET.get("message"):
        level = {"success": messages.SUCCESS, "error": messages.ERROR}.get(kind, messages.INFO)
        messages.add_message(request, level, "The stage was saved.")
    page = Paginator(range(1, 241), 10).get_page(request.GET.get("page", "7"))
    return render(request, "layout/look/components.html", showing.every_component() | {"page": page})


@only_while_building
def show_form(request: HttpRequest) -> HttpResponse:
    form = EveryFieldForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect("layout:look_done")
    return render(request, "layout/look/form.html", {"form": form})


@only_while_building
def show_question(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("layout:look_done")
    return render(request, "layout/look/question.html", {"form": form})


@only_while_building
def show_done(request: HttpRequest) -> HttpResponse:
    return render(request, "layout/look/done.html")
