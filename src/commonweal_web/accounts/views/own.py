"""The own account: name, password, codes, where one is signed in; and what stands in the way of signing in."""

from __future__ import annotations

from typing import Any

from allauth.account import views as of_account
from allauth.account.views import LoginView
from allauth.mfa.base.views import index as codes_index
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal_web.accounts.access import organisation_permissions, public, signed_in
from commonweal_web.accounts.actions import own
from commonweal_web.accounts.forms import NameForm
from commonweal_web.accounts.models import User
from commonweal_web.accounts.queries import has_second_factor, sessions_of


class SignInPage(LoginView):
    """Password, single sign-on, or both."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context = super().get_context_data(**given)
        return {**context, "single_sign_on": settings.SINGLE_SIGN_ON}


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's account, and what one may do for the organisation."""
    assert isinstance(request.user, User)
    context = {
        "person": request.user,
        "has_codes": has_second_factor(request.user),
        "session_count": len(sessions_of(request.user)),
        "may": organisation_permissions(request.user),
    }
    return render(request, "accounts/account.html", context)


@signed_in
def name(request: HttpRequest) -> HttpResponse:
    """Change what one is called."""
    assert isinstance(request.user, User)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        own.change_name(request.user, name=form.cleaned_data["name"])
        messages.success(request, _("Your name was changed."))
        return redirect("account")
    return render(request, "accounts/name.html", {"form": form})


@signed_in
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password; who signs in through their organisation has none to change."""
    assert isinstance(request.user, User)
    if not request.user.has_usable_password():
        return render(request, "accounts/no_password.html", {"what": "password"})
    return of_account.password_change(request)  # type: ignore[no-any-return]


@signed_in
def codes(request: HttpRequest) -> HttpResponse:
    """One-time codes: whether they are asked for, and the recovery codes."""
    assert isinstance(request.user, User)
    if not request.user.has_usable_password() and not has_second_factor(request.user):
        return render(request, "accounts/no_password.html", {"what": "codes"})
    return codes_index(request)  # type: ignore[no-any-return]


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; POST signs out of one other place, or of all of them."""
    assert isinstance(request.user, User)
    current = request.session.session_key or ""
    if request.method == "POST":
        _sign_out_of(request, request.user, current)
        return redirect("sessions")
    found = sessions_of(request.user)
    return render(request, "accounts/sessions.html", {"sessions": found, "current": current})


def _sign_out_of(request: HttpRequest, person: User, current: str) -> None:
    chosen = request.POST.get("session", "")
    if chosen:
        session = next((each for each in sessions_of(person) if str(each.pk) == chosen), None)
        if session and session.session_key != current:
            own.end_session(person, session)
            messages.success(request, _("That session was signed out."))
        return
    ended = own.end_other_sessions(person, current=current)
    said = ngettext("%(count)s other session was signed out.", "%(count)s other sessions were signed out.", ended)
    messages.success(request, said % {"count": ended})


@public
def locked_out(request: HttpRequest, original: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:  # noqa: ARG001 - the library's signature
    """Too many wrong passwords from one place for one address, whether anybody has it or not."""
    return render(request, "accounts/locked_out.html", status=429)
