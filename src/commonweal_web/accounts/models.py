"""Organisations and the people in them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.roles import ORGANISATION_ROLES


class Organisation(models.Model):
    """A contracting authority, or a supplier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, blank=True)  # of authority, as the engine names it; empty for a supplier
    is_supplier = models.BooleanField(default=False)
    requires_code = models.BooleanField(default=False)  # of its people, beside the password
    # Whose administrators look after its people; empty where it has its own.
    host = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="hosted")
    started_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["User"]):
    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=normal_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=normal_email(username or ""))


class PersonState(models.TextChoices):
    """How far a person is with us."""

    INVITED = "invited", _("Invited")
    ACTIVE = "active", _("Active")
    INACTIVE = "inactive", _("Deactivated")
    FORMER = "former", _("A former user")


class User(AbstractBaseUser):
    """A person who signs in. The id stands for them in every record; name and e-mail address can be erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True, default=timezone.now)  # empty while only invited
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def role_keys(self) -> frozenset[str]:
        """The roles in the organisation that this release knows."""
        return known_roles(each.role for each in self.organisation_roles.all())

    @property
    def key(self) -> str:
        """How records name this person."""
        return str(self.id)

    @property
    def state(self) -> PersonState:
        if self.erased_at:
            return PersonState.FORMER
        if self.joined_at is None:
            return PersonState.INVITED
        return PersonState.ACTIVE if self.is_active else PersonState.INACTIVE


class OrganisationRole(models.Model):
    """A role that a person has in their organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="organisation_roles")
    role = models.CharField(max_length=40, choices=[(key, role.title) for key, role in ORGANISATION_ROLES.items()])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_role_once")]

    def __str__(self) -> str:
        return self.role


class Purpose(models.TextChoices):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation", _("Accept an invitation")
    PASSWORD = "password", _("Choose a new password")


class OneTimeLink(models.Model):
    """A link that works once, until it expires. Only the digest of its secret is kept; a newer link replaces it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=12, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "purpose"], name="one_link_a_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.user_id}"


def normal_email(email: str) -> str:
    """One spelling an address, so that nobody has two accounts by a capital letter."""
    return email.strip().lower()


def display_name(user: User) -> str:
    """What pages call a person."""
    return gettext("A former user") if user.erased_at else user.name


def known_roles(held: Iterable[str | None]) -> frozenset[str]:
    """Those of some roles in an organisation that this release knows."""
    return frozenset(role for role in held if role in ORGANISATION_ROLES)
