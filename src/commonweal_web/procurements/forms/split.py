"""How the 100% of an award decision divides between price, quality and social value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.layout.numbers import say_decimal
from commonweal_web.procurements.forms.document import Binding, DocumentForm
from commonweal_web.procurements.forms.fields import one_of
from commonweal_web.procurements.translate import choices

SPLIT = ("price", "quality", "social_value")
UNSTATED = "unstated"


def _part(label: Any) -> forms.PercentField:
    return forms.PercentField(label=label, required=False)


class SplitForm(DocumentForm):
    """How the 100% of an award decision divides."""

    bindings = (
        Binding(
            path=("procurement", "split"),
            read=lambda value: (
                {name: (value or {}).get(name) for name in SPLIT} | {"method": (value or {}).get("method", UNSTATED)}
            ),
            write=lambda cleaned, old: write_split(cleaned, old),  # noqa: PLW0108 - it stands further down
        ),
    )
    refused_at = "price"
    called = {"method": _("The way in which price counts")}

    price = _part(_("Price"))
    quality = _part(_("Quality"))
    social_value = _part(_("Social value"))
    method = one_of(
        _("How do price and quality meet?"),
        choices.PRICE_METHODS,
        hint=_("Under the last two, price has no weighting of its own: enter 0 for it"),
    )

    def clean(self) -> dict[str, Any]:
        said: list[Any] = [self.cleaned_data.get(name) for name in SPLIT]
        some = any(part is not None for part in said) or self.cleaned_data.get("method") not in {None, "", UNSTATED}
        self.require("price", _("Enter the part of price, 0 if it has none"), when=some)
        self.require("quality", _("Enter the part of quality, 0 if it has none"), when=some)
        self.require("social_value", _("Enter the part of social value, 0 if it has none"), when=some)
        if None not in said and sum(said) != 100:
            total = say_decimal(sum(said))
            self.add_error("price", _now("The three parts add up to %(total)s%%, not 100%%") % {"total": total})
        return self.cleaned_data


def write_split(cleaned: Any, old: Any) -> Any:
    if any(cleaned.get(name) is None for name in SPLIT):
        return None
    method = cleaned.get("method") or UNSTATED
    kept = {"method": method} if method != UNSTATED or "method" in (old or {}) else {}
    return {**{name: _whole(cleaned[name]) for name in SPLIT}, **kept}


def _whole(number: Decimal) -> Any:
    return int(number) if number == number.to_integral_value() else number.normalize()
