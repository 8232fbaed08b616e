"""The lines that publication adds to a case's task list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.models import State
from commonweal_web.procurements.tasks import Group, Status, Task, register
from commonweal_web.procurements.translate import Document
from commonweal_web.publication.queries.standing import Standing, standing_of

OUT = {State.PUBLISHED, State.AMENDED, State.CLOSED}


def register_tasks() -> None:
    register(
        Task(
            key="checks",
            group=Group.CHECK,
            title=_("Answer the checks"),
            url_name="checks",
            permission=Permission.SEE_CASE,
            status=checks_status,
        )
    )
    register(
        Task(
            key="approval",
            group=Group.PUBLISH,
            title=_("Get approval from another person"),
            url_name="approval",
            permission=Permission.SEE_CASE,
            status=approval_status,
        )
    )
    register(
        Task(
            key="publication",
            group=Group.PUBLISH,
            title=_("Publish the scheme"),
            url_name="publication",
            permission=Permission.SEE_CASE,
            status=publication_status,
        )
    )
    register(
        Task(
            key="documents",
            group=Group.PUBLISH,
            title=_("Take the documents"),
            url_name="documents",
            permission=Permission.TAKE_PACK,
            status=documents_status,
        )
    )


def checks_status(access: CaseAccess, document: Document) -> Status:
    """Done once nothing is in the way of publication that a check asks for."""
    if document.opened is None:
        return Status.CANNOT_START
    standing = standing_of(access.case, document)
    if standing.version is None:
        return Status.CANNOT_START
    answers = _answers(standing)
    if answers is None:
        return Status.CANNOT_START
    if any(each.blocks_publication for each in answers):
        return Status.IN_PROGRESS if document.data.get("answers") else Status.NOT_STARTED
    return Status.DONE


def approval_status(access: CaseAccess, document: Document) -> Status:
    state = access.case.state
    if state == State.IN_APPROVAL:
        return Status.NEEDS_DECISION if access.may(Permission.APPROVE) else Status.IN_PROGRESS
    if state in {State.APPROVED, *OUT}:
        return Status.DONE
    if document.opened is None:
        return Status.CANNOT_START
    standing = standing_of(access.case, document)
    ready = standing.version is not None and _answers(standing) is not None and not standing.obstacles
    return Status.NOT_STARTED if ready else Status.CANNOT_START


def publication_status(access: CaseAccess, document: Document) -> Status:  # noqa: ARG001 - as every task's
    state = access.case.state
    if state == State.APPROVED:
        return Status.NEEDS_DECISION if access.may(Permission.PUBLISH) else Status.IN_PROGRESS
    return Status.DONE if state in OUT else Status.CANNOT_START


def documents_status(access: CaseAccess, document: Document) -> Status:  # noqa: ARG001 - as every task's
    return Status.CANNOT_START if document.opened is None else Status.NOT_STARTED


def _answers(standing: Standing) -> tuple | None:
    """The checks' answers; None where nothing can be designed yet."""
    try:
        return standing.answers
    except CommonwealError:
        return None
