"""Saving what was typed, for every app whose pages change parts of a document.

`save_typed` saves the parts of a valid form. Where somebody else has changed the same parts it gives a page with both
versions, on which the person chooses; where the engine refuses, the sentence stands at the field. Nothing typed is
lost in either. See docs/reference/forms-of-the-service.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from commonweal_web.procurements.actions import Overtaken
from commonweal_web.procurements.keeping import DISCARD, FIELD, forget_kept, kept_data
from commonweal_web.procurements.translate import Parts, Path, part_of, read_document
from commonweal_web.procurements.translate.saying import say_path, say_value
from commonweal_web.procurements.translate.wording import EngineError, plain_message

KEEP = "keep-"
SEEN = "first-seen"
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "version", FIELD})


class Refusable(Protocol):
    """A form that can show a sentence of the engine."""

    def refuse(self, message: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One part as two people have it, in lines of words."""

    name: str
    label: str
    theirs: list[str]
    mine: list[str]


def based_on(data: Mapping[str, Any], newest: int) -> int:
    """The version that a person saw, as their form says; the newest where it says nothing that can be one."""
    text = str(data.get("version", "")).replace(",", "")
    return int(text) if text.isdecimal() and len(text) < 10 else newest


def first_seen(data: Mapping[str, Any], version: int) -> int:
    """The version that a person's fields were filled from: an earlier one, once the page with both versions was shown.

    What they left as it was then is no change of theirs, whatever others have made of it since.
    """
    text = str(data.get(SEEN, ""))
    return int(text) if text.isdecimal() and len(text) < 10 else version


def saying_version(data: QueryDict | None, version: int) -> QueryDict | None:
    """What was typed, as based on a version."""
    if data is None:
        return None
    copied = data.copy()
    copied["version"] = str(version)
    return copied


def typed_data(request: HttpRequest) -> QueryDict | None:
    """What to fill a form with: what was just sent, else what was kept when a session ended, else nothing.

    A POST of the button that discards what was kept counts as a fresh look.
    """
    if request.method == "POST":
        if DISCARD in request.POST:
            forget_kept(request)
            return None
        return request.POST
    return kept_data(request)


def is_sent(request: HttpRequest) -> bool:
    """Whether the person asks for what they typed to be saved."""
    return request.method == "POST" and DISCARD not in request.POST


def save_typed(
    request: HttpRequest,
    form: Refusable,
    parts: Parts,
    save: Callable[[Parts], Any],
    *,
    back: str,
    title: str = "",
    say: Callable[[Overtaken], list[Both]] | None = None,
) -> HttpResponse | None:
    """Save parts by `save`; None when it is done, or when the form now says why it is not.

    On the page with both versions the person has chosen whose words are kept; theirs are left as they stand. `say`
    tells both versions of parts that are not the document's.
    """
    chosen = {path: value for path, value in parts.items() if request.POST.get(box_of(path)) != "theirs"}
    try:
        save(chosen)
    except Overtaken as overtaken:
        return show_both(request, overtaken, back=back, title=title, say=say or say_both)
    except EngineError as error:
        form.refuse(plain_message(error))
        return None
    forget_kept(request)
    return None


def say_both(overtaken: Overtaken) -> list[Both]:
    """The parts of a document that two people changed, as each has them."""
    theirs = read_document(overtaken.theirs.text).data
    return [
        Both(
            name=box_of(path),
            label=say_path(path, theirs),
            theirs=say_value(path, part_of(theirs, path)),
            mine=say_value(path, overtaken.parts.get(path)),
        )
        for path in overtaken.conflicts
    ]


def show_both(
    request: HttpRequest,
    overtaken: Overtaken,
    *,
    back: str,
    title: str = "",
    say: Callable[[Overtaken], list[Both]] = say_both,
) -> HttpResponse:
    """The page with both versions, part by part. It carries all that was typed, and sends it to where it came from."""
    rows = say(overtaken)
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_CARRIED and not name.startswith(KEEP)
        for value in values
    ]
    if SEEN not in request.POST:
        carried.append((SEEN, request.POST.get("version", "").replace(",", "")))
    context = {"rows": rows, "carried": carried, "theirs": overtaken.theirs, "back": back, "about": title}
    context["own"] = overtaken.theirs.saved_by_id == getattr(request.user, "pk", None)
    return render(request, "procurements/both_versions.html", context, status=409)


def box_of(path: Path) -> str:
    """The name under which a person says whose version of a part is kept."""
    return KEEP + name_of(path)


def name_of(path: Path) -> str:
    return ".".join(str(step) for step in path)
