"""Documents of a case: every kind that the service makes is here, by its key."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Status

from commonweal_web.accounts.roles import Permission
from commonweal_web.api.scopes import DOCUMENTS_READ
from commonweal_web.api.v1.operations import ApiRequest, Operations, file_answer, file_response
from commonweal_web.api.v1.parameters import Number, Reference
from commonweal_web.api.v1.problems import NotNow
from commonweal_web.api.v1.schemas import DocumentLineOut, Documents
from commonweal_web.procurements.access import CaseAccess, refusal
from commonweal_web.publication.actions.documents import ask_document, made_bytes, take_document
from commonweal_web.publication.models import MadeDocument, MakingState, Publication
from commonweal_web.publication.queries.document_kinds import DRAFT, KINDS, DocumentKind
from commonweal_web.publication.queries.documents import DocumentLine, document_name, document_sets, find_kind, may_take

operations = Operations("Documents")
CASE = "/cases/{reference}"
Of = Annotated[
    str, Path(max_length=9, pattern="^(draft|[1-9][0-9]{0,5})$", description="draft, or the number of a publication.")
]
Kind = Annotated[
    str, Path(max_length=40, pattern=r"^[a-z]+(-[a-z]+)*$", description="The key of a kind, such as tender-pack-word.")
]
MEDIA = sorted({kind.media.partition(";")[0] for kind in KINDS.values()})
FILE = file_answer(200, "The document", *MEDIA)


@operations.add("GET", f"{CASE}/documents", scope=DOCUMENTS_READ, needs=Permission.TAKE_PACK, gives=Documents)
def list_documents(request: ApiRequest, reference: Reference) -> dict[str, Any]:
    """List the documents that you may take.

    Of the draft, while something is not published yet, and of every published version.
    """
    sets = document_sets(request.access)
    return {"items": [_line(line) for each in sets for line in (*each.for_bidders, *each.internal)]}


@operations.add(
    "POST",
    f"{CASE}/documents/{{of}}/{{kind}}",
    scope=DOCUMENTS_READ,
    needs=Permission.TAKE_PACK,
    gives=DocumentLineOut,
    status=202,
)
def make_document(request: ApiRequest, reference: Reference, of: Of, kind: Kind) -> Status:
    """Have a document made.

    It is made in the background; ask for it again until it is ready. One that stands as it would be made now is not
    made again.
    """
    found = _allowed(request.access, kind, of)
    row = None if found.at_once else ask_document(request.access.case, found, of, by=request.person)
    return Status(202, _line(DocumentLine(kind=found, of=of, made=_fresh(row))))


@operations.add(
    "GET",
    f"{CASE}/documents/{{of}}/{{kind}}",
    scope=DOCUMENTS_READ,
    needs=Permission.TAKE_PACK,
    gives=None,
    extra=FILE,
)
def read_made_document(request: ApiRequest, reference: Reference, of: Of, kind: Kind) -> HttpResponse:
    """Download a document.

    Answers 409 until it is made: have it made with POST.
    """
    return _file(request.access, _allowed(request.access, kind, of), of)


@operations.add(
    "GET",
    f"{CASE}/published/{{number}}/documents/{{kind}}",
    scope=DOCUMENTS_READ,
    needs=Permission.SEE_PUBLISHED,
    gives=None,
    extra=FILE,
)
def read_published_document(
    request: ApiRequest,
    reference: Reference,
    number: Annotated[Number, Path()],
    kind: Kind,
) -> HttpResponse:
    """Download a document for bidders.

    For everybody who may see what is published. They are made when the version is published.
    """
    found = _allowed(request.access, kind, str(number))
    if not found.for_bidders:
        raise Http404(_("There is no such document."))
    return _file(request.access, found, str(number))


def _allowed(access: CaseAccess, key: str, of: str) -> DocumentKind:
    kind = find_kind(key)
    if kind is None:
        raise Http404(_("There is no such document."))
    if not may_take(access, kind, of):
        raise PermissionDenied(refusal(access, kind.permission))
    if of != DRAFT and not Publication.objects.filter(case=access.case, number=int(of)).exists():
        raise Http404(_("No such version is published."))
    return kind


def _file(access: CaseAccess, kind: DocumentKind, of: str) -> HttpResponse:
    content = take_document(access.case, kind, of, _content(access, kind, of), by=access.user)
    return file_response(content, media=kind.media, name=document_name(access.case, kind, of))


def _content(access: CaseAccess, kind: DocumentKind, of: str) -> bytes:
    if kind.at_once:
        return made_bytes(access.case, kind, of)
    row = MadeDocument.objects.filter(case=access.case, kind=kind.key, of=of).first()
    if row is None:
        raise NotNow(_("This document is not made yet."), _("Have it made: POST to this address, then ask again."))
    if row.state == MakingState.FAILED:
        raise NotNow(row.problem or _("The document could not be made."), _("POST to this address to try again."))
    if row.state != MakingState.READY:
        raise NotNow(_("This document is being made."), _("Ask again in a few seconds."))
    return bytes(row.content)


def _fresh(row: MadeDocument | None) -> MadeDocument | None:
    return MadeDocument.objects.defer("content").get(pk=row.pk) if row else None


def _line(line: DocumentLine) -> dict[str, Any]:
    kind, made = line.kind, line.made
    waiting = made.state if made else "not-made"
    return {
        "kind": kind.key,
        "of": line.of,
        "title": str(kind.title),
        "says": str(kind.says),
        "media": kind.media,
        "for_bidders": kind.for_bidders,
        "state": "at-once" if kind.at_once else waiting,
        "digest": made.digest if made else "",
        "problem": made.problem if made else "",
    }
