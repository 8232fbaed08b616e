"""What pages of steps share: an attempt that is refused in words keeps everything that was typed."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonweal_web.procurements.access import CaseAccess
from commonweal_web.publication.actions import CommonwealError, Refused
from commonweal_web.publication.actions.telling import mark_seen
from commonweal_web.publication.queries.messages import Line, lines_for

REFUSED, FORBIDDEN, UNREADABLE = 409, 403, 422


def attempt(form: BaseForm, action: Callable[[], object]) -> int:
    """Do something; where it is refused, the form says why, and the status to answer with is given. 0: done."""
    try:
        action()
    except PermissionDenied as denied:
        form.add_error(None, str(denied))
        return FORBIDDEN
    except Refused as refused:
        form.add_error(None, str(refused))
        return REFUSED
    except CommonwealError as error:
        form.add_error(None, str(error))
        return UNREADABLE
    return 0


def case_lines(access: CaseAccess) -> tuple[Line, ...]:
    """What a person has not yet been told of a case; once shown, it is not shown again."""
    lines = lines_for(access.user, access.case)
    if lines:
        mark_seen(access.user, upto=max(line.message.pk for line in lines), case=access.case)
    return lines


def case_response(
    request: HttpRequest, template: str, access: CaseAccess, *, status: int = 200, **values: object
) -> HttpResponse:
    """A page of a case, with what its reader has not yet been told."""
    context = {"access": access, "case": access.case, "lines": case_lines(access), **values}
    return render(request, template, context, status=status or 200)
