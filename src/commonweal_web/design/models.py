"""Local criteria: what an organisation adds to the editions, or reads differently, as overlays in versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from commonweal_web.accounts.models import Organisation


class LocalCriteria(models.Model):
    """One version of an organisation's overlays: the text of overlay.yaml by the edition it lies on. Never changed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="local_criteria")
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=2_000)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_local_version_a_number")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.organisation_id} local criteria {self.number}"
