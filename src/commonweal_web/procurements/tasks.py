"""The task list of a case: each app adds its own tasks, in `AppConfig.ready`, and the case's page shows them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.roles import Permission

if TYPE_CHECKING:
    from commonweal_web.procurements.access import CaseAccess
    from commonweal_web.procurements.translate import Document


class Status(TextChoices):
    """How far a task is."""

    CANNOT_START = "cannot-start", _("Cannot start yet")
    NOT_STARTED = "not-started", _("Not started")
    IN_PROGRESS = "in-progress", _("In progress")
    NEEDS_DECISION = "needs-decision", _("Needs your decision")
    OPTIONAL = "optional", _("Optional")
    DONE = "done", _("Completed")


class Group(TextChoices):
    """The parts of the list, in order."""

    DESCRIBE = "describe", _("Describe the procurement")
    DESIGN = "design", _("Design the scheme")
    CHECK = "check", _("Clear the findings")
    PUBLISH = "publish", _("Approve and publish")


Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the task list. `url_name` takes the case's reference; `status` is told the case and its document.

    `decision` is what it is called for the person whose decision it needs, where that is not the title.
    `shown` leaves a task out of the lists of cases that it has nothing to do with.
    """

    key: str
    group: Group
    title: Text
    url_name: str
    permission: Permission
    status: Callable[[CaseAccess, Document], Status]
    decision: Text = ""
    hint: Text = ""
    url_arguments: tuple[str, ...] = ()
    shown: Callable[[Document], bool] = lambda _document: True


_TASKS: dict[str, Task] = {}


def register(task: Task) -> None:
    """Add a task to every case's list; a key stands for one task."""
    _TASKS[task.key] = task


def all_tasks() -> tuple[Task, ...]:
    """Every task, by group; inside a group in the order in which they were added."""
    order = list(Group)
    return tuple(sorted(_TASKS.values(), key=lambda task: order.index(task.group)))
