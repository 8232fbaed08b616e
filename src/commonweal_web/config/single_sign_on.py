"""Single sign-on from the environment: one OpenID Connect provider, that of the organisation.

Every value is COMMONWEAL_OIDC_ and its name here; without an issuer there is no single sign-on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from commonweal_web.config import environment as env

KEY = "single-sign-on"  # of the provider, in addresses and in the table of linked accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOn:
    """What a sign-in at the provider must show, and whom it lets in."""

    issuer: str = ""
    name: str = ""
    app_id: str = ""
    secret: str = ""
    domains: frozenset[str] = frozenset()  # of e-mail addresses; empty allows all
    join_domains: frozenset[str] = frozenset()  # whose people need no invitation
    trusted_domains: frozenset[str] = frozenset()  # verified though the provider does not say so
    organisation: str = ""  # that people of join_domains join
    passwords: bool = True  # whether people may sign in by password too
    key: str = KEY

    @property
    def is_on(self) -> bool:
        return bool(self.issuer)

    def providers(self) -> dict[str, Any]:
        """The provider as allauth wants to be told it."""
        if not self.is_on:
            return {}
        app = {
            "provider_id": self.key,
            "name": self.name,
            "client_id": self.app_id,  # library's word
            "secret": self.secret,
            "settings": {"server_url": self.issuer, "oauth_pkce_enabled": True},
        }
        return {"openid_connect": {"APPS": [app]}}


def read_single_sign_on(*, local: bool) -> SingleSignOn:
    """The settings, refused in one sentence where they do not fit together."""
    found = SingleSignOn(
        issuer=env.text("OIDC_ISSUER").rstrip("/"),
        name=env.text("OIDC_NAME", "your organisation")[:60],
        app_id=env.text("OIDC_CLIENT_ID"),  # library's word
        secret=env.text("OIDC_CLIENT_SECRET"),  # library's word
        domains=_domains("OIDC_DOMAINS"),
        join_domains=_domains("OIDC_JOIN_DOMAINS"),
        trusted_domains=_domains("OIDC_TRUSTED_DOMAINS"),
        organisation=env.text("OIDC_ORGANISATION"),
        passwords=env.flag("OIDC_PASSWORDS", default=True),
    )
    if not found.is_on:
        if not found.passwords:
            raise ImproperlyConfigured(
                "COMMONWEAL_OIDC_PASSWORDS=0 leaves no way to sign in: set COMMONWEAL_OIDC_ISSUER."
            )
        return found
    if not found.issuer.startswith("https://") and not (local and found.issuer.startswith("http://127.0.0.1")):
        raise ImproperlyConfigured(
            f"COMMONWEAL_OIDC_ISSUER is {found.issuer!r}: use an address that starts with https://."
        )
    if not found.app_id or not found.secret:
        raise ImproperlyConfigured("Set COMMONWEAL_OIDC_CLIENT_ID and COMMONWEAL_OIDC_CLIENT_SECRET.")  # library's word
    return found


def _domains(name: str) -> frozenset[str]:
    return frozenset(word.lower().removeprefix("@") for word in env.words(name))
