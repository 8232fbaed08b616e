"""E-mail from COMMONWEAL_EMAIL_URL; without it the service sends none, and links are passed on by hand.

smtp://name:password@mail.example.org:587     encrypted after the greeting (STARTTLS)
smtps://name:password@mail.example.org:465    encrypted from the start
smtp+plain://127.0.0.1:25                     not encrypted: for a relay on the same machine
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


def read_mail(url: str, *, sender: str, site: str) -> dict[str, Any]:
    """Django's settings for an address of a mail server."""
    if not url:
        return {"MAIL_IS_ON": False, "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured("COMMONWEAL_EMAIL_URL must look like smtp://name:password@mail.example.org:587.")
    if not sender or not site:
        raise ImproperlyConfigured("COMMONWEAL_EMAIL_URL needs COMMONWEAL_EMAIL_FROM and COMMONWEAL_SITE_URL too.")
    return {
        "MAIL_IS_ON": True,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": sender,
    }
