"""Organisations and the people in them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext

from commonweal_web.accounts.roles import ORGANISATION_ROLES


class Organisation(models.Model):
    """A contracting authority, or a supplier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, blank=True)  # of authority, as the engine names it; empty for a supplier
    is_supplier = models.BooleanField(default=False)
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


class User(AbstractBaseUser):
    """A person who signs in. The id stands for them in every record; name and e-mail address can be erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def role_keys(self) -> frozenset[str]:
        """The roles in the organisation that this release knows."""
        return frozenset(each.role for each in self.organisation_roles.all() if each.role in ORGANISATION_ROLES)

    @property
    def key(self) -> str:
        """How records name this person."""
        return str(self.id)


class OrganisationRole(models.Model):
    """A role that a person has in their organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="organisation_roles")
    role = models.CharField(max_length=40, choices=[(key, role.title) for key, role in ORGANISATION_ROLES.items()])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_role_once")]

    def __str__(self) -> str:
        return self.role


def normal_email(email: str) -> str:
    """One spelling an address, so that nobody has two accounts by a capital letter."""
    return email.strip().lower()


def display_name(user: User) -> str:
    return user.name or gettext("A former user")
