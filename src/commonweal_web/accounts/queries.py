"""Reading organisations and people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from commonweal_web.accounts.models import OneTimeLink, Organisation, Purpose, User, display_name
from commonweal_web.accounts.roles import ADMINISTRATOR


def is_managed_by(organisation: Organisation, administrator: User) -> bool:
    """Whether an organisation is the administrator's own, or one that theirs invited."""
    return administrator.organisation_id in {organisation.pk, organisation.host_id}


def organisations_managed_by(administrator: User) -> QuerySet[Organisation]:
    """The administrator's own organisation first, then those that it invited, by name."""
    own = administrator.organisation_id
    return Organisation.objects.filter(Q(pk=own) | Q(host=own)).order_by("host_id", "name")


def people_managed_by(administrator: User, *, search: str = "") -> QuerySet[User]:
    """Everybody whose account an administrator looks after, erased people left out."""
    own = administrator.organisation_id
    people = User.objects.filter(Q(organisation=own) | Q(organisation__host=own), erased_at=None)
    if search:
        people = people.filter(Q(name__icontains=search) | Q(email__icontains=search))
    return people.select_related("organisation").prefetch_related("organisation_roles").order_by("name", "email")


def active_administrators(organisation: Organisation) -> QuerySet[User]:
    """Those who can still sign in and look after the organisation."""
    roles = {"organisation_roles__role": ADMINISTRATOR.key}
    return User.objects.filter(organisation=organisation, is_active=True, **roles)


def is_last_administrator(person: User) -> bool:
    """Whether nobody would be left to look after their organisation."""
    return set(active_administrators(person.organisation)[:2]) == {person}


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """What people are called now, by the id that records keep; ids of nobody are left out."""
    wanted = {each for each in ids if _is_id(each)}
    return {user.key: display_name(user) for user in User.objects.filter(pk__in=wanted)}


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def link_digest(secret: str) -> str:
    """What is kept of a link's secret. It is long and random, so that one pass of SHA-256 cannot be undone."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_link(secret: str, purpose: Purpose) -> OneTimeLink | None:
    """A link that still works. Looking does not use it up: mail programs open links before people do."""
    if len(secret) > 100:
        return None
    link = OneTimeLink.objects.filter(digest=link_digest(secret), purpose=purpose).select_related("user__organisation")
    return next((each for each in link if is_usable(each)), None)


def is_usable(link: OneTimeLink) -> bool:
    """In time, and for somebody who may still do this."""
    waiting = link.user.joined_at is None
    fits = waiting if link.purpose == Purpose.INVITATION else link.user.is_active
    return link.expires_at > timezone.now() and fits and not link.user.erased_at


def link_of(person: User, purpose: Purpose) -> OneTimeLink | None:
    return OneTimeLink.objects.filter(user=person, purpose=purpose).first()


def has_second_factor(user: User) -> bool:
    """Whether a one-time code is asked of a person when they sign in."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def has_single_sign_on(user: User) -> bool:
    """Whether an account at the sign-in service is linked to this one."""
    return bool(SocialAccount.objects.filter(user=user).exists())


def needs_second_factor(user: User) -> bool:
    """Whether a person's organisation asks for a code, and they have not set one up."""
    return user.organisation.requires_code and not has_second_factor(user)


def locked_until(email: str) -> datetime | None:
    """Until when guessing at this address has closed sign-in from somewhere; nothing where it has not."""
    attempts = AccessAttempt.objects.filter(username=email, failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    newest = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    end = newest + timedelta(hours=settings.AXES_COOLOFF_TIME) if newest else None
    return end if end and end > timezone.now() else None


def sessions_of(user: User) -> list[UserSession]:
    """Where a person is signed in, the newest first; sessions that have ended are cleared away."""
    live = UserSession.objects.purge_and_list(user)
    return sorted(live, key=lambda session: session.last_seen_at, reverse=True)


def person_by_id(person_id: str) -> User | None:
    try:
        return User.objects.select_related("organisation").filter(pk=person_id).first()
    except ValidationError:
        return None


def authority_to_join() -> Organisation | None:
    """Which one people join by single sign-on: the one that is named, or else the only one with its own people."""
    own = Organisation.objects.filter(host=None)
    name = settings.SINGLE_SIGN_ON.organisation
    found = list((own.filter(name=name) if name else own)[:2])
    return found[0] if len(found) == 1 else None
