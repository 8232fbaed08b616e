"""What the sign-in library does is recorded here: it tells by signals."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from commonweal_web.accounts.actions import own
from commonweal_web.accounts.models import User

HOW = {"mfa": "code", "socialaccount": "single-sign-on"}


def listen() -> None:
    user_logged_in.connect(on_sign_in, dispatch_uid="sign-in")
    user_logged_out.connect(on_sign_out, dispatch_uid="sign-out")
    password_changed.connect(on_password_change, dispatch_uid="password")
    for signal in (authenticator_added, authenticator_removed, authenticator_reset):
        signal.connect(on_second_factor, dispatch_uid="second-factor")
    user_locked_out.connect(on_lockout, dispatch_uid="lockout")


def on_sign_in(request: HttpRequest, user: User, **told: Any) -> None:  # noqa: ARG001 - a receiver's signature
    records = get_authentication_records(request, user)
    methods = [HOW[record["method"]] for record in records if record.get("method") in HOW]
    own.note_sign_in(user, how=methods[-1] if methods else "password")


def on_sign_out(request: HttpRequest, user: User | None, **told: Any) -> None:  # noqa: ARG001
    if isinstance(user, User):
        own.note_sign_out(user)


def on_password_change(user: User, **told: Any) -> None:  # noqa: ARG001
    own.note_password_change(user)


def on_second_factor(signal: Any, user: User, authenticator: Authenticator, **told: Any) -> None:  # noqa: ARG001
    """Recovery codes come by themselves when codes are set up first; only making new ones is told."""
    if authenticator.type == Authenticator.Type.TOTP:
        own.note_second_factor(user, change="removed" if signal is authenticator_removed else "set")
    elif signal is authenticator_reset:
        own.note_second_factor(user, change="codes")


def on_lockout(username: str | None = None, **told: Any) -> None:  # noqa: ARG001
    if username:
        own.note_lockout(username)
