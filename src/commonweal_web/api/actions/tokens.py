"""Making, revoking, ending and counting tokens."""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.record.errors import CommonwealError, MisuseError, RefusedError
from commonweal_web.accounts.models import User
from commonweal_web.api.models import MOST_TOKENS, Token
from commonweal_web.api.queries.tokens import PREFIX, secret_digest
from commonweal_web.api.scopes import SCOPES
from commonweal_web.audit.actions import record_event

__all__ = ["CommonwealError", "count_use", "end_tokens", "make_token", "revoke_token"]
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
MOST_DAYS = 365


def make_token(person: User, *, name: str, scopes: Collection[str], days: int) -> tuple[Token, str]:
    """A new token and its secret, which is kept nowhere: whoever does not copy it now makes another."""
    if not person.is_active:
        raise PermissionDenied(_("Your account is not active."))
    if not scopes or not set(scopes) <= SCOPES.keys() or not 1 <= days <= MOST_DAYS:
        raise MisuseError(_("A token needs at least one scope, and works for a year at most."))
    key = "".join(secrets.choice(ALPHABET) for _each in range(12))
    secret = f"{PREFIX}_{key}{secrets.token_urlsafe(32)}"
    now = timezone.now()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        working = Token.objects.filter(person=person, revoked_at=None, expires_at__gt=now).count()
        if working >= MOST_TOKENS:
            raise RefusedError(
                _("You have %(count)s tokens that work. Revoke one first.") % {"count": working},
            )
        token = Token.objects.create(
            person=person,
            name=name.strip()[:80],
            key=key,
            digest=secret_digest(secret),
            scopes=sorted(scopes),
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        record_event("token-made", by=person.key, facts=_facts(token) | {"scopes": _scope_words(token), "days": days})
    return token, secret


def revoke_token(token: Token, *, by: User) -> None:
    """End a token. Twice changes nothing."""
    if token.person_id != by.pk:
        raise PermissionDenied
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            record_event("token-revoked", by=by.key, facts=_facts(token))


def end_tokens(person: User) -> None:
    """End every token of a person whose account was closed, inside the transaction that closes it.

    Of an erased person the names of tokens go too: people write what they like into them.
    """
    working = list(Token.objects.filter(person=person, revoked_at=None))
    if working:
        with transaction.atomic():
            Token.objects.filter(pk__in=[each.pk for each in working]).update(revoked_at=timezone.now())
            for token in working:
                record_event("token-ended", by="", facts=_facts(token))
    if person.erased_at:
        Token.objects.filter(person=person).exclude(name="").update(name="")


def count_use(token: Token) -> int:
    """Count one request. Gives 0, or the seconds to wait where the minute's requests are used up. One query.

    One update, so that every process of every machine counts together, and no request is counted twice.
    """
    now = int(time.time())
    minute = now // 60
    same = models.Case(When(minute=minute, then=F("used") + 1), default=Value(1))
    allowed = Token.objects.filter(Q(pk=token.pk) & (~Q(minute=minute) | Q(used__lt=settings.API_PER_MINUTE)))
    done = allowed.update(used=same, minute=minute, last_used_on=timezone.localdate())
    return 0 if done else 60 - now % 60


def _facts(token: Token) -> dict[str, str]:
    return {"token": str(token.pk), "person": token.person.key, "organisation": str(token.person.organisation_id)}


def _scope_words(token: Token) -> str:
    return " ".join(token.scopes)[:200]
