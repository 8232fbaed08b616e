"""One-time links: inviting people, and new passwords."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal_web.accounts.actions.managing import Refused, changing, end_sessions, facts_of, managing
from commonweal_web.accounts.actions.people import forget
from commonweal_web.accounts.models import (
    OneTimeLink,
    Organisation,
    OrganisationRole,
    PersonState,
    Purpose,
    User,
    normal_email,
)
from commonweal_web.accounts.queries import is_usable, link_digest
from commonweal_web.accounts.roles import ORGANISATION_ROLES
from commonweal_web.audit.actions import record_event

LASTS = {Purpose.INVITATION: timedelta(days=7), Purpose.PASSWORD: timedelta(days=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A link as it was made: the only time that its secret is known."""

    person: User
    purpose: Purpose
    secret: str
    expires_at: datetime


class LinkSpent(Refused):
    """A link that was used, withdrawn or replaced, or that has expired."""

    def __init__(self) -> None:
        super().__init__(_("This link does not work any more. Ask the person who sent it for a new one."))


def new_link(person: User, purpose: Purpose) -> Issued:
    """Make a link, inside a transaction of its caller. It replaces any other of the same purpose."""
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    expires = now + LASTS[purpose]
    OneTimeLink.objects.filter(user=person, purpose=purpose).delete()
    OneTimeLink.objects.create(
        user=person, purpose=purpose, digest=link_digest(secret), made_at=now, expires_at=expires
    )
    return Issued(person=person, purpose=purpose, secret=secret, expires_at=expires)


# --- invitations ----------------------------------------------------------------------------------


def invite(*, email: str, name: str, organisation: Organisation, roles: set[str], by: User) -> Issued:
    """Invite somebody. The account exists from now on, so that they can be put on a case; nobody can sign in to it."""
    with managing(organisation, by=by):
        address = normal_email(email)
        if User.objects.filter(email=address).exists():
            raise Refused(_("Somebody with this e-mail address has an account already."))
        person = User.objects.create_user(
            email=address, name=name.strip(), organisation=organisation, is_active=False, joined_at=None
        )
        given = sorted(roles & ORGANISATION_ROLES.keys()) if organisation.host_id is None else []
        OrganisationRole.objects.bulk_create(OrganisationRole(user=person, role=role) for role in given)
        record_event("person-invited", by=by.key, facts=facts_of(person, roles=" ".join(given)))
        return new_link(person, Purpose.INVITATION)


def add_organisation(*, name: str, is_supplier: bool, by: User) -> Organisation:
    """Another organisation whose people ours invites; the one of this name where ours looks after it already."""
    with managing(by.organisation, by=by) as actor:
        found = Organisation.objects.filter(name__iexact=name.strip()).first()
        if found and found.host_id != actor.organisation_id:
            raise Refused(_("An organisation of this name looks after its own people. Ask one of its administrators."))
        if found:
            return found
        made = _create_organisation(name.strip(), is_supplier=is_supplier, host=actor.organisation)
        facts = {"organisation": str(actor.organisation_id), "added": str(made.pk)}
        record_event("organisation-added", by=by.key, facts=facts)
        return made


def _create_organisation(name: str, *, is_supplier: bool, host: Organisation) -> Organisation:
    try:
        with transaction.atomic():
            return Organisation.objects.create(name=name, is_supplier=is_supplier, host=host)
    except IntegrityError as error:
        raise Refused(_("An organisation of this name was added a moment ago. Try again.")) from error


def invite_from(*, email: str, name: str, other: str, is_supplier: bool, by: User) -> Issued:
    """Invite somebody of another organisation, which is added where it is new; both or neither."""
    with transaction.atomic():
        organisation = add_organisation(name=other, is_supplier=is_supplier, by=by)
        return invite(email=email, name=name, organisation=organisation, roles=set(), by=by)


def invite_again(person: User, *, by: User) -> Issued:
    """A new link in place of one that was lost or has expired."""
    with changing(person, by=by) as locked:
        if locked.state != PersonState.INVITED:
            raise Refused(_("This person has accepted their invitation already."))
        record_event("invitation-renewed", by=by.key, facts=facts_of(locked))
        return new_link(locked, Purpose.INVITATION)


def withdraw_invitation(person: User, *, by: User) -> None:
    """The link stops working, and the name and e-mail address are forgotten."""
    with changing(person, by=by) as locked:
        if locked.state != PersonState.INVITED:
            raise Refused(_("This person has accepted their invitation already."))
        forget(locked)
        record_event("invitation-withdrawn", by=by.key, facts=facts_of(locked))


def accept_invitation(secret: str, *, name: str, password: str) -> User:
    """Join by a link: the person, who can sign in now."""
    with transaction.atomic():
        person = _used(secret, Purpose.INVITATION)
        person.name = name.strip()
        person.set_password(password)
        join(person, how="link")
        return person


def join(person: User, *, how: str) -> None:
    """The person is here from now on; inside a transaction of its caller."""
    person.is_active, person.joined_at = True, timezone.now()
    person.save()
    OneTimeLink.objects.filter(user=person).delete()
    record_event("invitation-accepted", by=person.key, facts=facts_of(person, how=how))


# --- passwords ------------------------------------------------------------------------------------


def issue_password_link(person: User, *, by: User) -> Issued:
    """A link by which a person chooses a new password, for an administrator to pass on."""
    with changing(person, by=by) as locked:
        if not locked.is_active:
            raise Refused(_("This account is not active. Reactivate it first."))
        record_event("password-link-made", by=by.key, facts=facts_of(locked))
        return new_link(locked, Purpose.PASSWORD)


def request_password_link(person_id: str) -> Issued | None:
    """The same, asked for by whoever says that they forgot it; nothing where there is no such account."""
    with transaction.atomic():
        person = User.objects.filter(pk=person_id, is_active=True).first() if person_id else None
        if person is None:
            return None
        record_event("password-link-made", by="", facts=facts_of(person))
        return new_link(person, Purpose.PASSWORD)


def set_password(secret: str, *, password: str) -> User:
    """Choose a new password by a link. Every session ends, and a lock by wrong passwords is lifted."""
    with transaction.atomic():
        person = _used(secret, Purpose.PASSWORD)
        person.set_password(password)
        person.save(update_fields=["password"])
        AccessAttempt.objects.filter(username=person.email).delete()
        record_event("password-reset", by=person.key, facts=facts_of(person, sessions=end_sessions(person)))
        return person


def _used(secret: str, purpose: Purpose) -> User:
    """Use a link up: of two who come at once, the second finds it gone."""
    found = OneTimeLink.objects.filter(digest=link_digest(secret), purpose=purpose)
    link = found.select_for_update(of=("self",)).select_related("user__organisation").first()
    if link is None or not is_usable(link):
        raise LinkSpent
    link.delete()
    return link.user
