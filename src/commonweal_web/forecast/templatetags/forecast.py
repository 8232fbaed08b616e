"""`{% load forecast %}`: the charts of a forecast."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

register = template.Library()


@register.inclusion_tag("forecast/parts/picture.html", takes_context=True)
def picture(context: Context, name: str) -> dict[str, Any]:
    """A chart of the run that the page shows, with its table; nothing while there are quick figures only."""
    shown = context["shown"]
    return {"picture": shown.pictures.get(name), "case": context["case"], "standing": shown.standing}
