"""Procurements: lists, starting one, and what one says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Status

from commonweal.exchange.case_file.folder import CASE_FILE
from commonweal_web.accounts.access import SIGNED_IN
from commonweal_web.accounts.roles import Permission
from commonweal_web.api.actions.cases import replace_document, start_from_notice
from commonweal_web.api.queries.cases import case_line, case_whole, document_values, refuse_bad_case
from commonweal_web.api.scopes import CASES_READ, CASES_WRITE
from commonweal_web.api.v1.operations import (
    MOST_JSON,
    ApiRequest,
    Operations,
    file_answer,
    file_body,
    file_response,
    read_body,
)
from commonweal_web.api.v1.parameters import IfMatch, Reference, StateName, version_of
from commonweal_web.api.v1.problems import Invalid, OvertakenAt
from commonweal_web.api.v1.schemas import CaseOut, Cases, DocumentOut, NewCase, NewDocument
from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.actions.files import take_case_file
from commonweal_web.procurements.actions.saving import Overtaken
from commonweal_web.procurements.actions.starting import start_from_texts, start_from_title
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import found_cases, roles_on
from commonweal_web.procurements.translate.uploads import texts_of_case_file

operations = Operations("Procurements")
MOST_FILE = 5_000_000
MOST_NOTICE = 20_000_000
ZIP, YAML = "application/zip", "application/yaml"
CASE_BODY = file_body("A case file: case.yaml, or the zip of a case.", ZIP, YAML)
Words = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="Words of the title or reference.")]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=100_000)]
Sort = Literal["changed", "title", "commencement", "value"]


@operations.add("GET", "/cases", scope=CASES_READ, needs=SIGNED_IN, gives=Cases)
def list_cases(
    request: ApiRequest,
    words: Words = "",
    state: StateName | None = None,
    sort: Sort = "changed",
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """List your procurements.

    Those on whose team you are, the one changed last first unless `sort` says otherwise.
    """
    found = found_cases(request.person, words=words, state=state or "", sort=sort)
    page = list(found[offset : offset + limit])
    roles = roles_on(request.person, page)
    items = [case_line(each, roles.get(each.pk, ())) for each in page]
    return {"items": items, "count": found.count(), "limit": limit, "offset": offset}


@operations.add(
    "POST", "/cases", scope=CASES_WRITE, needs=Permission.START_CASE, gives=CaseOut, status=201, most=MOST_JSON
)
def start_case(request: ApiRequest, body: NewCase) -> Status:
    """Start a procurement from a title or a document.

    Its organisation is yours, and you are its commercial lead. Give one of the two.
    """
    title = (body.title or "").strip()
    if bool(title) == bool(body.document):
        raise Invalid(_("Give either a title or a document."), where="body")
    if title:
        return _started(request, start_from_title(title, by=request.person))
    return _started(request, _begin({CASE_FILE: body.document or ""}, request))


@operations.add(
    "POST",
    "/cases/from-file",
    scope=CASES_WRITE,
    needs=Permission.START_CASE,
    gives=CaseOut,
    status=201,
    most=MOST_FILE,
    extra=CASE_BODY,
)
def start_from_file(request: ApiRequest) -> Status:
    """Start a procurement from a case file.

    The body is case.yaml or the zip of a case; what it is is told by its bytes. Adopted schemes come along.
    """
    return _started(request, _begin(_brought(request), request))


@operations.add(
    "POST",
    "/cases/from-notice",
    scope=CASES_WRITE,
    needs=Permission.START_CASE,
    gives=CaseOut,
    status=201,
    most=MOST_NOTICE,
    extra=file_body("A notice as a register serves it: open contracting data, gzipped or not.", "application/json"),
)
def start_notice(
    request: ApiRequest,
    number: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="Its ocid or notice number.")] = "",
) -> Status:
    """Start a procurement from a notice.

    What could be read of it, and what had to be assumed, stands in the document; look through both before relying on
    it. Where the file holds several procurements, `number` says which one.
    """
    content = read_body(request, MOST_NOTICE)
    return _started(request, start_from_notice(content, number=number.strip(), by=request.person))


@operations.add("GET", "/cases/{reference}", scope=CASES_READ, needs=Permission.SEE_CASE, gives=CaseOut)
def read_case(request: ApiRequest, reference: Reference) -> dict[str, Any]:
    """Read how a procurement stands.

    With your roles on it, and what they allow in its state.
    """
    return case_whole(request.access)


@operations.add(
    "GET", "/cases/{reference}/document", scope=CASES_READ, needs=Permission.TAKE_CASE_FILE, gives=DocumentOut
)
def read_document(request: ApiRequest, response: HttpResponse, reference: Reference) -> dict[str, Any]:
    """Read what a procurement says.

    The text of its case.yaml, and the same as data. ETag is the version, for If-Match.
    """
    response.headers["ETag"] = f'"{request.access.case.version}"'
    return document_values(request.access.case)


@operations.add(
    "PUT",
    "/cases/{reference}/document",
    scope=CASES_WRITE,
    needs=Permission.EDIT_CASE,
    gives=CaseOut,
    most=MOST_JSON,
)
def put_document(request: ApiRequest, reference: Reference, if_match: IfMatch, body: NewDocument) -> dict[str, Any]:
    """Replace what a procurement says.

    Kept word for word as a new version. Schemes are adopted in the service: the decisions that adopt one are to stay
    as they are. Answers 409 with both versions where somebody saved since the one that If-Match names.
    """
    return _replaced(request, {CASE_FILE: body.text}, seen=version_of(if_match))


@operations.add(
    "GET",
    "/cases/{reference}/file",
    scope=CASES_READ,
    needs=Permission.TAKE_CASE_FILE,
    gives=None,
    extra=file_answer(200, "The zip of the case", ZIP),
)
def read_file(request: ApiRequest, reference: Reference) -> HttpResponse:
    """Download the case file.

    A zip of readable files for the command line and the library: the document, adopted schemes, the lock of packs.
    Equal cases give equal bytes. ETag is the version, for If-Match.
    """
    case = request.access.case
    content = take_case_file(case, by=request.access.user)
    response = file_response(content, media=ZIP, name=f"case-{reference}-version-{case.version}.zip")
    response.headers["ETag"] = f'"{case.version}"'
    return response


@operations.add(
    "PUT",
    "/cases/{reference}/file",
    scope=CASES_WRITE,
    needs=Permission.EDIT_CASE,
    gives=CaseOut,
    most=MOST_FILE,
    extra=CASE_BODY,
)
def put_file(request: ApiRequest, reference: Reference, if_match: IfMatch) -> dict[str, Any]:
    """Replace what a procurement says by a case file.

    The body is case.yaml or the zip of the case. Schemes of a zip must be those that were adopted in the service.
    """
    return _replaced(request, _brought(request), seen=version_of(if_match))


def _brought(request: ApiRequest) -> dict[str, str]:
    return texts_of_case_file(read_body(request, MOST_FILE), name="case")


def _begin(texts: dict[str, str], request: ApiRequest) -> Case:
    refuse_bad_case(texts)
    return start_from_texts(texts, by=request.person)


def _started(request: ApiRequest, case: Case) -> Status:
    return Status(201, case_whole(case_access(case, request.person)))


def _replaced(request: ApiRequest, texts: Mapping[str, str], *, seen: int) -> dict[str, Any]:
    case = request.access.case
    try:
        replace_document(case, texts, seen=seen, by=request.person)
    except Overtaken as overtaken:
        raise OvertakenAt(case, seen, overtaken) from overtaken
    case.refresh_from_db()
    return case_whole(case_access(case, request.person))
