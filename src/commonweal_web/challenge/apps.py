"""The Django app of challenges."""

from __future__ import annotations

from django.apps import AppConfig


class ChallengeConfig(AppConfig):
    """Adds its line to the task list and its sentence to the record."""

    name = "commonweal_web.challenge"
    label = "challenge"

    def ready(self) -> None:
        from commonweal_web.challenge import sentences, task_lines  # noqa: F401
