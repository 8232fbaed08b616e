"""The Django app of the API."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_save


class ApiConfig(AppConfig):
    """Watches accounts, so that the tokens of a person who may no longer sign in are gone with them."""

    name = "commonweal_web.api"
    label = "api"

    def ready(self) -> None:
        from commonweal_web.accounts.models import User
        from commonweal_web.api.listening import end_tokens_with_account

        post_save.connect(end_tokens_with_account, sender=User, dispatch_uid="api-tokens-end")
