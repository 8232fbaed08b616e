"""Tokens of the API."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from commonweal_web.api.scopes import SCOPES

MOST_TOKENS = 20  # that work, a person


class Token(models.Model):
    """A way for a program to act as one person. What is kept of its secret is a digest.

    `key` is the part of the secret that is looked up, and stands in lists so that a person knows which one it is.
    `minute` and `used` count the requests of the minute in which it was last used.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    minute = models.PositiveBigIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.key

    @property
    def scope_keys(self) -> frozenset[str]:
        """The scopes that this release knows."""
        return frozenset(each for each in self.scopes if each in SCOPES)

    def works_at(self, moment: datetime) -> bool:
        """Whether it is neither revoked nor expired; its person is asked beside it."""
        return self.revoked_at is None and moment < self.expires_at

    @property
    def works(self) -> bool:
        return self.works_at(timezone.now())
