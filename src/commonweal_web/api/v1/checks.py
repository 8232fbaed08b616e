"""Findings and checks, and answers to them."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path

from commonweal_web.accounts.roles import Permission
from commonweal_web.api.queries.design import check_values, check_whole, findings_values
from commonweal_web.api.scopes import CHECKS_READ, CHECKS_WRITE
from commonweal_web.api.v1.answers import read_answers
from commonweal_web.api.v1.operations import MOST_JSON, ApiRequest, Operations
from commonweal_web.api.v1.parameters import IfMatch, Reference, version_of
from commonweal_web.api.v1.problems import NotNow, OvertakenAt
from commonweal_web.api.v1.scheme_schemas import AdoptedReasons, Answers, Checks, CheckWhole
from commonweal_web.procurements.actions.saving import Overtaken
from commonweal_web.procurements.models import Case
from commonweal_web.publication.actions.answering import adopt_reasons, answer_check
from commonweal_web.publication.queries.checks import CheckLine, check_lines
from commonweal_web.publication.queries.standing import Standing, readable_standing

operations = Operations("Findings and checks")
CASE = "/cases/{reference}"
CheckName = Annotated[
    str, Path(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Such as lots-considered.")
]


@operations.add("GET", f"{CASE}/checks", scope=CHECKS_READ, needs=Permission.SEE_CASE, gives=Checks)
def list_checks(request: ApiRequest, response: HttpResponse, reference: Reference) -> dict[str, Any]:
    """List findings and checks.

    Of the scheme that is at stake: the published one, else the newest adopted, else the balanced proposal. Answers
    409 while the procurement is not described far enough. ETag is the version, for If-Match.
    """
    standing = _standing(request.access.case)
    response.headers["ETag"] = f'"{standing.case.version}"'
    return {
        "version": standing.case.version,
        "findings": findings_values(standing),
        "checks": [check_values(line) for line in check_lines(standing)],
    }


@operations.add("GET", f"{CASE}/checks/{{check}}", scope=CHECKS_READ, needs=Permission.SEE_CASE, gives=CheckWhole)
def read_check(request: ApiRequest, response: HttpResponse, reference: Reference, check: CheckName) -> dict[str, Any]:
    """Read a check.

    With its questions, why it is asked, and the draft reasons that a person would adopt.
    """
    response.headers["ETag"] = f'"{request.access.case.version}"'
    return _whole(request.access.case, check)


@operations.add(
    "PATCH",
    f"{CASE}/checks/{{check}}/answers",
    scope=CHECKS_WRITE,
    needs=Permission.ANSWER_CHECK,
    gives=CheckWhole,
    most=MOST_JSON,
)
def patch_answers(
    request: ApiRequest,
    reference: Reference,
    check: CheckName,
    if_match: IfMatch,
    body: Answers,
) -> dict[str, Any]:
    """Answer a check.

    Questions that you leave out keep their answers; null takes one back. Other parts of the procurement may have
    changed meanwhile; where somebody else answered the same question, the answer is 409 and nothing is saved.
    """
    case, seen = request.access.case, version_of(if_match)
    line = _line(_standing(case), check)
    if line.adopts_reasons:
        raise NotNow(
            _("This check is answered by a person who adopts the draft reasons."),
            _("Read them with the check, and send reasons_digits to its address with /reasons."),
        )
    answers = read_answers(line.questions, body.answers)
    try:
        answer_check(case, check, answers, based_on=seen, by=request.person)
    except Overtaken as overtaken:
        raise OvertakenAt(case, seen, overtaken) from overtaken
    return _whole(Case.objects.get(pk=case.pk), check)


@operations.add(
    "POST",
    f"{CASE}/checks/{{check}}/reasons",
    scope=CHECKS_WRITE,
    needs=Permission.ANSWER_CHECK,
    gives=CheckWhole,
    most=MOST_JSON,
)
def post_reasons(
    request: ApiRequest,
    reference: Reference,
    check: CheckName,
    if_match: IfMatch,
    body: AdoptedReasons,
) -> dict[str, Any]:
    """Adopt the draft reasons of a check.

    They become the authority's own, in your name: those that you read, as `reasons_digits` says, and no others.
    """
    case, seen = request.access.case, version_of(if_match)
    if not _line(_standing(case), check).adopts_reasons:
        raise NotNow(_("This check has no draft reasons to adopt."), _("Answer its questions."))
    try:
        adopt_reasons(case, check, digits=body.digits, based_on=seen, by=request.person)
    except Overtaken as overtaken:
        raise OvertakenAt(case, seen, overtaken) from overtaken
    return _whole(Case.objects.get(pk=case.pk), check)


def _standing(case: Case) -> Standing:
    standing, problem = readable_standing(case)
    if standing is None:
        raise NotNow(problem, _("Describe the procurement further, then ask again."))
    return standing


def _line(standing: Standing, check: str) -> CheckLine:
    line = next((each for each in check_lines(standing) if each.name == check), None)
    if line is None:
        raise Http404(_("There is no such check."))
    return line


def _whole(case: Case, check: str) -> dict[str, Any]:
    standing = _standing(case)
    return check_whole(standing, _line(standing, check)) | {"version": case.version}
