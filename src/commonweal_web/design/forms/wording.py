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
        needed = self.keeping and self.takes_reason()
        self.require("reason", _("Give the reason: a change without one is not kept"), when=needed)
        return cleaned

    def takes_reason(self) -> bool:
        """Whether what was changed is a decision, which stands in the case file with its reason."""
        return True


class WeightingsForm(_Live):
    """A box for each weighting. `boxes` are (name, title, present weighting, whether it may be emptied).

    A weighting of the authority's own quality criterion is part of its description, not a decision beside advice: the
    case file has no place for a reason, so none is asked for, and none is taken that would not be kept.
    """

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
        if not any(box.social for box in self.boxes):
            del self.fields["reason"]
        elif not all(box.social for box in self.boxes):
            self.fields["reason"].help_text = _(
                "Asked for when you keep a weighting of social value: it stands in the case file. Your own quality "
                "criteria need none."
            )

    def takes_reason(self) -> bool:
        return any(self._is_decided(box) for box in self.boxes if box.social and box.name in self.cleaned_data)

    def _is_decided(self, box: Any) -> bool:
        """Another weighting, or the person's own given back to the design."""
        said = self.cleaned_data[box.name]
        return said != box.weighting and (said is not None or bool(box.own))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        idle = bool(cleaned.get("reason")) and not self.takes_reason()
        if self.keeping and not self.errors and idle and self.has_changes:
            self.add_error(
                "reason",
                _("No reason is kept for your own quality criteria: leave it out, or write it as a comment"),
            )
        return cleaned

    @property
    def has_changes(self) -> bool:
        return any(self.cleaned_data.get(box.name) != box.weighting for box in self.boxes)

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
