"""The Django app of the look."""

from __future__ import annotations

from django.apps import AppConfig


class LayoutConfig(AppConfig):
    """Templates, form rendering, template tags and the built style sheet; no models."""

    name = "commonweal_web.layout"
    label = "layout"
