"""The first people of a service, made on the machine itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email
from django.db import transaction

from commonweal.procurement.authority import AuthorityKind
from commonweal.record.errors import MisuseError, RefusedError
from commonweal_web.accounts.models import Organisation, OrganisationRole, User, normal_email
from commonweal_web.accounts.roles import ORGANISATION_ROLES
from commonweal_web.audit.actions import record_event


def create_person(
    *, email: str, name: str, organisation: str, kind: str = "", roles: Iterable[str] = (), password: str
) -> User:
    """A person with a password and roles in an organisation, which is made where there is none of that name.

    Raises ValidationError for an address or password that cannot be used, MisuseError for a role or kind that does
    not exist, RefusedError where the person is there already.
    """
    email, wanted = normal_email(email), list(dict.fromkeys(roles))
    validate_email(email)
    _refuse_unknown("role", wanted, ORGANISATION_ROLES)
    _refuse_unknown("kind of authority", [kind] if kind else [], [each.value for each in AuthorityKind])
    if User.objects.filter(email=email).exists():
        raise RefusedError(f"{email} is there already.", remedy="An administrator can give them roles on the pages.")
    validate_password(password, User(email=email, name=name))
    with transaction.atomic():
        home, made = Organisation.objects.get_or_create(name=organisation.strip(), defaults={"kind": kind})
        user = User.objects.create_user(email=email, name=name.strip(), organisation=home, password=password)
        OrganisationRole.objects.bulk_create(OrganisationRole(user=user, role=role) for role in wanted)
        facts = {"person": user.key, "organisation": str(home.id), "roles": " ".join(wanted), "new_organisation": made}
        record_event("person-created", by="", facts=facts)
    return user


def _refuse_unknown(what: str, wanted: list[str], known: Iterable[str]) -> None:
    if unknown := next((each for each in wanted if each not in known), None):
        raise MisuseError(f"There is no {what} '{unknown}'.", remedy=f"Known are {', '.join(known)}.")
