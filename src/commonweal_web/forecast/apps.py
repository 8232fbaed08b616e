"""The Django app of forecasts."""

from __future__ import annotations

from django.apps import AppConfig


class ForecastConfig(AppConfig):
    """Adds its line to the task list and its sentences to the record."""

    name = "commonweal_web.forecast"
    label = "forecast"

    def ready(self) -> None:
        from commonweal_web.forecast import sentences, task_lines  # noqa: F401
