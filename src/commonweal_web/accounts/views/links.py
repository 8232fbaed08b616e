"""One-time links: accepting an invitation, and choosing a new password."""

from __future__ import annotations

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from commonweal_web.accounts.access import public
from commonweal_web.accounts.actions.links import LinkSpent, accept_invitation, set_password
from commonweal_web.accounts.adapters import note_password_sign_in
from commonweal_web.accounts.background import send_password_link
from commonweal_web.accounts.forms import ForgottenForm, JoinForm, NewPasswordForm
from commonweal_web.accounts.models import OneTimeLink, Purpose, User, normal_email
from commonweal_web.accounts.queries import open_link


@public
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Say who one is and choose a password, or go on by single sign-on; then the account is open."""
    link = open_link(secret, Purpose.INVITATION)
    if link is None:
        return spent(request)
    if not settings.SINGLE_SIGN_ON.passwords:
        return render(request, "accounts/join_single_sign_on.html", _whose(link))
    form = JoinForm(
        request.POST if request.method == "POST" else None, initial={"name": link.user.name}, person=link.user
    )
    if request.method == "POST" and form.is_valid():
        return _join(request, secret, form)
    return render(request, "accounts/join.html", {"form": form, **_whose(link)})


def _whose(link: OneTimeLink) -> dict[str, object]:
    return {"person": link.user, "single_sign_on": settings.SINGLE_SIGN_ON}


def _join(request: HttpRequest, secret: str, form: JoinForm) -> HttpResponse:
    try:
        person = accept_invitation(secret, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
    except LinkSpent:
        return spent(request)
    messages.success(request, _("Welcome. Your account is open."))
    return _sign_in(request, person)


@public
@never_cache
@sensitive_post_parameters("password")
def new_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a new password; all sessions end, and the next sign-in takes the new one."""
    link = open_link(secret, Purpose.PASSWORD)
    if link is None or not settings.SINGLE_SIGN_ON.passwords:
        return spent(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, person=link.user)
    if request.method == "POST" and form.is_valid():
        return _set_password(request, secret, form.cleaned_data["password"])
    return render(request, "accounts/new_password.html", {"form": form})


def _set_password(request: HttpRequest, secret: str, password: str) -> HttpResponse:
    try:
        set_password(secret, password=password)
    except LinkSpent:
        return spent(request)
    messages.success(request, _("Your password was changed. Sign in with the new one."))
    return redirect("account_login")


@public
@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by e-mail. The answer is the same whether or not somebody has the address."""
    if not settings.MAIL_IS_ON:
        return render(request, "accounts/forgotten_no_mail.html")
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = normal_email(form.cleaned_data["email"])
        refused = ratelimit.consume_or_429(request, action="reset_password", key=email)
        if refused:
            return refused  # type: ignore[no-any-return]
        person = User.objects.filter(email=email).first()
        send_password_link.enqueue(person.key if person else "")
        return render(request, "accounts/forgotten_sent.html", {"email": email})
    return render(request, "accounts/forgotten.html", {"form": form})


@public
@never_cache
def spent(request: HttpRequest) -> HttpResponse:
    """A link that was used, withdrawn or replaced, or that has expired: one page for all, for none tells the others."""
    return render(request, "accounts/link_spent.html", status=410)


def _sign_in(request: HttpRequest, person: User) -> HttpResponse:
    note_password_sign_in(request, person)
    return perform_login(request, person, email_verification="none")  # type: ignore[no-any-return]
