"""Finding a token by its secret, in a time that tells nothing of it."""

from __future__ import annotations

import hashlib
import hmac

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.api.models import Token

PREFIX = "cw"
LONGEST = 100
NO_DIGEST = "0" * 64


def secret_digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that one pass of SHA-256 cannot be undone."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_token(secret: str) -> Token | None:
    """A token that works, with its person; None for every other secret, whatever is wrong with it. One query."""
    if len(secret) > LONGEST or not secret.isascii() or not secret.isprintable():
        return None
    prefix, _, rest = secret.partition("_")
    token = Token.objects.filter(key=rest[:12]).select_related("person__organisation").first()
    same = hmac.compare_digest(token.digest if token else NO_DIGEST, secret_digest(secret))
    if token is None or not same or prefix != PREFIX:
        return None
    return token if token.works_at(timezone.now()) and token.person.is_active else None


def tokens_of(person: User) -> list[Token]:
    """A person's tokens that were not revoked, the newest first; those that expired are among them."""
    return list(Token.objects.filter(person=person, revoked_at=None))
