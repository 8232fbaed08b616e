"""Forecasts made in the background, and the pictures of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal_web.procurements.models import Case

MAXIMUM_RESULT = 8_000_000  # characters of one forecast
MAXIMUM_PICTURE = 2_000_000


class RunState(models.TextChoices):
    WAITING = "waiting", _("Waiting for its turn")
    RUNNING = "running", _("Being made")
    READY = "ready", _("Ready")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Could not be made")


class ForecastRun(models.Model):
    """A whole forecast of a case. `key` is the digest of all it is made from: nothing is made twice.

    `step` is what it is at, of the steps that the engine tells; `result` the forecast, as the engine keeps it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="forecast_runs")
    key = models.CharField(max_length=64)
    case_version = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    draws = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=RunState, default=RunState.WAITING)
    step = models.CharField(max_length=20, blank=True)
    result = models.TextField(max_length=MAXIMUM_RESULT, blank=True)
    problem = models.TextField(max_length=1_000, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_run_a_key")]
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.case_id} forecast {self.key[:12]}"


class RunPicture(models.Model):
    """One chart of a run, in one width, as SVG."""

    run = models.ForeignKey(ForecastRun, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=40)
    size = models.CharField(max_length=10)
    svg = models.TextField(max_length=MAXIMUM_PICTURE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name", "size"], name="one_picture_a_size")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.name} {self.size}"
