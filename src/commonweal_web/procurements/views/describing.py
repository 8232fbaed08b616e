"""One section of what describes a procurement, for a case and for what was drafted from a notice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal_web.procurements.forms.document import DocumentForm
from commonweal_web.procurements.forms.importance import ImportanceForm
from commonweal_web.procurements.keeping import kept_data
from commonweal_web.procurements.sections import SECTIONS, ListSection
from commonweal_web.procurements.translate import Parts
from commonweal_web.procurements.translate.assumptions import without_settled
from commonweal_web.procurements.views.desk import Desk
from commonweal_web.procurements.views.lists import show_list
from commonweal_web.procurements.views.onward import after_section, back_url
from commonweal_web.procurements.views.saving import (
    based_on,
    first_seen,
    is_sent,
    save_typed,
    saying_version,
    typed_data,
)


def edit_section(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """One section: its form, or its list."""
    section = SECTIONS.get(key)
    if section is None:
        raise Http404(_("There is no such page."))
    if isinstance(section, ListSection):
        return show_list(request, desk, section)
    assert section.form is not None
    form = form_of(request, desk, section.form)
    if is_sent(request) and form.is_valid():
        answer = save_form(request, desk, form, part=section.key)
        if answer is not None or not form.errors:
            return answer or after_section(request, desk, section)
    context = {
        "desk": desk,
        "section": section,
        "form": form,
        "kept": is_kept(request),
        "back": back_url(request, desk),
    }
    return render(request, "procurements/section.html", context)


def form_of(
    request: HttpRequest, desk: Desk, form: type[DocumentForm], *, at: tuple[str | int, ...] = ()
) -> DocumentForm:
    data = typed_data(request)
    seen = first_seen(data or {}, based_on(data or {}, desk.version))
    document = desk.seen(seen)
    more = {"text": document.text} if issubclass(form, ImportanceForm) else {}
    return form(saying_version(data, seen), document=document.data, version=seen, at=at, **more)


def is_kept(request: HttpRequest) -> bool:
    return request.method != "POST" and kept_data(request) is not None


def save_form(request: HttpRequest, desk: Desk, form: DocumentForm, *, part: str) -> HttpResponse | None:
    version = based_on(request.POST, desk.version)

    def save(parts: Parts) -> None:
        def make(now: Mapping[str, Any]) -> Parts:
            return {**parts, **without_settled(now, parts)}

        desk.save(make, based_on=version, watched=set(parts), part=part)

    return save_typed(request, form, form.parts(), save, back=request.get_full_path(), title=desk.title)
