"""The challenge's line of the task list. Nothing is computed for it, and nothing waits for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.challenge.report import Verdict
from commonweal_web.accounts.roles import Permission
from commonweal_web.challenge.queries import verdict_at_hand
from commonweal_web.design.queries import missing_parts
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.tasks import Group, Status, Task, register
from commonweal_web.procurements.translate import Document

LEAKING = frozenset({Verdict.LEAKS, Verdict.MISLEADS})


def challenge(access: CaseAccess, document: Document) -> Status:
    """Never demanded, for it is advice. Done where it holds, in progress where something leaks, as it was last seen."""
    if document.opened is None or missing_parts(document):
        return Status.CANNOT_START
    verdict = verdict_at_hand(access.case)
    if verdict is None:
        return Status.OPTIONAL
    return Status.IN_PROGRESS if verdict in LEAKING else Status.DONE


register(
    Task(
        key="challenge",
        group=Group.DESIGN,
        title=_("Challenge the scheme"),
        url_name="challenge",
        permission=Permission.SEE_CASE,
        status=challenge,
        hint=_("Whether it would reward the wrong bid, and the smallest change that mends it"),
    )
)
