"""The Django app of the record."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """Reads the sentences that each app tells its events by."""

    name = "commonweal_web.audit"
    label = "audit"

    def ready(self) -> None:
        autodiscover_modules("sentences")
