"""What operations there are: as OpenAPI for programs, and as a page for people."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse

from commonweal_web.accounts.access import public
from commonweal_web.api.scopes import SCOPES
from commonweal_web.api.v1.api import VERSION, description_text
from commonweal_web.api.v1.reading import named_shapes, operation_groups


@public
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The OpenAPI document; it tells nothing of anybody, so that it needs no token."""
    return HttpResponse(description_text(server=get_script_prefix().rstrip("/")), content_type="application/json")


@public
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with what it needs, takes and gives, from the same document."""
    context = {
        "groups": operation_groups(),
        "shapes": named_shapes(),
        "scopes": SCOPES.values(),
        "root": request.build_absolute_uri(f"{reverse('api')}v1/"),
        "version": VERSION,
        "per_minute": settings.API_PER_MINUTE,
    }
    return render(request, "api/documentation.html", context)
