"""Under what an administrator acts: one lock an organisation, their permission read inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal_web.accounts.access import organisation_permissions
from commonweal_web.accounts.models import Organisation, User
from commonweal_web.accounts.queries import is_managed_by
from commonweal_web.accounts.roles import Permission


class Refused(Exception):
    """Something that may not be done, in one sentence for the person who tried."""


@contextmanager
def managing(organisation: Organisation, *, by: User) -> Iterator[User]:
    """A transaction in which an administrator changes an organisation that is theirs, or that theirs invited.

    Their own organisation's row is the lock, so that two administrators cannot take the role from each other at once.
    """
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=by.organisation_id)
        actor = User.objects.select_related("organisation").get(pk=by.pk)
        allowed = Permission.MANAGE_PEOPLE in organisation_permissions(actor)
        if not allowed or not is_managed_by(organisation, actor):
            raise PermissionDenied(_("Only an administrator of the organisation may do this."))
        yield actor


@contextmanager
def changing(person: User, *, by: User) -> Iterator[User]:
    """The same for one person of such an organisation; yields the person as they stand, locked."""
    with managing(person.organisation, by=by):
        locked = User.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=person.pk)
        if locked.erased_at:
            raise Refused(_("This account was erased. Nothing of it can be changed."))
        yield locked


def facts_of(person: User, **facts: str | int) -> dict[str, Any]:
    """What every event on a person says: who, and of which organisation, by id."""
    return {"person": person.key, "organisation": str(person.organisation_id), **facts}


def end_sessions(person: User, *, but: str = "") -> int:
    """Sign a person out wherever they are signed in, except in one session by its key; how many ended."""
    sessions = list(UserSession.objects.filter(user=person).exclude(session_key=but))
    for session in sessions:
        session.end()
    return len(sessions)
