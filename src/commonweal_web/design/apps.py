"""The Django app of the design journey."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Adds its lines to the task list and its sentences to the record."""

    name = "commonweal_web.design"
    label = "design"

    def ready(self) -> None:
        from commonweal_web.design import sentences, task_lines  # noqa: F401
