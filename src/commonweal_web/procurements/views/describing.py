"""The pages that describe a procurement, for a case and for what was drafted from a notice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal_web.layout.components import Action, Answer
from commonweal_web.procurements import sections
from commonweal_web.procurements.forms.document import DocumentForm
from commonweal_web.procurements.keeping import kept_data
from commonweal_web.procurements.sections import SECTIONS, ItemPage, ListSection, Section
from commonweal_web.procurements.translate import Parts, Path, part_of
from commonweal_web.procurements.translate.assumptions import assumed, without_assumption, without_settled
from commonweal_web.procurements.translate.lists import moved, place_of, step_to, with_item
from commonweal_web.procurements.translate.saying import part_label, say_path, say_value
from commonweal_web.procurements.views.desk import Desk
from commonweal_web.procurements.views.saving import (
    based_on,
    first_seen,
    is_sent,
    save_typed,
    saying_version,
    typed_data,
)

# Sections that one task asks one after the other.
SAME_TASK = {"value": "extras", "delivery": "award", "missions": "outcomes"}
BACKS = ("answers", "assumptions", "journey", "adding")


def edit_section(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """One section: its form, or its list."""
    section = SECTIONS.get(key)
    if section is None:
        raise Http404(_("There is no such page."))
    if isinstance(section, ListSection):
        return _show_list(request, desk, section)
    assert section.form is not None
    form = _form(request, desk, section.form)
    if is_sent(request) and form.is_valid():
        answer = _save(request, desk, form, part=section.key)
        if answer is not None or not form.errors:
            return answer or _onward(request, desk, section)
    context = {"desk": desk, "section": section, "form": form, "kept": _kept(request), "back": _back(request, desk)}
    return render(request, "procurements/section.html", context)


def _form(
    request: HttpRequest, desk: Desk, form: type[DocumentForm], *, at: tuple[str | int, ...] = ()
) -> DocumentForm:
    """A form of the document as the person first saw it.

    Sent back to be mended it says that version again, also after a choice between two versions: what was chosen then
    is not part of the form, so where somebody else has changed the same parts the choice is offered once more.
    """
    data = typed_data(request)
    seen = first_seen(data or {}, based_on(data or {}, desk.version))
    return form(saying_version(data, seen), document=desk.seen(seen).data, version=seen, at=at)


def _kept(request: HttpRequest) -> bool:
    return request.method != "POST" and kept_data(request) is not None


def _save(request: HttpRequest, desk: Desk, form: DocumentForm, *, part: str) -> HttpResponse | None:
    version = based_on(request.POST, desk.version)

    def save(parts: Parts) -> None:
        def make(now: Mapping[str, Any]) -> Parts:
            return {**parts, **without_settled(now, parts)}

        desk.save(make, based_on=version, watched=set(parts), part=part)

    return save_typed(request, form, form.parts(), save, back=request.get_full_path(), title=desk.title)


# --- where to go ------------------------------------------------------------------------------------


def _asked(request: HttpRequest) -> str:
    said = request.GET.get("back", "")
    return said if said in BACKS else ""


def _back(request: HttpRequest, desk: Desk) -> str:
    """Where 'Back' leads."""
    asked = _asked(request)
    return desk.url(asked) if asked in {"answers", "assumptions"} else desk.home


def _onward(request: HttpRequest, desk: Desk, section: Section) -> HttpResponseRedirect:
    """After a section: back to the list of tasks, to where the person came from, or on to the next."""
    asked = _asked(request)
    if "later" in request.POST:
        return HttpResponseRedirect(desk.home)
    if asked in {"answers", "assumptions"}:
        return HttpResponseRedirect(desk.url(asked))
    if asked == "journey":
        return HttpResponseRedirect(next_in_journey(desk, section.key))
    following = SAME_TASK.get(section.key)
    return HttpResponseRedirect(desk.url("section", following) if following else desk.home)


def next_in_journey(desk: Desk, key: str) -> str:
    """The next question of the journey through all of them; after the last, the answers to check."""
    following = sections.after(key)
    return desk.url("section", following) + "?back=journey" if following else desk.url("answers")


# --- lists ------------------------------------------------------------------------------------------


def _show_list(request: HttpRequest, desk: Desk, section: ListSection) -> HttpResponse:
    held = part_of(desk.document.data, section.path) or ()
    context = {
        "desk": desk,
        "section": section,
        "cards": [_card(desk, section, place, item, len(held)) for place, item in enumerate(held)],
        "back": _back(request, desk),
        "onward": _list_onward(request, desk, section),
        "add_url": desk.url("item-add", section.key) + _query(request),
    }
    return render(request, "procurements/list.html", context)


def _query(request: HttpRequest) -> str:
    asked = _asked(request)
    return f"?back={asked}" if asked else ""


def _list_onward(request: HttpRequest, desk: Desk, section: ListSection) -> str:
    asked = _asked(request)
    if asked == "journey":
        return next_in_journey(desk, section.key)
    return desk.url(asked) if asked in {"answers", "assumptions"} else desk.home


def _card(desk: Desk, section: ListSection, place: int, item: Mapping[str, Any], count: int) -> dict[str, Any]:
    name = str(item.get("id", place)) if isinstance(item, dict) else str(place)
    title = str(item.get("title") or item.get("what") or name)
    answers = [
        Answer(
            key=page.title if len(section.pages) > 1 else _("What it says"),
            value=_lines_of(section, page, item) or _("Nothing has been said yet"),
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


def _lines_of(section: ListSection, page: ItemPage, item: Mapping[str, Any]) -> list[str]:
    """What a page of an item says, one line a part; what is not said is not shown."""
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
        if said:
            lines.append(_("%(label)s: %(said)s") % {"label": part_label(path), "said": "; ".join(said)})
    return lines


HEADINGS = {("title",), ("what",)}  # a card says them in its heading


def _list_of(key: str) -> ListSection:
    section = sections.list_section(key)
    if section is None:
        raise Http404(_("There is no such page."))
    return section


def add_item(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """The first page of a new item; the others follow."""
    section = _list_of(key)
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
            return HttpResponseRedirect(_after_item(request, desk, section, page, names[-1], adding=True))
    return _item_page(request, desk, section, page, form, title=str(section.add))


def edit_item(request: HttpRequest, desk: Desk, key: str, name: str, page_key: str) -> HttpResponse:
    """One page of an item."""
    section = _list_of(key)
    page = next((each for each in section.pages if each.key == page_key), None)
    step = step_to(desk.document.data, section.path, name)
    data = typed_data(request)
    if page is None or (step is None and data is None):
        raise Http404(_("There is no such page: perhaps somebody has removed what it was about."))
    form = _form(request, desk, page.form, at=(*section.path, name if step is None else step))
    if is_sent(request) and form.is_valid():
        answer = _save(request, desk, form, part=section.key)
        if answer is not None:
            return answer
        if not form.errors:
            adding = _asked(request) == "adding"
            return HttpResponseRedirect(_after_item(request, desk, section, page, name, adding=adding))
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
        "kept": _kept(request),
        "back": desk.url("section", section.key),
    }
    return render(request, "procurements/item.html", context)


def _after_item(
    request: HttpRequest, desk: Desk, section: ListSection, page: ItemPage, name: str, *, adding: bool
) -> str:
    if adding and "later" not in request.POST:
        keys = [each.key for each in section.pages]
        following = keys[keys.index(page.key) + 1 :]
        if following:
            return desk.url("item", section.key, name, following[0]) + "?back=adding"
    kept = _query(request) if _asked(request) in {"journey", "answers", "assumptions"} else ""
    return desk.url("section", section.key) + kept


def remove_item(request: HttpRequest, desk: Desk, key: str, name: str) -> HttpResponse:
    """Asks once, for what an item says is lost with it."""
    section = _list_of(key)
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


def move_item(request: HttpRequest, desk: Desk, key: str, name: str, way: str) -> HttpResponse:
    """One place up or down, and back to the list."""
    section = _list_of(key)
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


# --- all of it --------------------------------------------------------------------------------------


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
                value=[line for page in section.pages for line in _lines_of(section, page, item)],
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


# What most procurements have no answer to: shown once it is said.
QUIET = ("identifier", "limb", "paragraph", "separate_reason", "framework_criteria")


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
