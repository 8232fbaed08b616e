"""When something fails that a page cannot help: one clear page, and whether it is worth coming back."""

from __future__ import annotations

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# What a database says that is locked, full, read-only, restarting or not there. All else is a mistake of ours.
OUTAGES = (OperationalError, InterfaceError, InternalError)
SOON = 30  # seconds


def answer_failure(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a handler's signature
    """The page of an error: 503 where the database cannot be used now, else 500. Neither asks the database anything.

    The transaction of whatever was being done has been taken back by then, so nothing is half-written.
    """
    if isinstance(sys.exc_info()[1], OUTAGES):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(SOON)})
    return HttpResponse(render_to_string("500.html"), status=500)
