"""Forms as the service shows them: GOV.UK markup, messages of their own, nothing unbounded.

Import the fields and widgets from here, the rest of `django.forms` as always:

    from commonweal_web.layout import forms

    class ValueForm(forms.Form):
        called = {"value": _("Estimated value")}
        value = forms.MoneyField(
            label=_("What is the estimated value?"),
            error_messages={"required": _("Enter the estimated value, without VAT")},
        )
"""

from __future__ import annotations

from django.forms import (
    BooleanField,
    CharField,
    ChoiceField,
    EmailField,
    HiddenInput,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    PasswordInput,
    Select,
    SlugField,
    TypedChoiceField,
    TypedMultipleChoiceField,
    URLField,
    UUIDField,
    ValidationError,
)

from commonweal_web.layout.forms.dates import DateField, DateInput
from commonweal_web.layout.forms.form import Form, ModelForm, Spoken
from commonweal_web.layout.forms.numbers import (
    MoneyField,
    MonthsField,
    NumberField,
    PercentField,
    WholeNumberField,
)
from commonweal_web.layout.forms.rendering import BoundField, Renderer
from commonweal_web.layout.forms.uploads import FileField
from commonweal_web.layout.forms.widgets import Checkboxes, NumberInput, Radios, Textarea, TextInput

__all__ = [
    "BooleanField",
    "BoundField",
    "CharField",
    "Checkboxes",
    "ChoiceField",
    "DateField",
    "DateInput",
    "EmailField",
    "FileField",
    "Form",
    "HiddenInput",
    "ModelChoiceField",
    "ModelForm",
    "ModelMultipleChoiceField",
    "MoneyField",
    "MonthsField",
    "MultipleChoiceField",
    "NumberField",
    "NumberInput",
    "PasswordInput",
    "PercentField",
    "Radios",
    "Renderer",
    "Select",
    "SlugField",
    "Spoken",
    "TextInput",
    "Textarea",
    "TypedChoiceField",
    "TypedMultipleChoiceField",
    "URLField",
    "UUIDField",
    "ValidationError",
    "WholeNumberField",
]
