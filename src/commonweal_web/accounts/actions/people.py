"""Roles, leaving and coming back, erasure: what an administrator does to an account."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal_web.accounts.actions.managing import Refused, changing, end_sessions, facts_of, managing
from commonweal_web.accounts.models import OneTimeLink, Organisation, OrganisationRole, PersonState, User, normal_email
from commonweal_web.accounts.queries import is_last_administrator
from commonweal_web.accounts.roles import ADMINISTRATOR, ORGANISATION_ROLES
from commonweal_web.audit.actions import record_event


def give_role(person: User, role: str, *, by: User) -> None:
    """Give a person a role in their organisation. Giving it twice changes nothing."""
    with changing(person, by=by) as locked:
        if role not in ORGANISATION_ROLES or locked.organisation.host_id:
            raise Refused(_("People of other organisations have roles on procurements, not in the organisation."))
        _role, made = OrganisationRole.objects.get_or_create(user=locked, role=role)
        if made:
            record_event("role-given", by=by.key, facts=facts_of(locked, role=role))


def take_role(person: User, role: str, *, by: User) -> None:
    """Take a role away. The last administrator keeps theirs."""
    with changing(person, by=by) as locked:
        if role == ADMINISTRATOR.key:
            _refuse_last(locked)
        taken, _kinds = OrganisationRole.objects.filter(user=locked, role=role).delete()
        if taken:
            record_event("role-taken", by=by.key, facts=facts_of(locked, role=role))


def set_roles(person: User, roles: set[str], *, by: User) -> None:
    """Give and take until a person has these roles; one event each, all or none."""
    with transaction.atomic():
        held = set(OrganisationRole.objects.filter(user=person).values_list("role", flat=True))
        for role in sorted(roles - held):
            give_role(person, role, by=by)
        for role in sorted(held - roles):
            take_role(person, role, by=by)


def deactivate(person: User, *, by: User) -> None:
    """Stop a person from signing in, and sign them out everywhere at once. Nothing of theirs is lost."""
    with changing(person, by=by) as locked:
        if not locked.is_active:
            return
        _refuse_last(locked)
        locked.is_active = False
        locked.save(update_fields=["is_active"])
        OneTimeLink.objects.filter(user=locked).delete()
        ended = end_sessions(locked)
        record_event("person-deactivated", by=by.key, facts=facts_of(locked, sessions=ended))


def reactivate(person: User, *, by: User) -> None:
    """Let a person sign in again, with the password and the roles that they had."""
    with changing(person, by=by) as locked:
        if locked.state != PersonState.INACTIVE:
            return
        locked.is_active = True
        locked.save(update_fields=["is_active"])
        record_event("person-reactivated", by=by.key, facts=facts_of(locked))


def erase(person: User, *, by: User) -> None:
    """Remove what tells who a person is. Their id stays, so that cases and the record go on; it cannot be undone."""
    with changing(person, by=by) as locked:
        _refuse_last(locked)
        forget(locked)
        record_event("person-erased", by=by.key, facts=facts_of(locked))


def forget(person: User) -> None:
    """Everything that erasure removes, inside a transaction of its caller."""
    end_sessions(person)
    for model in (SocialAccount, Authenticator, EmailAddress, OneTimeLink, OrganisationRole):
        model.objects.filter(user=person).delete()
    for attempts in (AccessAttempt, AccessFailureLog, AccessLog):
        attempts.objects.filter(username=person.email).delete()
    person.name = _("A former user")
    person.email = f"{person.key}@erased.invalid"
    person.set_unusable_password()
    person.is_active, person.erased_at, person.last_login = False, timezone.now(), None
    person.save()


def change_details(person: User, *, name: str, email: str, by: User) -> None:
    """Correct a person's name or e-mail address. Refused where somebody else has the address."""
    with changing(person, by=by) as locked:
        before = (locked.name, locked.email)
        locked.name, locked.email = name.strip(), normal_email(email)
        if (locked.name, locked.email) == before:
            return
        if User.objects.filter(email=locked.email).exclude(pk=locked.pk).exists():
            raise Refused(_("Somebody else has this e-mail address."))
        locked.save(update_fields=["name", "email"])
        EmailAddress.objects.filter(user=locked).delete()
        what = "name" if locked.email == before[1] else "address"
        record_event("details-changed", by=by.key, facts=facts_of(locked, what=what))


def remove_second_factor(person: User, *, by: User) -> None:
    """For somebody who lost their phone and their recovery codes: they sign in with the password and set up anew."""
    with changing(person, by=by) as locked:
        removed, _kinds = Authenticator.objects.filter(user=locked).delete()
        if removed:
            end_sessions(locked)
            record_event("second-factor-reset", by=by.key, facts=facts_of(locked))


def unlink_single_sign_on(person: User, *, by: User) -> None:
    """For somebody who has a new account at the sign-in service: their next sign-in there links it."""
    with changing(person, by=by) as locked:
        removed, _kinds = SocialAccount.objects.filter(user=locked).delete()
        if removed:
            end_sessions(locked)
            record_event("single-sign-on-unlinked", by=by.key, facts=facts_of(locked))


def unlock(person: User, *, by: User) -> None:
    """Let somebody try again at once whom wrong passwords locked out."""
    with changing(person, by=by) as locked:
        removed, _kinds = AccessAttempt.objects.filter(username=locked.email).delete()
        if removed:
            record_event("sign-in-unlocked", by=by.key, facts=facts_of(locked))


def require_code(organisation: Organisation, *, required: bool, by: User) -> None:
    """Ask everybody of an organisation for a one-time code beside the password, or stop asking."""
    with managing(organisation, by=by):
        changed = Organisation.objects.filter(pk=organisation.pk).exclude(requires_code=required)
        if changed.update(requires_code=required):
            facts = {"organisation": str(organisation.pk), "required": required}
            record_event("code-required" if required else "code-not-required", by=by.key, facts=facts)


def _refuse_last(person: User) -> None:
    if is_last_administrator(person):
        raise Refused(
            _("This is the last administrator of the organisation. Make somebody else an administrator first.")
        )
