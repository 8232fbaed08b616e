"""A date as three boxes, and a message for each way in which it can go wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import dates as names
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal_web.layout.numbers import say_date

PARTS = ("day", "month", "year")
Typed = list[str]


class DateInput(forms.MultiWidget):
    """Day, month and year, each with its label."""

    template_name = "layout/forms/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "12"}
        super().__init__({part: forms.TextInput(box) for part in PARTS}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        faulty = set((attrs or {}).pop("data-faulty", "").split())
        context = super().get_context(name, value, attrs)
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            wide = 4 if part == "year" else 2
            box["attrs"]["class"] = f"govuk-input govuk-date-input__input govuk-input--width-{wide}"
            box["attrs"]["class"] += " govuk-input--error" if part in faulty else ""
            box["label"] = labels[part]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        return [str(value or "").strip() for value in super().value_from_datadict(data, files, name)]


class DateField(forms.Field):
    """A date, `earliest` and `latest` included. The whole of what was typed comes back when it is wrong."""

    widget = DateInput
    default_error_messages = {
        "missing_one": gettext_lazy("%(field)s must include a %(missing)s"),
        "missing_two": gettext_lazy("%(field)s must include a %(missing)s and a %(other)s"),
        "short_year": gettext_lazy("The year of %(field)s must have 4 figures, like 2027"),
        "unreal": gettext_lazy("%(field)s must be a real date, like 27 3 2027"),
        "too_early": gettext_lazy("%(field)s must be %(limit)s or later"),
        "too_late": gettext_lazy("%(field)s must be %(limit)s or earlier"),
    }

    def __init__(self, *, earliest: date = date(1990, 1, 1), latest: date = date(2120, 12, 31), **options: Any) -> None:
        super().__init__(**options)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        if not any(value or ()):
            return None
        typed = dict(zip(PARTS, value, strict=True))
        self._refuse_missing([part for part in PARTS if not typed[part]])
        if not re.fullmatch(r"\d{4}", typed["year"], re.ASCII):
            raise self._fault("short_year" if re.fullmatch(r"\d{1,3}", typed["year"], re.ASCII) else "unreal", ["year"])
        return self._within(self._real(typed))

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [str(part) for part in DateInput().decompress(initial)]
        return before != list(data or ["", "", ""])

    def _refuse_missing(self, missing: list[str]) -> None:
        if not missing:
            return
        words = {"day": _("day"), "month": _("month"), "year": _("year")}
        if len(missing) == 1:
            raise self._fault("missing_one", missing, missing=words[missing[0]])
        raise self._fault("missing_two", missing, missing=words[missing[0]], other=words[missing[1]])

    def _real(self, typed: dict[str, str]) -> date:
        day, month = _whole(typed["day"]), read_month(typed["month"])
        wrong = [
            part
            for part, number, most in (("day", day, 31), ("month", month, 12))
            if number is None or not 1 <= number <= most
        ]
        if wrong or day is None or month is None:
            raise self._fault("unreal", wrong)
        try:
            return date(int(typed["year"]), month, day)
        except ValueError:
            raise self._fault("unreal", list(PARTS)) from None

    def _within(self, value: date) -> date:
        if value < self.earliest:
            raise self._fault("too_early", list(PARTS), limit=say_date(self.earliest))
        if value > self.latest:
            raise self._fault("too_late", list(PARTS), limit=say_date(self.latest))
        return value

    def _fault(self, code: str, parts: list[str], **words: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params={"parts": parts, **words})


def read_month(text: str) -> int | None:
    """3, 03, Mar and March are all March."""
    number = _whole(text)
    if number is not None:
        return number
    folded = text.casefold().rstrip(".")
    for month, name in names.MONTHS.items():
        if len(folded) >= 3 and str(name).casefold().startswith(folded):
            return month
    return None


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else None
