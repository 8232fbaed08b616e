"""What the sign-in library is to do our way: nobody signs up uninvited, and only a verified address links accounts."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip  # library's word
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal_web.accounts.actions.managing import Refused
from commonweal_web.accounts.actions.own import link_single_sign_on
from commonweal_web.accounts.models import Organisation, User, normal_email

STILL_FRESH = 300  # seconds for which having just signed in stands for confirming the password


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("The e-mail address or the password is not right"),
        "incorrect_password": gettext_lazy("This is not your password"),
        "enter_current_password": gettext_lazy("This is not your present password"),
        "too_many_login_attempts": gettext_lazy("Too many attempts: wait a few minutes, then try again"),
        "rate_limited": gettext_lazy("Too many attempts: wait a few minutes, then try again"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        return False

    def reauthenticate(self, user: Any, password: str) -> bool:
        """By the account's own address: the library would look in its table of addresses, which we do not use."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:  # noqa: ARG002 - the library's
        """Who signed in a moment ago is not asked again."""
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > STILL_FRESH

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the library's
        return reverse("account")


class CodesAdapter(DefaultMFAAdapter):
    """One-time codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right, or not any more: enter the one that is shown now"),
        "cannot_delete_authenticator": gettext_lazy("Your organisation asks for codes, so that they cannot be removed"),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not Organisation.objects.filter(people=authenticator.user, requires_code=True).exists()


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Sign-in at the organisation's own provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account this is, or refuse with a sentence that says why."""
        try:
            _check_nonce(sociallogin)
            if sociallogin.is_existing:
                _check_active(sociallogin.user)
                _forget_claims(sociallogin)
                return
            person = link_single_sign_on(
                email=_verified_address(sociallogin),
                name=str(_claims(sociallogin).get("name") or ""),
                subject=sociallogin.account.uid,
            )
            sociallogin.account = SocialAccount.objects.get(user=person, uid=sociallogin.account.uid)
            sociallogin.user = person
        except Refused as refused:
            page = render(request, "accounts/single_sign_on_refused.html", {"reason": refused}, status=403)
            raise ImmediateHttpResponse(page) from refused


def _claims(login: SocialLogin) -> dict[str, Any]:
    return {**login.account.extra_data.get("userinfo", {}), **login.account.extra_data.get("id_token", {})}


def _check_nonce(login: SocialLogin) -> None:
    """The token was made for this very attempt, and is none that somebody kept from another."""
    asked = (login.state.get("data") or {}).get("nonce", "")
    told = login.account.extra_data.get("id_token", {}).get("nonce", "")
    if not asked or not constant_time_compare(asked, str(told)):
        raise Refused(_("The answer of the sign-in service does not belong to this attempt. Start again."))


def _forget_claims(login: SocialLogin) -> None:
    """The library keeps what the provider told; we need none of it after this."""
    login.account.extra_data = {}
    login.account.save(update_fields=["extra_data"])


def _check_active(person: User) -> None:
    if not person.is_active:
        raise Refused(_("Your account is not active. Ask an administrator of your organisation to reactivate it."))


def _verified_address(login: SocialLogin) -> str:
    """The address that the provider vouches for, of a domain that may sign in."""
    claims, policy = _claims(login), settings.SINGLE_SIGN_ON
    address = str(claims.get("email") or "").strip().lower()[:254]
    domain = address.rpartition("@")[2]
    if not address:
        raise Refused(_("The sign-in service did not tell us your e-mail address. Ask those who run it to send it."))
    vouched = claims.get("email_verified")
    if vouched is not True and not (vouched is None and domain in policy.trusted_domains):
        raise Refused(_("The sign-in service has not verified your e-mail address. Ask those who run it to do so."))
    if policy.domains and domain not in policy.domains:
        raise Refused(_("People with an e-mail address at %(domain)s cannot sign in here.") % {"domain": domain})
    return address


def address_of(request: HttpRequest) -> str | None:
    """From where a request comes, told by as many proxies as are ours."""
    return get_client_ip(request)  # type: ignore[no-any-return]  # library's word


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The e-mail address of an attempt to sign in, in one spelling, whether anybody has it or not."""
    tried = (credentials or {}).get("email") or request.POST.get("login") or ""
    return normal_email(str(tried).replace("\x00", ""))[:254]


def note_password_sign_in(request: HttpRequest, person: User) -> None:
    """After a link: the password was just chosen, so that it need not be confirmed at once."""
    record_authentication(request, person, method="password")
