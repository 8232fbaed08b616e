"""`{% load design %}`: small things that only pages of the design draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal_web.design.translate.bars import stage_weights
from commonweal_web.layout.components import Factor, lay_out

register = template.Library()
OPTIONS = {"lighter": gettext_lazy("Lighter"), "balanced": gettext_lazy("Balanced"), "fuller": gettext_lazy("Fuller")}


@register.filter
def of(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key that the template knows only as a variable."""
    return mapping.get(key, "")


@register.filter
def option_title(option: str) -> str:
    """What one of the three options is called."""
    return str(OPTIONS.get(option, option))


@register.inclusion_tag("layout/parts/weight_bar.html")
def kind_bar(stage: Any) -> dict[str, Any]:
    """A stage's scored weighting by kind of measure."""
    weights = stage_weights(stage)
    whole = sum((each.weighting for each in weights), Decimal(0))
    return {"weights": weights, "strips": lay_out(weights), "whole": whole}


@register.inclusion_tag("design/parts/mini_bars.html")
def mini_bars(factors: Sequence[Factor]) -> dict[str, Any]:
    """The five factors as one small drawing, with their figures in words for those who do not see it."""
    bars = [
        {
            "y": 8 * place,
            "width": factor.width,
            "least": factor.least_at,
            "short": factor.percent < (float(factor.least_at or 0) or 0),
        }
        for place, factor in enumerate(factors)
    ]
    words = ", ".join(f"{factor.said} {factor.percent}%" for factor in factors)
    return {"bars": bars, "words": _("Fit: %(words)s") % {"words": words}, "height": 8 * len(bars) - 3}
