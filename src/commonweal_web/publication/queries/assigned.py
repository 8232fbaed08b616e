"""Checks given to named people to answer: who may have one, and what each person has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import CASE_ROLES, Permission
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate.naming import check_title
from commonweal_web.publication.models import CheckTask


def open_tasks(case: Case) -> Iterable[CheckTask]:
    return CheckTask.objects.filter(case=case, ended_at=None).select_related("person")


def who_may_answer(case: Case) -> list[User]:
    """The people of a team whose role includes answering checks, by name. One query."""
    roles = [key for key, role in CASE_ROLES.items() if Permission.ANSWER_CHECK in role.permissions]
    members = case.team.filter(role__in=roles, user__is_active=True).select_related("user")
    return sorted({each.user for each in members}, key=lambda user: (user.name, user.key))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalTask:
    """A check that a person is to answer, as their own list shows it."""

    task: CheckTask
    title: str
    today: date

    @property
    def is_late(self) -> bool:
        return self.task.due_on is not None and self.task.due_on < self.today


def tasks_of(user: User, *, today: date) -> tuple[PersonalTask, ...]:
    """The checks that a person is to answer, the most pressing first. One query."""
    found = CheckTask.objects.filter(person=user, ended_at=None).select_related("case")
    return tuple(
        PersonalTask(task=task, title=check_title(task.check_name), today=today)
        for task in sorted(found, key=lambda task: (task.due_on or date.max, task.pk))
    )
