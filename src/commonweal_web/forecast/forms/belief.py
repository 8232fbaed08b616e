"""The form of one belief: its shape, its numbers, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms

Text = str | Promise
MOST = Decimal(10) ** 15
MOST_REASON = 2_000


def box_name(family: str, way: str, name: str) -> str:
    """The name of a box: another in each shape, so that what was typed in one is not taken for another's."""
    return f"{family}-{way}-{name}"


class BeliefForm(forms.Form):
    """The numbers that `boxes` ask for; a reason is needed to keep, not to look.

    `families` and `ways` are what may be chosen. Without scripts another choice shows other boxes when it is sent.
    """

    called = {
        "because": _("Reason"),
        "who": _("Who says so"),
        "source_title": _("Title of the source"),
        "source_url": _("Address of the source"),
        "source_dated": _("Date of the source"),
        "confidence": _("How you know it"),
    }
    version = forms.WholeNumberField(
        min_value=0, max_value=10**9, widget=forms.HiddenInput, required=False, label=_("Version")
    )
    family = forms.ChoiceField(
        label=_("Shape"),
        widget=forms.Select,
        error_messages={"required": _("Choose a shape"), "invalid_choice": _("Choose a shape of the list")},
    )
    way = forms.ChoiceField(
        label=_("Stated by"),
        widget=forms.Select,
        error_messages={"required": _("Choose how it is stated"), "invalid_choice": _("Choose one of the list")},
    )
    because = forms.CharField(
        label=_("Why do you believe this?"),
        help_text=_("Asked for when you keep it. It stands in the case file with the belief."),
        max_length=MOST_REASON,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    who = forms.ChoiceField(
        label=_("Who says so?"),
        choices=[("judgement", _("It is our judgement")), ("source", _("A source says so"))],
        widget=forms.Radios(reveals={"source": ["source_title", "source_url", "source_dated", "confidence"]}),
        error_messages={"required": _("Say whether it is your judgement or a source says so")},
    )
    source_title = forms.CharField(label=_("Its title"), max_length=300, required=False)
    source_url = forms.URLField(
        label=_("Its address on the web"),
        help_text=_("If it has one"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    source_dated = forms.DateField(label=_("Its date"), required=False)
    confidence = forms.ChoiceField(
        label=_("How do you know it?"),
        choices=[
            ("primary", _("We have read it there")),
            ("secondary", _("It is reported by others who cite it")),
            ("recalled", _("From general knowledge, to be verified")),
        ],
        widget=forms.Radios,
        required=False,
    )

    def __init__(
        self,
        *arguments: Any,
        families: Mapping[str, Text],
        ways: Sequence[tuple[str, Text]],
        shape: tuple[str, str],
        boxes: Sequence[Any],
        keeping: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.keeping, self.shape = keeping, shape
        self.boxes = tuple(boxes)
        self.fields["family"].choices = list(families.items())  # type: ignore[attr-defined]
        self.fields["way"].choices = list(ways)  # type: ignore[attr-defined]
        for box in self.boxes:
            self.fields[self.box(box.name)] = forms.NumberField(
                label=box.label,
                min_value=-MOST,
                max_value=MOST,
                decimal_places=12,
                suffix=box.unit,
                required=False,
                initial=box.initial,
            )
            self.prepare(self.box(box.name))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.require("because", _("Say why you believe this: a belief without a reason is not kept"), when=self.keeping)
        sourced = self.keeping and cleaned.get("who") == "source"
        self.require("source_title", _("Enter the title of the source"), when=sourced)
        self.require("confidence", _("Say how you know it"), when=sourced)
        return cleaned

    def box(self, name: str) -> str:
        """The field of a number by its name in the engine."""
        return box_name(*self.shape, name)

    @property
    def numbers(self) -> dict[str, Decimal | None]:
        """The numbers that were typed, by their name in the engine."""
        return {box.name: self.cleaned_data.get(self.box(box.name)) for box in self.boxes}

    @property
    def main_fields(self) -> list[Any]:
        return [self[self.box(box.name)] for box in self.boxes if box.main]

    @property
    def more_fields(self) -> list[Any]:
        return [self[self.box(box.name)] for box in self.boxes if not box.main]

    @property
    def has_ends(self) -> bool:
        return any(box.name in {"low", "high"} for box in self.boxes if not box.main)

    @property
    def shows_more(self) -> bool:
        """Whether the boxes that are folded away hold something, or something wrong."""
        return any(field.value() not in {None, ""} or field.errors for field in self.more_fields)

    def refuse(self, message: str) -> None:
        """A sentence of the engine that is about no box of its own."""
        self.add_error(self.box(self.boxes[0].name), message)
