"""A list of the document, such as its stages: a card an item, and the order of the items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal_web.layout.components import Action, Answer
from commonweal_web.procurements import sections
from commonweal_web.procurements.forms.document import DocumentForm
from commonweal_web.procurements.sections import ItemPage, ListSection
from commonweal_web.procurements.translate import Parts, part_of
from commonweal_web.procurements.translate.lists import moved
from commonweal_web.procurements.translate.saying import part_label, say_value
from commonweal_web.procurements.views.desk import Desk
from commonweal_web.procurements.views.onward import after_list, back_query, back_url
from commonweal_web.procurements.views.saving import save_typed

HEADINGS = {("title",), ("what",)}  # a card says them in its heading


def show_list(request: HttpRequest, desk: Desk, section: ListSection) -> HttpResponse:
    held = part_of(desk.document.data, section.path) or ()
    context = {
        "desk": desk,
        "section": section,
        "cards": [_card(desk, section, place, item, len(held)) for place, item in enumerate(held)],
        "back": back_url(request, desk),
        "onward": after_list(request, desk, section),
        "add_url": desk.url("item-add", section.key) + back_query(request),
    }
    return render(request, "procurements/list.html", context)


def _card(desk: Desk, section: ListSection, place: int, item: Mapping[str, Any], count: int) -> dict[str, Any]:
    name = str(item.get("id", place)) if isinstance(item, dict) else str(place)
    title = str(item.get("title") or item.get("what") or name)
    answers = [
        Answer(
            key=page.title if len(section.pages) > 1 else _("What it says"),
            value=lines_of(section, page, item, under=page.title) or _("Nothing has been said yet"),
            actions=[
                Action(
                    url=desk.url("item", section.key, name, page.key),
                    about=_("%(page)s of %(item)s") % {"page": page.title, "item": title},
                )
            ],
        )
        for page in section.pages
    ]
    return {
        "name": name,
        "title": title,
        "answers": answers,
        "remove": desk.url("item-remove", section.key, name),
        "up": desk.url("item-move", section.key, name, "up") if section.ordered and place else "",
        "down": desk.url("item-move", section.key, name, "down") if section.ordered and place < count - 1 else "",
    }


def lines_of(section: ListSection, page: ItemPage, item: Mapping[str, Any], *, under: Any = "") -> list[str]:
    """What a page of an item says, one line a part; what is not said is not shown, nor a label they stand `under`."""
    lines = []
    for binding in page.form(document={}, version=0).all_bindings():
        if binding.path in HEADINGS:
            continue
        path = (section.path[-1], str(item["id"]), *binding.path) if "id" in item else binding.path
        said = say_value(path, part_of(item, binding.path))
        if binding.path == ("under_contract",) and not said:
            said = [_("Yes")]
        if binding.path == ("gate",) and part_of(item, binding.path) == {}:
            said = [_("There is a gate")]
        label = part_label(path)
        if said and label == under:
            lines += said
        elif said:
            lines.append(_("%(label)s: %(said)s") % {"label": label, "said": "; ".join(said)})
    return lines


def list_of(key: str) -> ListSection:
    section = sections.list_section(key)
    if section is None:
        raise Http404(_("There is no such page."))
    return section


def move_item(request: HttpRequest, desk: Desk, key: str, name: str, way: str) -> HttpResponse:
    """One place up or down, and back to the list."""
    section = list_of(key)
    step = {"up": -1, "down": 1}.get(way)
    if step is None:
        raise Http404(_("There is no such page."))
    if request.method == "POST":
        form = DocumentForm({}, document={}, version=desk.version)
        form.is_valid()

        def save(_parts: Parts) -> None:
            desk.save(lambda now: moved(now, section.path, name, step), based_on=None, watched=None, part=section.key)

        save_typed(request, form, {}, save, back=desk.home)
        for message in form.non_field_errors():
            messages.error(request, str(message))
    return HttpResponseRedirect(desk.url("section", section.key))
