"""The record, read: the history of a case, and what was done in the organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from commonweal_web.accounts.access import needs
from commonweal_web.accounts.models import User
from commonweal_web.accounts.queries import names_of, organisations_managed_by
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.exporting import as_csv, as_json
from commonweal_web.audit.forms import FilterForm
from commonweal_web.audit.models import SITE, Event
from commonweal_web.audit.queries import events_of, kinds_and_people
from commonweal_web.audit.sentences import people_in, tell
from commonweal_web.procurements.access import CaseAccess, case_page

PAGE = 50
KINDS_OF_FILE = {"csv": ("text/csv; charset=utf-8", as_csv), "json": ("application/json", as_json)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event on the page."""

    event: Event
    sentence: str


@case_page(Permission.SEE_HISTORY)
def case_history(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """What was done in a case, by whom and when."""
    case = access.case
    context = {"access": access, "case": case}
    return _record(request, chain=case.chain, page="case_history", context=context, name=case.reference)


@needs(Permission.SEE_SITE_RECORD)
def organisation_record(request: HttpRequest) -> HttpResponse:
    """What was done to the organisation's people and settings."""
    assert isinstance(request.user, User)
    organisations = [str(each.pk) for each in organisations_managed_by(request.user)]
    own = request.user.organisation
    context = {"own": own}
    return _record(
        request, chain=SITE, page="organisation_record", context=context, name=slugify(own.name), of=organisations
    )


def _record(
    request: HttpRequest, *, chain: str, page: str, context: dict[str, Any], name: str, of: Sequence[str] = ()
) -> HttpResponse:
    """A page of events or a file of them; `of` are the organisations that they must concern."""
    kinds, people = kinds_and_people(events_of(chain, organisations=of))
    form = FilterForm(request.GET or None, kinds=kinds, people=names_of(people))
    events = events_of(chain, form.wanted(), organisations=of)
    if (kind := request.GET.get("file")) in KINDS_OF_FILE:
        return _file(events, str(kind), name)  # type: ignore[return-value]  # sent piece by piece
    part = Paginator(events, PAGE).get_page(request.GET.get("page"))
    shown = list(part.object_list)
    names = names_of(people_in(shown))
    told = [Told(event=event, sentence=tell(event, names)) for event in shown]
    return render(request, f"overview/{page}.html", {**context, "form": form, "page": part, "told": told})


def _file(events: Any, kind: str, name: str) -> StreamingHttpResponse:
    """The same events as a file, the oldest first, read from the database piece by piece."""
    content_type, write = KINDS_OF_FILE[kind]
    ordered = events.order_by("sequence")
    names = names_of(_people(ordered))
    response = StreamingHttpResponse(write(ordered.iterator(chunk_size=1_000), names), content_type=content_type)
    today = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="record-{name}-{today}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _people(events: Any) -> Iterator[str]:
    yield from people_in(events.iterator(chunk_size=1_000))
