"""The app of cases: its tasks of the list, and what it finds in the way of a case."""

from __future__ import annotations

from django.apps import AppConfig


class ProcurementsConfig(AppConfig):
    name = "commonweal_web.procurements"
    label = "procurements"

    def ready(self) -> None:
        from commonweal_web.procurements.describing_tasks import register_tasks
        from commonweal_web.procurements.findings import find_unsaid, register_finder

        register_tasks()
        register_finder("unsaid", find_unsaid)
