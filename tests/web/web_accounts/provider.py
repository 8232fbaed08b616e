"""A small OpenID Connect provider on loopback: discovery, keys, authorization code with PKCE, signed ID tokens.

It keeps to the protocol: a code works once, for the redirect address and with the verifier that it was asked with, and
for the application that knows the secret. `spoil` lets a test make one thing wrong.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEY_ID = "of-the-tests"


class Provider:
    """Signs in `person` whenever it is asked to."""

    def __init__(self) -> None:
        self.app_id, self.secret = "commonweal", secrets.token_urlsafe(16)
        self.person: dict[str, Any] = {
            "sub": "subject-1",
            "email": "approver@example.org",
            "email_verified": True,
            "name": "Ada Approver",
        }
        self.spoil: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.key: Any = KEY
        self.answers_with_userinfo_only = False
        self.codes: dict[str, dict[str, str]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Provider:
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    # --- what it answers --------------------------------------------------------------------------

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes next, with a code."""
        assert asked["response_type"] == "code" and asked["client_id"] == self.app_id
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """A token for a code, once, to who proves to be the one that it was made for."""
        asked = self.codes.pop(form.get("code", ""), None)
        known = "Basic " + base64.b64encode(f"{self.app_id}:{self.secret}".encode()).decode()
        if asked is None or authorization != known or form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        answer = {"access_token": "access", "token_type": "Bearer", "expires_in": 60}
        return 200, answer | {"id_token": self.id_token(asked["nonce"])}

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        told = {"sub": self.person["sub"]} if self.answers_with_userinfo_only else self.person
        claims = {"iss": self.issuer, "aud": self.app_id, "iat": now, "exp": now + 60, "nonce": nonce, **told}
        return jwt.encode(self.spoil(claims), self.key, algorithm="RS256", headers={"kid": KEY_ID})

    # --- how it answers ---------------------------------------------------------------------------

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                if parts.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(_single(parts.query)))
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                pages = {
                    "/.well-known/openid-configuration": provider.discovery,
                    "/keys": provider.keys,
                    "/userinfo": lambda: provider.person,
                }
                self._answer(200, pages[parts.path]())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._answer(*provider.token(_single(body), self.headers.get("Authorization", "")))

            def _answer(self, status: int, value: dict[str, Any]) -> None:
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *said: object) -> None:
                """Quiet."""

        return Handler


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
