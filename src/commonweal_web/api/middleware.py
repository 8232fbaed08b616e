"""The API takes no cookies and answers in one shape, whatever part of the service an answer comes from."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

ROOT = "/api/v1/"
JSON = "application/json"


class PlainApi:
    """Takes cookies away before a session could be read from them, and puts errors that are pages into words.

    Without cookies no other site can make a browser act for the person who is signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        request.COOKIES.clear()
        response = self.get_response(request)
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith(JSON):
            response = _in_words(response)
        response.headers["Cache-Control"] = "no-store"
        return response


def _in_words(response: HttpResponse) -> HttpResponse:
    """The same status with our words; of its headers only those that tell what would be allowed."""
    message, remedy = _words(response.status_code)
    told = JsonResponse({"message": message, "where": "", "remedy": remedy}, status=response.status_code)
    if "Allow" in response.headers:
        told.headers["Allow"] = response.headers["Allow"]
    return told


def _words(status: int) -> tuple[str, str]:
    every = _("The document at %(address)s lists every address.") % {"address": reverse("openapi")}
    known = {
        400: (_("The request cannot be read."), _("Look at its body, its headers and its address.")),
        403: (_("This request is not accepted."), ""),
        404: (_("There is nothing at this address."), every),
        405: (_("This address does not take that method."), _("The header Allow says which ones it takes.")),
    }
    wrong = (_("Something went wrong on our side."), _("Try again; if it happens again, tell your administrator."))
    return known.get(status, wrong)
