"""The Django app of organisations and people."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Listens to the sign-in library, so that the record tells of what happens there."""

    name = "commonweal_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from commonweal_web.accounts import listening

        listening.listen()
