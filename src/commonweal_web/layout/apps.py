"""The Django app of the look."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register


class LayoutConfig(AppConfig):
    """Templates, form rendering, template tags and the built style sheet; no models."""

    name = "commonweal_web.layout"
    label = "layout"

    def ready(self) -> None:
        register(check_menus)


def check_menus(**_kwargs: Any) -> list[CheckMessage]:
    """A menu leaves out a page that is not there; this is where somebody is told."""
    from commonweal_web.layout.context import missing_pages

    return [
        Warning(
            f"No page is named {name!r}, so the menu of {menu} leaves it out.",
            hint=f"Name a page that there is in {menu}.",
            id="layout.W001",
        )
        for menu, name in missing_pages()
    ]
