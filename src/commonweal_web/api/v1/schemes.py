"""Schemes: the three proposals, what was adopted, what was published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Path

from commonweal_web.accounts.roles import Permission
from commonweal_web.api.queries.design import (
    MisuseError,
    NotDesigned,
    adopted_scheme,
    challenge_of,
    challenge_of_version,
    proposals_of,
    why_not_of,
)
from commonweal_web.api.scopes import SCHEMES_READ
from commonweal_web.api.v1.operations import ApiRequest, Operations
from commonweal_web.api.v1.parameters import Number, OptionName, Reference
from commonweal_web.api.v1.problems import NotNow, not_found_instead
from commonweal_web.api.v1.scheme_schemas import (
    ChallengeOut,
    Explained,
    OptionOut,
    Proposals,
    PublicationOut,
    Publications,
    SchemeOut,
    Schemes,
)
from commonweal_web.procurements.models import SchemeVersion
from commonweal_web.publication.models import Publication
from commonweal_web.publication.queries.published import refuse_altered
from commonweal_web.publication.translate import published_values

operations = Operations("Schemes")
Code = Annotated[
    str, Path(max_length=80, pattern=r"^[A-Za-z0-9]+([ ._-][A-Za-z0-9]+)*$", description="The code of a criterion.")
]
CASE = "/cases/{reference}"
SEE, SEE_PUBLISHED = Permission.SEE_CASE, Permission.SEE_PUBLISHED


@operations.add("GET", f"{CASE}/proposals", scope=SCHEMES_READ, needs=SEE, gives=Proposals)
def read_proposals(request: ApiRequest, reference: Reference) -> dict[str, Any]:
    """Read the three proposals.

    The same as `commonweal design --json`: edition, value, and of each option its scheme, findings, checks and what
    is not in it. Answers 409 while something is missing. The first time takes as long as the design does.
    """
    with _told():
        return proposals_of(request.access.case)


@operations.add("GET", f"{CASE}/proposals/{{option}}", scope=SCHEMES_READ, needs=SEE, gives=OptionOut)
def read_proposal(request: ApiRequest, reference: Reference, option: OptionName) -> dict[str, Any]:
    """Read one proposal."""
    with _told():
        options = proposals_of(request.access.case)["options"]
    return next(each for each in options if each["option"] == option)


@operations.add("GET", f"{CASE}/proposals/{{option}}/why-not/{{code}}", scope=SCHEMES_READ, needs=SEE, gives=Explained)
def read_why_not(request: ApiRequest, reference: Reference, option: OptionName, code: Code) -> dict[str, Any]:
    """Read why a criterion is, or is not, in a proposal.

    Stage by stage, with its fit. What forcing it would cost is solved anew, and only on the pages.
    """
    with _told(), not_found_instead(MisuseError):
        return why_not_of(request.access.case, option, code)


@operations.add("GET", f"{CASE}/proposals/{{option}}/challenge", scope=SCHEMES_READ, needs=SEE, gives=ChallengeOut)
def read_challenge(request: ApiRequest, reference: Reference, option: OptionName) -> dict[str, Any]:
    """Read the challenge of a proposal.

    Whether it would reward the wrong bid, its leaks with their mends, and all that this rests on; the same as
    `commonweal challenge --json`. It tells how a bidder would play the scheme: keep it inside the team.
    """
    with _told():
        return challenge_of(request.access.case, option)


@operations.add("GET", f"{CASE}/schemes", scope=SCHEMES_READ, needs=SEE, gives=Schemes)
def list_schemes(request: ApiRequest, reference: Reference) -> dict[str, Any]:
    """List the adopted schemes.

    With the digest of each, and when it was approved and published.
    """
    return {"items": [_line(each) for each in request.access.case.schemes.all()]}


@operations.add("GET", f"{CASE}/schemes/{{number}}", scope=SCHEMES_READ, needs=SEE, gives=SchemeOut)
def read_scheme(request: ApiRequest, reference: Reference, number: Annotated[Number, Path()]) -> dict[str, Any]:
    """Read an adopted scheme."""
    case = request.access.case
    row = case.schemes.filter(number=number).first()
    scheme = adopted_scheme(case, number) if row else None
    if row is None or scheme is None:
        raise Http404(_("There is no scheme of that number."))
    return {**_line(row), "scheme": scheme}


@operations.add("GET", f"{CASE}/schemes/{{number}}/challenge", scope=SCHEMES_READ, needs=SEE, gives=ChallengeOut)
def read_scheme_challenge(
    request: ApiRequest, reference: Reference, number: Annotated[Number, Path()]
) -> dict[str, Any]:
    """Read the challenge of an adopted scheme.

    With the case as it stood when the scheme was adopted, and what is judged of bidders today.
    """
    with _told():
        found = challenge_of_version(request.access.case, number)
    if found is None:
        raise Http404(_("There is no scheme of that number."))
    return found


@operations.add("GET", f"{CASE}/published", scope=SCHEMES_READ, needs=SEE_PUBLISHED, gives=Publications)
def list_published(request: ApiRequest, reference: Reference) -> dict[str, Any]:
    """List the published versions."""
    rows = Publication.objects.filter(case=request.access.case).select_related("scheme", "parent")
    return {"items": [_published(each) for each in rows]}


@operations.add("GET", f"{CASE}/published/{{number}}", scope=SCHEMES_READ, needs=SEE_PUBLISHED, gives=PublicationOut)
def read_published(request: ApiRequest, reference: Reference, number: Annotated[Number, Path()]) -> dict[str, Any]:
    """Read a published version.

    What bidders may see. Its digest is of the bytes of the document `scheme`, not of this answer.
    """
    rows = Publication.objects.filter(case=request.access.case, number=number).select_related("scheme", "parent")
    row = rows.first()
    if row is None:
        raise Http404(_("No such version is published."))
    refuse_altered(row)
    return {**_published(row), "content": published_values(row)}


def _line(row: SchemeVersion) -> dict[str, Any]:
    return {
        "number": row.number,
        "option": row.option,
        "digest": row.digest,
        "case_version": row.case_version,
        "reason": row.reason,
        "adopted_at": row.adopted_at,
        "adopted_by": str(row.adopted_by_id),
        "approved_at": row.approved_at,
        "published_at": row.published_at,
    }


def _published(row: Publication) -> dict[str, Any]:
    return {
        "number": row.number,
        "scheme": row.scheme.number,
        "parent": row.parent.number if row.parent else None,
        "digest": row.digest,
        "published_at": row.at,
    }


@contextmanager
def _told() -> Iterator[None]:
    """What keeps a case from being designed, as a problem of this moment."""
    try:
        yield
    except NotDesigned as lacking:
        raise NotNow(str(lacking), _("Describe the procurement further, then ask again.")) from lacking
