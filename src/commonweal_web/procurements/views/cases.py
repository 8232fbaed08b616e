"""The list of a person's procurements, the page of one, and its versions."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal_web.accounts.access import organisation_permissions, public, signed_in
from commonweal_web.accounts.roles import Permission
from commonweal_web.layout import components
from commonweal_web.procurements import glossary
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.doors import doors, published_addresses
from commonweal_web.procurements.findings import Hindrance, find_hindrances
from commonweal_web.procurements.forms.finding import FindForm
from commonweal_web.procurements.models import Case, CaseVersion, State
from commonweal_web.procurements.queries import (
    comments_on,
    found_cases,
    newest_document,
    roles_on,
    team_of,
    versions_of,
    whole_versions,
)
from commonweal_web.procurements.queries.people import name_people
from commonweal_web.procurements.sections import SECTIONS
from commonweal_web.procurements.tasks import Group, Status, Task, all_tasks
from commonweal_web.procurements.translate import Document, person_labels, read_document
from commonweal_web.procurements.translate.difference import Difference, differences, for_people
from commonweal_web.procurements.translate.forecast_difference import forecast_differences
from commonweal_web.procurements.translate.ribbon import draw_ribbon
from commonweal_web.procurements.waiting import waiting_for

Text = str | Promise
PAGE = 20
BEING_AMENDED = {State.DRAFT, State.IN_APPROVAL, State.APPROVED}  # of a case of which something is published
SHOWN = 3  # hindrances on the page of a case
STATE_COLOURS = {
    State.DRAFT: "blue",
    State.IN_APPROVAL: "teal",
    State.APPROVED: "green",
    State.PUBLISHED: "purple",
    State.AMENDED: "purple",
    State.CLOSED: "grey",
}
# Who is waited for, by state and role.
NEEDS: dict[tuple[str, str], Text] = {
    (State.DRAFT, "commercial-lead"): gettext_lazy("Describe and design"),
    (State.IN_APPROVAL, "approver"): gettext_lazy("Waits for your approval"),
    (State.APPROVED, "commercial-lead"): gettext_lazy("Ready to publish"),
}
STATUSES = {
    Status.CANNOT_START: components.CANNOT_START,
    Status.NOT_STARTED: components.NOT_STARTED,
    Status.IN_PROGRESS: components.IN_PROGRESS,
    Status.NEEDS_DECISION: components.NEEDS_DECISION,
    Status.OPTIONAL: components.Status(text=Status.OPTIONAL.label, colour="grey"),
    Status.DONE: components.DONE,
}


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The procurements that a person works on: looked through, sorted, and what in them waits for this person."""
    form = FindForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    cases = found_cases(request.user, words=said.get("q", ""), state=said.get("state", ""), sort=said.get("sort", ""))  # type: ignore[arg-type]
    page = Paginator(cases, PAGE).get_page(request.GET.get("page"))
    roles = roles_on(request.user, page.object_list)  # type: ignore[arg-type]
    urls = doors(page.object_list, roles)  # type: ignore[arg-type]
    published = published_addresses(list(page.object_list))
    rows = [
        {
            "case": case,
            "url": urls[case.pk],
            "status": state_tag(case, published=case.pk in published),
            "needs": needs(case, roles.get(case.pk, set())),
        }
        for case in page
    ]
    may = organisation_permissions(request.user)
    context = {
        "form": form,
        "rows": rows,
        "page": page,
        "filtered": any(said.get(name) for name in ("q", "state")),
        "waiting": waiting_for(request.user),  # type: ignore[arg-type]
        "may_start": Permission.START_CASE in may,
        "sees_missions": Permission.SEE_MISSIONS in may,
        "may": may,
    }
    return render(request, "procurements/home.html", context)


def state_tag(case: Case, *, published: bool = False) -> components.Status:
    """The state of a case. While a published scheme is amended, it stays published."""
    if published and case.state in BEING_AMENDED:
        return components.Status(text=_("Published, being amended"), colour=STATE_COLOURS[State.PUBLISHED])
    return components.Status(text=State(case.state).label, colour=STATE_COLOURS[State(case.state)])


def needs(case: Case, roles: set[str]) -> Text:
    """What waits for somebody with these roles; empty where nothing does."""
    return next((words for (state, role), words in NEEDS.items() if state == case.state and role in roles), "")


