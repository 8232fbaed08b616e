"""The lines that publication adds to a case's task list."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.models import User, display_name
from commonweal_web.accounts.roles import Permission
from commonweal_web.design.queries import kept_design, missing_parts, packs_of
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.findings import Hindrance, register_finder
from commonweal_web.procurements.models import State
from commonweal_web.procurements.tasks import Group, Status, Task, register
from commonweal_web.procurements.translate import Document
from commonweal_web.procurements.waiting import Waiting, register_looker
from commonweal_web.publication.queries.approval import last_sent_back, submissions_of
from commonweal_web.publication.queries.assigned import tasks_of
from commonweal_web.publication.queries.documents import was_taken
from commonweal_web.publication.queries.messages import lines_for
from commonweal_web.publication.queries.standing import Standing, standing_of

OUT = {State.PUBLISHED, State.AMENDED, State.CLOSED}


def register_all() -> None:
    """Tasks on the task list, obstacles on the case's page, and what waits for a person on their first page."""
    _register_tasks()
    register_finder("publication", find_obstacles)
    register_looker("publication", find_waiting)


def _register_tasks() -> None:
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
            decision=_("Approve the scheme, or send it back"),
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
    standing = _standing(access, document)
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
    standing = _standing(access, document)
    ready = standing.version is not None and _answers(standing) is not None and not standing.obstacles
    return Status.NOT_STARTED if ready else Status.CANNOT_START


def publication_status(access: CaseAccess, document: Document) -> Status:  # noqa: ARG001 - as every task's
    state = access.case.state
    if state == State.APPROVED:
        return Status.NEEDS_DECISION if access.may(Permission.PUBLISH) else Status.IN_PROGRESS
    return Status.DONE if state in OUT else Status.CANNOT_START


def documents_status(access: CaseAccess, document: Document) -> Status:
    """Drafts of them can be taken at any time; of a published scheme it is done once somebody has taken one."""
    if document.opened is None:
        return Status.CANNOT_START
    if access.case.state not in OUT:
        return Status.OPTIONAL
    return Status.DONE if was_taken(access.case) else Status.NOT_STARTED


def _standing(access: CaseAccess, document: Document) -> Standing:
    """How the case stands, read once for all the lines of a page that share its document."""
    kept: tuple[Document, Standing] | None = getattr(access.case, "_kept_standing", None)
    if kept is None or kept[0] is not document:
        kept = (document, standing_of(access.case, document))
        access.case._kept_standing = kept  # type: ignore[attr-defined]
    return kept[1]


def _answers(standing: Standing) -> tuple | None:
    """The checks' answers; None where nothing can be designed yet."""
    try:
        return standing.answers
    except CommonwealError:
        return None


def find_obstacles(access: CaseAccess, document: Document) -> list[Hindrance]:
    """What stops the design or publication of the scheme at stake, as the case's page lists it."""
    if document.opened is None or access.case.state in OUT:
        return []
    standing = _standing(access, document)
    if standing.version is None:
        return _before_adoption(access, document)
    if _answers(standing) is None:
        return []
    return [
        *_sent_back(access),
        *_of_obstacles(access, standing),
    ]


def _sent_back(access: CaseAccess) -> list[Hindrance]:
    """What the approver said, while the scheme has not been submitted again."""
    outcome = last_sent_back(submissions_of(access.case)) if access.case.state == State.DRAFT else None
    if outcome is None:
        return []
    said = _("Sent back by %(person)s: %(reason)s") % {
        "person": display_name(outcome.by),
        "reason": Truncator(outcome.reason).chars(300),
    }
    return [Hindrance(message=said, url=reverse("approval", args=[access.case.reference]), blocks=False)]


def _of_obstacles(access: CaseAccess, standing: Standing) -> list[Hindrance]:
    return [
        Hindrance(
            message=each.message,
            url=each.address(access.case.reference),
            remedy=each.remedy if each.page == "proposal" and not each.check else "",
        )
        for each in standing.obstacles
    ]


def _before_adoption(access: CaseAccess, document: Document) -> list[Hindrance]:
    """The checks that wait before publication, counted where the design is at hand: nothing is solved for a list."""
    if missing_parts(document):
        return []
    design = kept_design(document, packs_of(access.case.organisation))
    said = str(_("Checks wait before publication."))
    if design is not None:
        count = sum(each.blocks_publication for each in design.proposals.option("balanced").answers)
        if not count:
            return []
        words = ngettext(
            "%(count)s check waits before publication.", "%(count)s checks wait before publication.", count
        )
        said = words % {"count": count}
    url = reverse("checks", args=[access.case.reference])
    return [Hindrance(message=said, url=url, blocks=False, link=_("See the checks"))]


def find_waiting(user: User) -> list[Waiting]:
    """The checks that a person is to answer, and what they have not yet been told. Two queries."""
    tasks = [
        Waiting(
            text=_("Answer: %(title)s") % {"title": each.title},
            of=each.task.case.title,
            url=reverse("check", args=[each.task.case.reference, each.task.check_name]),
            due_on=each.task.due_on,
            late=each.is_late,
        )
        for each in tasks_of(user, today=timezone.localdate())
    ]
    asked = {each.url for each in tasks}
    told = [Waiting(text=line.text, of=line.message.case.title, url=line.url) for line in lines_for(user)]
    return [*tasks, *(each for each in told if each.url not in asked)]
