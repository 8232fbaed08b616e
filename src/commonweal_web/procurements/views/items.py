"""One item of a list, page by page: it is added, changed, or removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal_web.procurements.forms.document import DocumentForm
from commonweal_web.procurements.sections import ItemPage, ListSection
from commonweal_web.procurements.translate import Parts, part_of
from commonweal_web.procurements.translate.assumptions import without_settled
from commonweal_web.procurements.translate.lists import place_of, step_to, with_item
from commonweal_web.procurements.views.describing import form_of, is_kept, save_form
from commonweal_web.procurements.views.desk import Desk
from commonweal_web.procurements.views.lists import list_of
from commonweal_web.procurements.views.onward import after_item, asked_back
from commonweal_web.procurements.views.saving import based_on, is_sent, save_typed, typed_data


def add_item(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """The first page of a new item; the others follow."""
    section = list_of(key)
    page = section.pages[0]
    form = page.form(typed_data(request), document={}, version=desk.version)
    if is_sent(request) and form.is_valid():
        names: list[str] = []

        def save(_parts: Parts) -> None:
            def make(now: Mapping[str, Any]) -> Parts:
                parts, name = with_item(now, section.path, form.item(), named=section.named)
                names.append(name)
                return {**parts, **without_settled(now, [section.path])}

            desk.save(make, based_on=None, watched=None, part=section.key)

        save_typed(request, form, {}, save, back=request.get_full_path(), title=desk.title)
        if not form.errors:
            return HttpResponseRedirect(after_item(request, desk, section, page, names[-1], adding=True))
    return _item_page(request, desk, section, page, form, title=str(section.add))


def edit_item(request: HttpRequest, desk: Desk, key: str, name: str, page_key: str) -> HttpResponse:
    """One page of an item."""
    section = list_of(key)
    page = next((each for each in section.pages if each.key == page_key), None)
    step = step_to(desk.document.data, section.path, name)
    data = typed_data(request)
    if page is None or (step is None and data is None):
        raise Http404(_("There is no such page: perhaps somebody has removed what it was about."))
    form = form_of(request, desk, page.form, at=(*section.path, name if step is None else step))
    if is_sent(request) and form.is_valid():
        answer = save_form(request, desk, form, part=section.key)
        if answer is not None:
            return answer
        if not form.errors:
            adding = asked_back(request) == "adding"
            return HttpResponseRedirect(after_item(request, desk, section, page, name, adding=adding))
    return _item_page(request, desk, section, page, form, title=_title_of(desk, section, name))


def _title_of(desk: Desk, section: ListSection, name: str) -> str:
    items = part_of(desk.document.data, section.path) or ()
    place = place_of(items, name)
    return "" if place is None else str(items[place].get("title") or items[place].get("what") or name)


def _item_page(
    request: HttpRequest, desk: Desk, section: ListSection, page: ItemPage, form: DocumentForm, *, title: str
) -> HttpResponse:
    context = {
        "desk": desk,
        "section": section,
        "page": page,
        "form": form,
        "item_title": title,
        "kept": is_kept(request),
        "back": desk.url("section", section.key),
    }
    return render(request, "procurements/item.html", context)


def remove_item(request: HttpRequest, desk: Desk, key: str, name: str) -> HttpResponse:
    """Asks once, for what an item says is lost with it."""
    section = list_of(key)
    step = step_to(desk.document.data, section.path, name)
    if step is None:
        raise Http404(_("There is no such page: perhaps somebody has removed what it was about."))
    title = _title_of(desk, section, name)
    form = DocumentForm(request.POST or None, document={}, version=desk.version)
    if request.method == "POST" and form.is_valid():
        path = (*section.path, step)

        kept: list[bool] = []

        def save(parts: Parts) -> None:
            kept.append(not parts)
            settled = [section.path] if parts else []

            def make(now: Mapping[str, Any]) -> Parts:
                return {**parts, **without_settled(now, settled)}

            desk.save(make, based_on=based_on(request.POST, desk.version), watched={path}, part=section.key)

        answer = save_typed(request, form, {path: None}, save, back=request.get_full_path(), title=desk.title)
        if answer is not None:
            return answer
        if not form.errors:
            if not any(kept):
                messages.success(request, _("“%(title)s” has been removed.") % {"title": title})
            return HttpResponseRedirect(desk.url("section", section.key))
    context = {"desk": desk, "section": section, "form": form, "title": title, "back": desk.url("section", section.key)}
    context["decisions"] = _deciding(desk, name) if section.key == "stages" else 0
    return render(request, "procurements/remove_item.html", context)


def _deciding(desk: Desk, stage: str) -> int:
    decisions = desk.document.data.get("decisions") or ()
    return sum(1 for each in decisions if isinstance(each, dict) and each.get("stage") == stage)
