"""What happens on every page: when a session was last used, and codes before anything else where they are asked for."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonweal_web.accounts.actions.own import note_activity
from commonweal_web.accounts.models import User
from commonweal_web.accounts.queries import needs_second_factor

# A code was entered, or the organisation's own provider answers for how people sign in.
ENOUGH = {"mfa", "socialaccount"}
OPEN_MEANWHILE = {
    "mfa_activate_totp",
    "account_reauthenticate",
    "account_logout",
    "health",
    "ready",
}


AFTER_CODES = "after_codes"  # in the session: the page to come back to once codes are set up
SEEN = "last-seen"  # in the session, so that most pages write nothing
SEEN_EVERY = 300  # seconds


class LastSeenMiddleware:
    """Keeps when each session was last used, to five minutes: people see it in the list of their sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = int(time.time())
        if request.user.is_authenticated and now - request.session.get(SEEN, 0) > SEEN_EVERY:
            request.session[SEEN] = now
            note_activity(request.session.session_key or "")
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads to the set-up of codes from every page that could be reached without one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, *arguments: object) -> HttpResponse | None:  # noqa: ARG002
        return redirect("mfa_activate_totp") if must_set_up_codes(request) else None


def must_set_up_codes(request: HttpRequest) -> bool:
    """Whether this person has to set up codes before the page that they ask for."""
    match, user = request.resolver_match, request.user
    if not isinstance(user, User) or (match and match.url_name in OPEN_MEANWHILE):
        return False
    return not has_shown_enough(request, user) and needs_second_factor(user)


def has_shown_enough(request: HttpRequest, user: User) -> bool:
    """Whether this session began with more than a password."""
    return any(record.get("method") in ENOUGH for record in get_authentication_records(request, user))
