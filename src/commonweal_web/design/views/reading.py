"""What every page of the design shares: the case designed, or the page that says what is missing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.queries import Designed, designed, missing_parts
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.keeping import forget_kept, kept_data
from commonweal_web.procurements.tasks import Group, Status, all_tasks

OPTIONS = ("lighter", "balanced", "fuller")


def open_design(access: CaseAccess) -> Designed:
    return designed(access.case)


def not_ready(request: HttpRequest, access: CaseAccess, found: Designed) -> HttpResponse:
    """The case cannot be designed: what is missing, sentence by sentence, with the tasks that mend it."""
    missing = missing_parts(found.document) or [found.problem]
    return show(request, "design/not_ready.html", access, missing=missing, tasks=open_tasks(access, found))


def open_tasks(access: CaseAccess, found: Designed) -> list[dict[str, Any]]:
    """The tasks of describing that are not done, each with its address."""
    tasks = []
    for task in all_tasks():
        if task.group != Group.DESCRIBE or not access.may(task.permission):
            continue
        if task.status(access, found.document) == Status.DONE and found.document.opened is None:
            continue
        try:
            url = reverse(task.url_name, args=(access.case.reference, *task.url_arguments))
        except NoReverseMatch:
            continue
        tasks.append({"url": url, "title": task.title})
    return tasks


def show(request: HttpRequest, template: str, access: CaseAccess, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of a case, with what this person may do."""
    shared = {"access": access, "case": access.case, "may_decide": access.may(Permission.DECIDE)}
    shared["base"] = reverse("proposal", args=(access.case.reference,))  # once: pages hold hundreds of links under it
    return render(request, template, {**shared, **context}, status=status)


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is to show: what was sent, or what was kept of it when a session ended."""
    return request.POST if request.method == "POST" else kept_data(request)


def done(request: HttpRequest, name: str, *arguments: str) -> HttpResponse:
    """On to the next page; what was kept of this one has been used."""
    forget_kept(request)
    return redirect(name, *arguments)
