"""Where a document is worked on: a case, or a draft that is to become one. The same pages serve both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal_web.accounts.access import View, signed_in
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.actions import change_case
from commonweal_web.procurements.actions.starting import change_draft
from commonweal_web.procurements.models import Draft
from commonweal_web.procurements.queries import document_at, draft_of, newest_document
from commonweal_web.procurements.translate import Document, Parts, Path, read_document

Make = Callable[[Mapping[str, Any]], Parts]


class Desk:
    """A document, who works on it, and the addresses of its pages."""

    kind: str
    key: str
    version: int
    access: CaseAccess | None = None

    @property
    def title(self) -> str:
        """What the procurement is called."""
        raise NotImplementedError

    @property
    def home(self) -> str:
        """The page to which everything comes back."""
        raise NotImplementedError

    def url(self, page: str, *rest: object) -> str:
        return reverse(f"{self.kind}-{page}", args=(self.key, *rest))

    @cached_property
    def document(self) -> Document:
        raise NotImplementedError

    def seen(self, version: int) -> Document:
        """The document as the person saw it."""
        raise NotImplementedError

    def save(self, make: Make, *, based_on: int | None, watched: Collection[Path] | None, part: str) -> None:
        raise NotImplementedError


class CaseDesk(Desk):
    """A case's own document: every change is a version, and nobody is overtaken unseen."""

    kind = "case"
    access: CaseAccess

    def __init__(self, access: CaseAccess) -> None:
        self.access = access
        self.key = access.case.reference
        self.version = access.case.version

    @cached_property
    def document(self) -> Document:
        return newest_document(self.access.case)

    @property
    def title(self) -> str:
        return self.access.case.title

    @property
    def home(self) -> str:
        return reverse("case", args=(self.key,))

    def seen(self, version: int) -> Document:
        if version == self.version:
            return self.document
        return document_at(self.access.case, version) or self.document

    def save(self, make: Make, *, based_on: int | None, watched: Collection[Path] | None, part: str) -> None:
        by = self.access.user
        change_case(self.access.case, make, based_on=based_on, watched=watched, part=part, by=by)


class DraftDesk(Desk):
    """What was drafted from a notice, while one person corrects it."""

    kind = "draft"

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.key = str(draft.pk)
        self.version = draft.version

    @cached_property
    def document(self) -> Document:
        return read_document(self.draft.text)

    @property
    def title(self) -> str:
        return str(self.document.data.get("title") or self.draft.title)

    @property
    def home(self) -> str:
        return self.url("assumptions")

    def seen(self, version: int) -> Document:  # noqa: ARG002 - nobody else changes it
        return self.document

    def save(self, make: Make, *, based_on: int | None, watched: Collection[Path] | None, part: str) -> None:  # noqa: ARG002
        change_draft(self.draft, make)


DeskView = Callable[..., HttpResponse]


def on_case(view: DeskView, permission: Permission = Permission.EDIT_CASE) -> View:
    """A page of a case's document, for those who may do this."""

    @case_page(permission)
    def page(request: HttpRequest, access: CaseAccess, *rest: Any, **named: Any) -> HttpResponse:
        return view(request, CaseDesk(access), *rest, **named)

    return page


def on_draft(view: DeskView) -> View:
    """A page of a draft, for the person whose it is: to anybody else there is no such page."""

    @signed_in
    def page(request: HttpRequest, draft_id: UUID, *rest: Any, **named: Any) -> HttpResponse:
        draft = draft_of(request.user, draft_id) if isinstance(request.user, User) else None
        if draft is None or draft.source != "notice":
            raise Http404(_("There is no such draft. What is drafted from a notice is kept for seven days."))
        return view(request, DraftDesk(draft), *rest, **named)

    return page
