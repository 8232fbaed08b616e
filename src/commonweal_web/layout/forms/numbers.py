"""Numbers as people write them: with a pound sign, commas and a unit, always within bounds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal_web.layout.forms.widgets import NumberInput, Text
from commonweal_web.layout.numbers import say_decimal

PLAIN = re.compile(r"[-+]?\d+(\.\d*)?|[-+]?\.\d+", re.ASCII)
GROUPED = re.compile(r"[-+]?\d{1,3}([, \u00a0\u202f]\d{3})+(\.\d*)?", re.ASCII)


def read_number(text: str, *, signs: tuple[str, ...]) -> str:
    """The digits of what was typed: '£1,200,000' is '1200000'. A text that is no number comes back unchanged."""
    bare = text.strip()
    for sign in signs:
        if sign:
            bare = bare.removeprefix(sign).removesuffix(sign).strip()
    bare = bare.replace("−", "-")
    if GROUPED.fullmatch(bare):
        return re.sub(r"[, \u00a0\u202f]", "", bare)
    return bare if PLAIN.fullmatch(bare) else text


class NumberField(forms.DecimalField):
    """A decimal number between `min_value` and `max_value`, with its unit before or after the box."""

    default_error_messages = {
        "invalid": _("%(field)s must be a number, like 12 or 12.5"),
        "max_digits": _("%(field)s has too many digits"),
        "max_whole_digits": _("%(field)s has too many digits"),
    }
    whole = False

    def __init__(
        self,
        *,
        min_value: Decimal | int,
        max_value: Decimal | int,
        decimal_places: int = 2,
        prefix: Text = "",
        suffix: Text = "",
        width: int = 10,
        **options: Any,
    ) -> None:
        self.prefix = prefix
        self.suffix = suffix
        self.least, self.most = Decimal(min_value), Decimal(max_value)
        options.setdefault("widget", NumberInput(whole=self.whole, width=width, prefix=prefix, suffix=suffix))
        super().__init__(min_value=min_value, max_value=max_value, decimal_places=decimal_places, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = read_number(value, signs=(str(self.prefix), str(self.suffix)))
            if value.strip() and not PLAIN.fullmatch(value):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A stored number is shown as people write it; what was typed stays as it was typed."""
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return say_decimal(Decimal(value))
        return value

    def say_limit(self, limit: Decimal) -> str:
        return f"{self.prefix}{say_decimal(limit)}{self._unit()}"

    def _unit(self) -> str:
        if not self.suffix:
            return ""
        return str(self.suffix) if self.suffix == "%" else f" {self.suffix}"

    def own_messages(self) -> dict[str, str]:
        """Messages whose figures are written as people write them."""
        return {
            "min_value": str(_("%(field)s must be %(least)s or more")).replace("%(least)s", self._safe(self.least)),
            "max_value": str(_("%(field)s must be %(most)s or less")).replace("%(most)s", self._safe(self.most)),
        }

    def _safe(self, limit: Decimal) -> str:
        return self.say_limit(limit).replace("%", "%%")


class WholeNumberField(NumberField):
    """A whole number, as an `int`."""

    default_error_messages = {
        "invalid": _("%(field)s must be a whole number, like 12"),
        "max_decimal_places": _("%(field)s must be a whole number, like 12"),
    }
    whole = True

    def __init__(self, *, min_value: int, max_value: int, width: int = 5, **options: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, decimal_places=0, width=width, **options)

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return None if number is None else int(number)


class MoneyField(NumberField):
    """Pounds and pence. Up to a thousand billion unless told otherwise."""

    default_error_messages = {
        "invalid": _("%(field)s must be an amount of money, like 1,200,000 or 99.50"),
        "max_decimal_places": _("%(field)s must have no more than %(max)s figures after the point"),
    }

    def __init__(
        self,
        *,
        min_value: Decimal | int = 0,
        max_value: Decimal | int = 1_000_000_000_000,
        **options: Any,
    ) -> None:
        super().__init__(min_value=min_value, max_value=max_value, prefix="£", **{"width": 20, **options})


class PercentField(NumberField):
    """A percentage, from 0 to 100 unless told otherwise."""

    default_error_messages = {
        "invalid": _("%(field)s must be a percentage, like 10 or 12.5"),
        "max_decimal_places": _("%(field)s must have no more than %(max)s figures after the point"),
    }

    def __init__(self, *, min_value: Decimal | int = 0, max_value: Decimal | int = 100, **options: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, suffix="%", **{"width": 5, **options})


class MonthsField(WholeNumberField):
    """A whole number of months, up to fifty years."""

    default_error_messages = {
        "invalid": _("%(field)s must be a whole number of months, like 18"),
        "max_decimal_places": _("%(field)s must be a whole number of months, like 18"),
    }

    def __init__(self, *, min_value: int = 0, max_value: int = 600, **options: Any) -> None:
        unit = pgettext_lazy("unit beside a box", "months")
        super().__init__(min_value=min_value, max_value=max_value, suffix=unit, **{"width": 3, **options})
