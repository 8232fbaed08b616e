"""Where the pages of describing lead: back to where the person came from, or on to what comes next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect

from commonweal_web.procurements import sections
from commonweal_web.procurements.sections import ItemPage, ListSection, Section
from commonweal_web.procurements.views.desk import Desk

# Sections that one task asks one after the other.
SAME_TASK = {"value": "extras", "delivery": "award", "missions": "outcomes"}
BACKS = ("answers", "assumptions", "journey", "adding")


def asked_back(request: HttpRequest) -> str:
    said = request.GET.get("back", "")
    return said if said in BACKS else ""


def back_query(request: HttpRequest) -> str:
    asked = asked_back(request)
    return f"?back={asked}" if asked else ""


def back_url(request: HttpRequest, desk: Desk) -> str:
    """Where 'Back' leads."""
    asked = asked_back(request)
    return desk.url(asked) if asked in {"answers", "assumptions"} else desk.home


def after_section(request: HttpRequest, desk: Desk, section: Section) -> HttpResponseRedirect:
    """After a section: back to the list of tasks, to where the person came from, or on to the next."""
    asked = asked_back(request)
    if "later" in request.POST:
        return HttpResponseRedirect(desk.home)
    if asked in {"answers", "assumptions"}:
        return HttpResponseRedirect(desk.url(asked))
    if asked == "journey":
        return HttpResponseRedirect(next_in_journey(desk, section.key))
    following = SAME_TASK.get(section.key)
    return HttpResponseRedirect(desk.url("section", following) if following else desk.home)


def after_list(request: HttpRequest, desk: Desk, section: ListSection) -> str:
    asked = asked_back(request)
    if asked == "journey":
        return next_in_journey(desk, section.key)
    return desk.url(asked) if asked in {"answers", "assumptions"} else desk.home


def after_item(
    request: HttpRequest, desk: Desk, section: ListSection, page: ItemPage, name: str, *, adding: bool
) -> str:
    if adding and "later" not in request.POST:
        keys = [each.key for each in section.pages]
        following = keys[keys.index(page.key) + 1 :]
        if following:
            return desk.url("item", section.key, name, following[0]) + "?back=adding"
    kept = back_query(request) if asked_back(request) in {"journey", "answers", "assumptions"} else ""
    return desk.url("section", section.key) + kept


def next_in_journey(desk: Desk, key: str) -> str:
    """The next question of the journey through all of them; after the last, the answers to check."""
    following = sections.after(key)
    return desk.url("section", following) + "?back=journey" if following else desk.url("answers")
