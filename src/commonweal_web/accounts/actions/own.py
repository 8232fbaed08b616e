"""What people do to their own account, and what happens when they sign in."""

from __future__ import annotations

from datetime import timedelta

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal_web.accounts.actions.links import join
from commonweal_web.accounts.actions.managing import Refused, end_sessions, facts_of
from commonweal_web.accounts.models import OneTimeLink, PersonState, User, normal_email
from commonweal_web.accounts.queries import authority_to_join
from commonweal_web.audit.actions import record_event
from commonweal_web.audit.models import SITE, Event


def change_name(person: User, *, name: str) -> None:
    """Be called otherwise, everywhere at once: records know people by their id."""
    with transaction.atomic():
        if person.name == name.strip():
            return
        person.name = name.strip()
        person.save(update_fields=["name"])
        record_event("details-changed", by=person.key, facts=facts_of(person, what="name"))


def note_activity(session_key: str) -> None:
    """A session was used just now. No event: nothing was done."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=timezone.now())


def end_session(person: User, session: UserSession) -> None:
    """Sign out of one other place."""
    if session.user_id != person.pk:
        raise PermissionDenied
    with transaction.atomic():
        session.end()
        record_event("sessions-ended", by=person.key, facts=facts_of(person, sessions=1))


def end_other_sessions(person: User, *, current: str) -> int:
    """Sign out everywhere else; how many places that were."""
    with transaction.atomic():
        ended = end_sessions(person, but=current)
        if ended:
            record_event("sessions-ended", by=person.key, facts=facts_of(person, sessions=ended))
    return ended


def note_sign_in(person: User, *, how: str) -> None:
    with transaction.atomic():
        record_event("signed-in", by=person.key, facts=facts_of(person, how=how))


def note_sign_out(person: User) -> None:
    with transaction.atomic():
        record_event("signed-out", by=person.key, facts=facts_of(person))


def note_password_change(person: User) -> None:
    """The password is new, so that a link to choose one is of no more use."""
    with transaction.atomic():
        OneTimeLink.objects.filter(user=person).delete()
        record_event("password-changed", by=person.key, facts=facts_of(person))


def note_second_factor(person: User, *, change: str) -> None:
    """`change` is what happened to it: set, removed, codes."""
    with transaction.atomic():
        record_event("second-factor-changed", by=person.key, facts=facts_of(person, change=change))


def note_lockout(email: str) -> None:
    """Once for each lockout, however often the door is tried meanwhile. An address that nobody has leaves no event."""
    person = User.objects.filter(email=normal_email(email)).first()
    if person is None:
        return
    with transaction.atomic():
        since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
        recent = Event.objects.filter(chain=SITE, kind="sign-in-locked", at__gte=since, facts__person=person.key)
        if not recent.exists():
            record_event("sign-in-locked", by="", facts=facts_of(person))


# --- single sign-on -------------------------------------------------------------------------------


def link_single_sign_on(*, email: str, name: str, subject: str) -> User:
    """Whose account a sign-in at the organisation's own provider is, by a verified address; linked from now on."""
    with transaction.atomic():
        person = User.objects.select_for_update(of=("self",)).filter(email=normal_email(email)).first()
        if person is None:
            person = _joined(email, name)
        elif person.state == PersonState.INVITED:
            join(person, how="single-sign-on")
        if not person.is_active:
            raise Refused(_("Your account is not active. Ask an administrator of your organisation to reactivate it."))
        _link(person, subject)
    return person


def _joined(email: str, name: str) -> User:
    """A new person of the organisation that people of this domain join; refused where they are to be invited."""
    domain = normal_email(email).rpartition("@")[2]
    organisation = authority_to_join() if domain in settings.SINGLE_SIGN_ON.join_domains else None
    if organisation is None:
        raise Refused(_("Nobody has invited you yet. Ask an administrator of your organisation for an invitation."))
    person = User.objects.create_user(
        email=email, name=name.strip()[:200] or normal_email(email).partition("@")[0], organisation=organisation
    )
    record_event("person-joined", by=person.key, facts=facts_of(person))
    return person


def _link(person: User, subject: str) -> None:
    """One account at the provider for one account here."""
    if SocialAccount.objects.filter(user=person).exclude(uid=subject).exists():
        raise Refused(_("Your account is linked to another sign-in. Ask an administrator of your organisation."))
    try:
        with transaction.atomic():
            SocialAccount.objects.create(user=person, provider=settings.SINGLE_SIGN_ON.key, uid=subject, extra_data={})
    except IntegrityError as error:
        raise Refused(_("You signed in twice at once. Try again.")) from error
    record_event("single-sign-on-linked", by=person.key, facts=facts_of(person))
