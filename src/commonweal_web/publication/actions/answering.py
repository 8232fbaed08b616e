"""Answering checks, and giving them to named people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.scheme.checks import State
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.actions import acting, save_parts
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate import person_label
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.telling import team_who_may, tell
from commonweal_web.publication.models import CheckTask, MessageKind
from commonweal_web.publication.queries.checks import CheckLine, find_line
from commonweal_web.publication.queries.reasons import adopting_answers, shown_reasons
from commonweal_web.publication.queries.standing import standing_of

PART = "answers"


def answer_check(case: Case, check: str, answers: Mapping[str, Any], *, based_on: int, by: User) -> CheckLine:
    """Give, change or (with None) take back answers to a check's questions. Gives the check as it then stands.

    Also while the scheme is published: checks are asked until the contract ends. A task to answer it ends with it.
    """
    with transaction.atomic():
        line = _line(case, check)
        unknown = set(answers) - {question.key for question in line.questions}
        if unknown:
            raise Refused(_("This check asks nothing of that name."))
        given = {question.key: question.answer for question in line.questions}
        parts: dict[tuple[str | int, ...], Any] = {
            ("answers", check, key): value for key, value in answers.items() if given.get(key) != value
        }
        if parts:
            save_parts(
                case,
                parts,
                based_on=based_on,
                part=PART,
                by=by,
                permission=Permission.ANSWER_CHECK,
                kind="check-answered",
                facts={"check": check, "questions": len(parts)},
            )
            line = _line(Case.objects.get(pk=case.pk), check)
        if line.answer.verdict.state is not State.NOT_ANSWERED:
            _end_task(case, check)
    return line


def adopt_reasons(case: Case, check: str, *, digits: str, based_on: int, by: User) -> CheckLine:
    """Make the draft reasons of a check the authority's own, in a person's name: those that they read, no others."""
    standing = standing_of(Case.objects.get(pk=case.pk))
    if standing.version is None:
        raise Refused(_("No scheme is adopted, so there are no reasons to adopt."))
    if digits != shown_reasons(standing, check):
        raise Refused(_("The reasons have changed since you opened this page: read them again."))
    return answer_check(
        case, check, adopting_answers(standing, check, label=person_label(by)), based_on=based_on, by=by
    )


def give_task(case: Case, check: str, person: User, *, due_on: date | None, note: str, by: User) -> CheckTask:
    """Make a check a person's task, in place of whoever had it."""
    with acting(case, Permission.ANSWER_CHECK, by=by) as locked:
        if person not in team_who_may(locked, Permission.ANSWER_CHECK):
            raise Refused(_("Only people on the team whose role includes answering checks can be given one."))
        if not _line(locked, check).waits_for_answer:
            raise Refused(_("This check no longer waits for an answer, so there is nothing to give to anybody."))
        CheckTask.objects.filter(case=locked, check_name=check, ended_at=None).update(ended_at=timezone.now())
        given = CheckTask.objects.create(
            case=locked,
            check_name=check,
            person=person,
            due_on=due_on,
            note=note,
            given_by=by,
            given_at=timezone.now(),
        )
        record_event(
            "check-assigned",
            by=by.key,
            chain=locked.chain,
            facts={"check": check, "person": person.key, "due": due_on.isoformat() if due_on else ""},
        )
        tell(locked, MessageKind.ASKED, [person], about=check, by=by)
    return given


def withdraw_task(case: Case, check: str, *, by: User) -> None:
    """Nobody in particular is to answer a check any longer."""
    with acting(case, Permission.ANSWER_CHECK, by=by) as locked:
        open_task = CheckTask.objects.filter(case=locked, check_name=check, ended_at=None).first()
        if open_task is None:
            return
        open_task.ended_at = timezone.now()
        open_task.save()
        record_event(
            "check-unassigned",
            by=by.key,
            chain=locked.chain,
            facts={"check": check, "person": str(open_task.person_id)},
        )


def _line(case: Case, check: str) -> CheckLine:
    line = find_line(standing_of(Case.objects.get(pk=case.pk)), check)
    if line is None:
        raise Refused(_("There is no such check."))
    return line


def _end_task(case: Case, check: str) -> None:
    CheckTask.objects.filter(case=case, check_name=check, ended_at=None).update(ended_at=timezone.now(), answered=True)
