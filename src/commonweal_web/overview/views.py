"""The start page, and whether the service is up."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from commonweal_web.accounts.access import public


@public
def start(request: HttpRequest) -> HttpResponse:
    """What Commonweal is and is not, and the way in."""
    return render(request, "overview/start.html")


@public
def help_page(request: HttpRequest) -> HttpResponse:
    """Where to find what: the way of a procurement, words, and whom to ask."""
    return render(request, "overview/help.html", {"contact": settings.CONTACT})


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of the people who use the service, why, and how long."""
    hours = settings.SESSION_COOKIE_AGE // 3600
    return render(request, "overview/privacy.html", {"contact": settings.CONTACT, "hours": hours})


@public
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The process answers."""
    return JsonResponse({"status": "up"})


@public
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The database answers, and its tables are those of this release."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "migrations are waiting" if waiting else "ready"}, status=503 if waiting else 200)
