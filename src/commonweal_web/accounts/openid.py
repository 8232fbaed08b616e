"""OpenID Connect where the library is laxer than we want to be: a nonce, and every token's signature."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.core.internal.deferred import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error  # library's word
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

SIGNED_WITH = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})


class Adapter(OpenIDConnectOAuth2Adapter):
    """Reads the sign-in from the signed token; asks for more only where the token names no address."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **given: Any) -> SocialLogin:
        credential = given["response"].get("id_token")
        if not credential:
            raise OAuth2Error("The provider sent no ID token.")
        data = {"id_token": self._verified(app, credential)}
        if not data["id_token"].get("email") and "userinfo_endpoint" in self.openid_config:
            data["userinfo"] = self._of_same_person(token, data["id_token"]["sub"])
        login = self.get_provider().sociallogin_from_response(request, data["id_token"])
        login.account.extra_data = data
        return login

    def _verified(self, app: SocialApp, credential: str) -> dict[str, Any]:
        """The token's claims: signature, issuer, audience and time of expiry hold, whichever way it came."""
        try:
            if jwt.get_unverified_header(credential).get("alg") not in SIGNED_WITH:
                raise OAuth2Error("The token is not signed with a public key.")
            claims = jwtkit.verify_and_decode(
                credential=credential,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,  # library's word
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, TypeError, ValueError, jwt.PyJWTError) as error:
            raise OAuth2Error("The token cannot be read.") from error
        if self.openid_config["issuer"].rstrip("/") != settings.SINGLE_SIGN_ON.issuer or not claims.get("sub"):
            raise OAuth2Error("The token is not of the issuer that was set.")
        return dict(claims)

    def _of_same_person(self, token: SocialToken, subject: str) -> dict[str, Any]:
        found = self._fetch_user_info(token.token)
        if found.get("sub") != subject:
            raise OAuth2Error("The provider told of somebody else than the token does.")
        return dict(found)


def begin(request: HttpRequest, *, next_url: str) -> HttpResponse:
    """Send a person to the provider, with a nonce that the token must bring back."""
    provider = Adapter(request, settings.SINGLE_SIGN_ON.key).get_provider()
    nonce = secrets.token_urlsafe(32)
    return provider.redirect(  # type: ignore[no-any-return]
        request,
        process=AuthProcess.LOGIN,
        next_url=next_url or None,
        data={"nonce": nonce},
        auth_params={"nonce": nonce},
        scope=["openid", "profile", "email"],
    )


def finish(request: HttpRequest) -> HttpResponse:
    """The way back from the provider."""
    view = OAuth2CallbackView.adapter_view(Adapter(request, settings.SINGLE_SIGN_ON.key))
    return view(request)  # type: ignore[no-any-return]
