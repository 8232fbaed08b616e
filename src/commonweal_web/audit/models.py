"""Events: one hash chain a case, one for the site's own affairs, and a head over all of them."""

from __future__ import annotations

from django.db import models

SITE = "site"  # the chain of what belongs to no case
ALL = "all"  # the head over every chain


class Event(models.Model):
    """One thing done. It names people and things by id only, so that a person can be erased and the chain still holds.

    `number` counts all events of the site; `sequence` those of one chain. `digest` is of everything else in the row,
    with the digest of the event before it in the chain; `site_digest` also of the site's event before it.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    chain = models.CharField(max_length=36)
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.CharField(max_length=36, blank=True)  # the id of a person; empty where the system acted
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    site_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="one_event_a_place")]
        indexes = [models.Index(fields=["chain", "-sequence"]), models.Index(fields=["by"])]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence} {self.kind}"


class Head(models.Model):
    """Where a chain stands, so that events cut off its end are missed. The row of the site tells of all events."""

    chain = models.CharField(max_length=36, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"
