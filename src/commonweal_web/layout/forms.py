"""How forms are rendered."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's own, until the design system's widgets are here."""
