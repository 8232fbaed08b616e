"""What goes wrong, in one shape: a message, where, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import Field

from commonweal.record.errors import CommonwealError, RefusedError
from commonweal_web.procurements.actions.saving import Overtaken
from commonweal_web.procurements.models import Case, CaseVersion
from commonweal_web.publication.actions import Refused

LONGEST = 2_000
DIGEST = (
    "SHA-256 of the canonical JSON of the document's text; where there is a forecast, of both texts by the names of "
    "their files in a case file."
)


class Problem(Schema):
    """Why a request was not done. Nothing was changed."""

    message: str = Field(description="What is wrong, in one sentence.")
    where: str = Field(description="The part of the request or of the document that it concerns; may be empty.")
    remedy: str = Field(description="What to do; may be empty.")


class VersionOf(Schema):
    """A version of a case's document."""

    version: int
    digest: str = Field(description=DIGEST)


class Conflict(Problem):
    """The case stands otherwise than the request takes for granted."""

    yours: VersionOf | None = Field(None, description="The version that the request was made from, if there is one.")
    theirs: VersionOf | None = Field(None, description="The version that came first.")


class NotNow(Exception):
    """Something that cannot be done as the case stands: one sentence, and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Invalid(Exception):
    """A part of the request that is not what it should be, found beyond what a schema can say."""

    def __init__(self, message: str, *, where: str) -> None:
        super().__init__(message)
        self.message = message
        self.where = where


class OvertakenAt(Exception):
    """Somebody saved after the version that a request was made from."""

    def __init__(self, case: Case, seen: int, overtaken: Overtaken) -> None:
        super().__init__(seen)
        self.theirs = overtaken.theirs
        self.yours = case.versions.filter(number=seen).first()


class TooLarge(Exception):
    """A body that is longer than the operation takes."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@contextmanager
def not_found_instead(error: type[Exception]) -> Iterator[None]:
    """What the engine does not know by that name is not there."""
    try:
        yield
    except error as unknown:
        raise Http404(getattr(unknown, "message", str(unknown))) from unknown


def answer_problems(api: NinjaAPI) -> None:
    """Every kind of problem with its status. An operation declares the same statuses."""
    for kind, answer in ANSWERS.items():
        api.add_exception_handler(kind, _handler(answer))


def _handler(answer: Callable[[Any], HttpResponse]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, error: answer(error)


def _say(status: int, message: str, *, where: str = "", remedy: str = "", **more: Any) -> HttpResponse:
    told = {"message": message[:LONGEST], "where": where[:LONGEST], "remedy": remedy[:LONGEST], **more}
    return JsonResponse(told, status=status)


def _unknown(_error: AuthenticationError) -> HttpResponse:
    remedy = _("Send “Authorization: Bearer” and a token of yours; you make one at /account/tokens/.")
    response = _say(401, _("There is no token, or none that works."), remedy=remedy)
    response.headers["WWW-Authenticate"] = 'Bearer realm="Commonweal"'
    return response


def _too_many(error: Throttled) -> HttpResponse:
    response = _say(429, _("This token has made too many requests."), remedy=_("Wait as long as Retry-After says."))
    response.headers["Retry-After"] = str(error.wait or 60)
    return response


def _unfit(error: ValidationError) -> HttpResponse:
    first = error.errors[0] if error.errors else {}
    where = ".".join(str(each) for each in first.get("loc", ()))
    return _say(422, str(first.get("msg", "")), where=where, remedy=_("Send what the operation’s schema describes."))


def _of_engine(error: CommonwealError) -> HttpResponse:
    status = 409 if isinstance(error, RefusedError) else 422
    return _say(status, error.message, where=error.where, remedy=_for_programs(error.remedy))


def _for_programs(remedy: str) -> str:
    """A remedy that names a command of the terminal helps nobody here."""
    return "" if "commonweal " in remedy or "--" in remedy else remedy


def _overtaken(error: OvertakenAt) -> HttpResponse:
    said = _("Somebody saved version %(number)s since the version that you name. Nothing of yours was saved.")
    return _say(
        409,
        said % {"number": error.theirs.number},
        where="If-Match",
        remedy=_("Read the newest version, make your change to it, and send it with its number."),
        yours=_version(error.yours),
        theirs=_version(error.theirs),
    )


def _version(row: CaseVersion | None) -> dict[str, Any] | None:
    return {"version": row.number, "digest": row.digest} if row else None


def _large(error: TooLarge) -> HttpResponse:
    said = _("The body is too large: at most %(megabytes)s MB are taken here.")
    return _say(413, said % {"megabytes": f"{error.most / 1_000_000:g}"}, where="body")


ANSWERS: dict[type[Exception], Callable[[Any], HttpResponse]] = {
    AuthenticationError: _unknown,
    Throttled: _too_many,
    ValidationError: _unfit,
    HttpError: lambda error: _say(error.status_code, _("The request cannot be read."), where="body"),
    CommonwealError: _of_engine,
    OvertakenAt: _overtaken,
    TooLarge: _large,
    Invalid: lambda error: _say(422, error.message, where=error.where),
    NotNow: lambda error: _say(409, error.message, remedy=error.remedy),
    Refused: lambda error: _say(409, str(error)),
    Http404: lambda error: _say(404, str(error) or _("There is no such thing.")),
    PermissionDenied: lambda error: _say(403, str(error) or _("You may not do this.")),
}
