"""Weightings and words, changed while their effect is shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.design.forms.adopting import MOST_REASON
from commonweal_web.layout import forms


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Why these?"),
        help_text=_("Asked for when you keep them. It stands in the case file with each change."),
        max_length=MOST_REASON,
        required=False,
        widget=forms.Textarea(rows=3),
    )


class _Live(forms.Form):
    """Fields made for what a scheme holds; a reason is needed to keep, not to look."""

    called = {"reason": _("Reason")}
    reason = _reason()

    def __init__(self, *arguments: Any, keeping: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.keeping = keeping

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.require("reason", _("Give the reason: a change without one is not kept"), when=self.keeping)
        return cleaned


class WeightingsForm(_Live):
    """A box for each weighting. `boxes` are (name, title, present weighting, whether it may be emptied)."""

    def __init__(self, *arguments: Any, boxes: Sequence[Any], least: Decimal, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.boxes = tuple(boxes)
        for box in self.boxes:
            self.fields[box.name] = forms.PercentField(
                label=box.title,
                help_text=box.hint,
                min_value=least if box.social else Decimal(0),
                required=not box.social,
                initial=box.weighting,
                error_messages={"required": _("Enter the weighting of “%(title)s”") % {"title": _plain(box.title)}},
            )
            self.prepare(box.name)
        self.order_fields([*(box.name for box in self.boxes), "reason"])

    def name_in_sentence(self, name: str) -> Any:
        box = next((each for each in getattr(self, "boxes", ()) if each.name == name), None)
        return (
            _("The weighting of “%(title)s”") % {"title": _plain(box.title)} if box else super().name_in_sentence(name)
        )


class WordingForm(_Live):
    """A box for each part of a criterion that the authority may word; an emptied box takes the usual words back."""

    def __init__(self, *arguments: Any, parts: Sequence[Any], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for part in parts:
            self.fields[part.name] = forms.CharField(
                label=part.title,
                help_text=part.hint,
                max_length=part.most,
                required=False,
                initial=part.text,
                widget=forms.Textarea(rows=part.rows),
            )
            self.prepare(part.name)
        self.order_fields([*(part.name for part in parts), "reason"])


def _plain(title: str) -> str:
    """A title inside a message, where a percent sign would be taken for a placeholder."""
    return title.replace("%", "")
