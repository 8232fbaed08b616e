"""The forecast's line of the task list. Nothing is computed for it, and nothing waits for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.queries import missing_parts
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.queries import has_forecast
from commonweal_web.procurements.tasks import Group, Status, Task, register
from commonweal_web.procurements.translate import Document


def forecast(access: CaseAccess, document: Document) -> Status:
    """Never demanded; done once there is one, whose beliefs people mend for as long as they like."""
    if document.opened is None or missing_parts(document):
        return Status.CANNOT_START
    return Status.DONE if has_forecast(access.case) else Status.OPTIONAL


register(
    Task(
        key="forecast",
        group=Group.DESIGN,
        title=_("Forecast the impact"),
        url_name="forecast",
        permission=Permission.SEE_CASE,
        status=forecast,
        hint=_("What it may be worth, how sure that is, and what to find out first"),
    )
)