@case_page(Permission.SEE_CASE)
def case(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """The task list of a case, its stages drawn to scale, where it stands, and what blocks it."""
    document = newest_document(access.case)
    groups = _groups(access, document)
    hindrances = find_hindrances(access, document)
    published = published_addresses([access.case]).get(access.case.pk, "")
    context = {
        "access": access,
        "document": document,
        "groups": groups,
        "drawing": draw_ribbon(document),
        "status": state_tag(access.case, published=bool(published)),
        "published": published if access.case.state in BEING_AMENDED else "",
        "sentence": _sentence(access, groups, hindrances),
        "next_task": _next_task(access, groups, hindrances, adopted=_is_adopted(document)),
        "nothing_stops": not any(each.blocks for each in hindrances),
        "hindrances": hindrances[:SHOWN],
        "more": max(0, len(hindrances) - SHOWN),
        "more_url": _address("approval", access.case.reference) if _is_adopted(document) else "",
        "open_comments": sum(comment.resolved_at is None for comment in comments_on(access.case)),
        "may_comment": access.may(Permission.COMMENT),
        "may_start": Permission.START_CASE in organisation_permissions(access.user),
        "members": len({member.user_id for member in team_of(access.case)}),
    }
    return render(request, "procurements/case.html", context)


def _groups(access: CaseAccess, document: Document) -> list[dict[str, Any]]:
    """The task list by group, with how many of each group are done."""
    made = []
    for group, tasks in groupby(all_tasks(), key=lambda task: task.group):
        shown = [_shown(task, access, document) for task in tasks if task.shown(document)]
        done = sum(task.status is components.DONE for task in shown)
        asked = sum(task.status is not STATUSES[Status.OPTIONAL] for task in shown)
        if shown:
            made.append({"key": group, "title": Group(group).label, "tasks": shown, "done": done, "count": asked})
    return made


def _is_adopted(document: Document) -> bool:
    return document.opened is not None and document.opened.newest_scheme is not None


def _next_task(
    access: CaseAccess, groups: list[dict[str, Any]], hindrances: list[Hindrance], *, adopted: bool
) -> components.Task | None:
    """What to go on with: what waits for this person's decision, else the first thing not begun, else not finished.

    Once a scheme is adopted the description was enough for it. Where no task is open, an obstacle says what is next.
    """
    edits = access.may(Permission.EDIT_CASE)
    mine = [group for group in groups if edits or group["key"] == Group.PUBLISH]
    waiting = _first(mine, Status.NEEDS_DECISION)
    if waiting is not None or not edits:
        return waiting
    mine = [group for group in mine if not (adopted and group["key"] == Group.DESCRIBE)]
    return _first(mine, Status.NOT_STARTED) or _first(mine, Status.IN_PROGRESS) or _asked_for(hindrances)


def _first(groups: list[dict[str, Any]], status: Status) -> components.Task | None:
    tasks: list[components.Task] = [task for group in groups for task in group["tasks"] if task.url]
    return next((task for task in tasks if task.status is STATUSES[status]), None)


def _asked_for(hindrances: list[Hindrance]) -> components.Task | None:
    asking = next((each for each in hindrances if each.blocks and each.remedy), None)
    return components.Task(name=asking.remedy, status=components.NOT_STARTED, url=asking.url) if asking else None


def _shown(task: Task, access: CaseAccess, document: Document) -> components.Task:
    status = task.status(access, document)
    opens = access.may(task.permission) and status is not Status.CANNOT_START
    url = _address(task.url_name, access.case.reference, *task.url_arguments) if opens else ""
    decides = status is Status.NEEDS_DECISION and task.decision
    return components.Task(
        name=task.decision if decides else task.title, status=STATUSES[status], url=url, hint=task.hint
    )


def _address(name: str, *arguments: str) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def _sentence(access: CaseAccess, groups: list[dict[str, Any]], hindrances: list[Any]) -> str:
    """Where the case stands, in one sentence."""
    state = State(access.case.state)
    if state is State.DRAFT:
        done, count = sum(each["done"] for each in groups), sum(each["count"] for each in groups)
        if any(each.blocks for each in hindrances):
            return _("%(done)s of %(count)s tasks are done, and something essential is still missing.") % {
                "done": done,
                "count": count,
            }
        return _("%(done)s of %(count)s tasks are done, and nothing essential is missing from the description.") % {
            "done": done,
            "count": count,
        }
    return {
        State.IN_APPROVAL: _("Its scheme waits for an approver; nothing can be changed meanwhile."),
        State.APPROVED: _("Its scheme is approved, and can be published."),
        State.PUBLISHED: _("Its scheme is published; it can be amended while the procedure allows it."),
        State.AMENDED: _("Its scheme was amended after it was published."),
        State.CLOSED: _("It is closed: it can be read, and nothing in it changes."),
    }[state]


@case_page(Permission.SEE_HISTORY)
def history(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Every version of the document: who saved it, when, and which part; any two can be compared."""
    page = Paginator(versions_of(access.case), 50).get_page(request.GET.get("page"))
    rows = [(version, _part_title(version.part)) for version in page]
    return render(request, "procurements/history.html", {"access": access, "page": page, "rows": rows})


PARTS: dict[str, Text] = {
    "start": gettext_lazy("Started"),
    "assumptions": gettext_lazy("Assumptions"),
    "case-file": gettext_lazy("Case file taken over"),
}


def _part_title(part: str) -> Text:
    section = SECTIONS.get(part)
    return section.title if section else PARTS.get(part, part.replace("-", " ").capitalize())


@case_page(Permission.SEE_HISTORY)
def compare(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """What differs between two versions, part by part."""
    numbers = [
        _number(request.GET.get(name), default)
        for name, default in (("from", access.case.version - 1), ("to", access.case.version))
    ]
    earlier, later = sorted(max(1, number) for number in numbers)
    versions = whole_versions(access.case, earlier, later)
    if len(versions) != len({earlier, later}):
        raise Http404(_("There is no such version."))
    context = {
        "access": access,
        "earlier": versions[earlier],
        "later": versions[later],
        "differences": _differences(access.case, versions[earlier], versions[later]),
    }
    return render(request, "procurements/compare.html", context)


def _differences(case: Case, earlier: CaseVersion, later: CaseVersion) -> list[Difference]:
    """Of their documents, and of the inputs of their forecasts."""
    one, other = read_document(earlier.text).data, read_document(later.text).data
    found = [*differences(one, other), *forecast_differences(earlier.forecast, later.forecast, one, other)]
    return for_people(found, name_people(case, person_labels(earlier.text, later.text)))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default


@public
def show_glossary(request: HttpRequest) -> HttpResponse:
    """Every word of the service with its meaning."""
    return render(request, "procurements/glossary.html", {"terms": glossary.terms()})
