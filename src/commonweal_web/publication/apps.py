"""The Django app of publication: its tasks join every case's task list."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "commonweal_web.publication"
    label = "publication"

    def ready(self) -> None:
        from commonweal_web.publication.case_tasks import register_all
        from commonweal_web.publication.guarding import guard_published_schemes

        register_all()
        guard_published_schemes()
