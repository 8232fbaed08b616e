"""All that a document says: the answers to check, and what was assumed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal_web.layout.components import Action, Answer
from commonweal_web.procurements.sections import SECTIONS, ListSection, Section
from commonweal_web.procurements.translate import Path, part_of
from commonweal_web.procurements.translate.assumptions import assumed, without_assumption
from commonweal_web.procurements.translate.saying import say_path, say_value
from commonweal_web.procurements.views.desk import Desk
from commonweal_web.procurements.views.lists import lines_of

# What most procurements have no answer to: shown once it is said.
QUIET = ("identifier", "limb", "paragraph", "separate_reason", "framework_criteria")


def show_answers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Check your answers: everything that was said, section by section, each with the way to change it."""
    may_change = desk.access is None or desk.access.may("edit-case")
    parts = [_answers_of(desk, section, may_change=may_change) for section in SECTIONS.values()]
    context = {"desk": desk, "parts": parts, "may_change": may_change, "back": desk.home}
    return render(request, "procurements/answers.html", context)


def _answers_of(desk: Desk, section: Section, *, may_change: bool) -> dict[str, Any]:
    data = desk.document.data
    url = desk.url("section", section.key) + "?back=answers"
    actions = [Action(url=url, about=section.title)] if may_change else []
    if isinstance(section, ListSection):
        items = part_of(data, section.path) or ()
        answers = [
            Answer(
                key=str(item.get("title") or item.get("what") or place + 1),
                value=[line for page in section.pages for line in lines_of(section, page, item)],
                actions=actions,
            )
            for place, item in enumerate(items)
        ]
        return {
            "section": section,
            "answers": answers or [Answer(key=section.title, value=section.none_yet, actions=actions)],
        }
    assert section.form is not None
    answers = []
    for binding in section.form(document=data, version=0).all_bindings():
        said = say_value(binding.path, part_of(data, binding.path))
        if said or not _is_quiet(binding.path):
            answers.append(Answer(key=say_path(binding.path, data), value=said or _("Not said yet"), actions=actions))
    if not answers:
        answers = [Answer(key=section.title, value=_("Not said yet"), actions=actions)]
    return {"section": section, "answers": answers}


def _is_quiet(path: Path) -> bool:
    return path[0] == "importance" or path[:2] == ("procurement", "circumstances") or path[-1] in QUIET


def show_assumptions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What was read from a notice and what was assumed: each with its words, to be corrected or settled."""
    if request.method == "POST":
        return _settle(request, desk)
    context = {
        "desk": desk,
        "assumed": [
            (each, desk.url("section", each.section) + "?back=assumptions") for each in assumed(desk.document.data)
        ],
        "parts": [_answers_of(desk, section, may_change=True) for section in SECTIONS.values()]
        if desk.kind == "draft"
        else [],
        "confirm": reverse("draft-confirm", args=(desk.key,)) if desk.kind == "draft" else "",
        "back": reverse("start-notice") if desk.kind == "draft" else desk.home,
    }
    return render(request, "procurements/assumptions.html", context)


def _settle(request: HttpRequest, desk: Desk) -> HttpResponse:
    place, mark = request.POST.get("place", ""), request.POST.get("mark", "")
    if place.isdecimal() and len(place) < 6:
        number = int(place)
        desk.save(lambda now: without_assumption(now, number, mark), based_on=None, watched=None, part="assumptions")
        messages.success(request, _("That is settled: it is no longer an assumption."))
    return HttpResponseRedirect(desk.url("assumptions"))
