"""Forms of the living page: every kind of field once, as a page would use it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms

STAGES = [
    ("explore", _("Explore")),
    ("prototype", _("Prototype")),
    ("pilot", _("Pilot")),
    ("scale", _("Scale")),
]


class EveryFieldForm(forms.Form):
    """A procurement, with more asked on one page than a real page would ask."""

    called = {
        "estimate": _("Estimated value"),
        "gate": _("Whether there is a gate"),
        "parts": _("What is bought"),
        "starts": _("The date the contract starts"),
        "notice": _("The notice"),
    }

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("As it will stand in the notice"),
        error_messages={"required": _("Enter the title of the procurement")},
    )
    reference = forms.SlugField(
        label=_("Reference"),
        max_length=40,
        required=False,
        widget=forms.TextInput(width=20),
    )
    estimate = forms.MoneyField(
        label=_("What is the estimated value?"),
        help_text=_("Without VAT, all options and extensions included"),
        error_messages={"required": _("Enter the estimated value")},
    )
    weighting = forms.PercentField(
        label=_("Weighting of social value"),
        error_messages={"required": _("Enter the weighting of social value")},
    )
    length = forms.MonthsField(
        label=_("Length of the contract"),
        min_value=1,
        error_messages={"required": _("Enter the length of the contract in months")},
    )
    bidders = forms.WholeNumberField(
        label=_("Bidders expected"),
        min_value=1,
        max_value=500,
        required=False,
    )
    starts = forms.DateField(
        label=_("When does the contract start?"),
        help_text=_("For example, 27 3 2027"),
        earliest=date(2024, 1, 1),
        latest=date(2040, 12, 31),
        error_messages={"required": _("Enter the date on which the contract starts")},
    )
    stage = forms.ChoiceField(
        label=_("First stage"),
        choices=[("", _("Choose a stage")), *STAGES],
        widget=forms.Select,
        error_messages={"required": _("Choose the first stage")},
    )
    gate = forms.ChoiceField(
        label=_("Is there a gate after this stage?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.Radios(
            hints={"yes": _("The contract says what must be shown before it goes on")},
            reveals={"yes": ["shown"], "no": ["reason"]},
        ),
        error_messages={"required": _("Say whether there is a gate after this stage")},
    )
    shown = forms.CharField(label=_("What must be shown"), max_length=300, required=False)
    reason = forms.CharField(
        label=_("Why there is none"),
        max_length=500,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    parts = forms.MultipleChoiceField(
        label=_("What is bought?"),
        help_text=_("Choose all that apply"),
        choices=[("goods", _("Goods")), ("services", _("Services")), ("works", _("Works"))],
        widget=forms.Checkboxes(hints={"works": _("Building, and civil engineering")}),
        error_messages={"required": _("Choose at least one of goods, services and works")},
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=1000,
        widget=forms.Textarea(),
        help_text=_("What changes, and for whom"),
        error_messages={"required": _("Enter the purpose of the procurement")},
    )
    notice = forms.FileField(
        label=_("Upload a notice"),
        kinds=["json", "zip"],
        megabytes=5,
        required=False,
        help_text=_("A release in the Open Contracting format (JSON), smaller than 5 MB"),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password")},
    )
    confirmed = forms.BooleanField(
        label=_("I have read what this suggests, and I decide"),
        error_messages={"required": _("Confirm that you have read what this suggests")},
    )
    came_from = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        gate = self.cleaned_data.get("gate")
        self.require("shown", _("Enter what must be shown at the gate"), when=gate == "yes")
        self.require("reason", _("Enter why there is no gate"), when=gate == "no")
        return self.cleaned_data


class QuestionForm(forms.Form):
    """One thing on its page, its question the heading."""

    heading = "stage"
    called = {"stage": _("The stage")}

    stage = forms.ChoiceField(
        label=_("Which stage comes first?"),
        choices=STAGES,
        widget=forms.Radios(
            hints={
                "explore": _("Find out whether and how; nothing is built yet"),
                "prototype": _("Build one to learn from"),
                "pilot": _("Try it with real people, in one place"),
                "scale": _("Bring to many what a pilot has shown to work"),
            }
        ),
        error_messages={"required": _("Choose the stage that comes first")},
    )
