"""The forms that every app derives its own from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.forms import DeclarativeFieldsMetaclass
from django.forms.models import ModelFormMetaclass

from commonweal_web.layout.forms.messages import Text, put_name, refuse_unsaid, speak
from commonweal_web.layout.forms.widgets import NumberInput, Textarea


class _Told(DeclarativeFieldsMetaclass):
    """A class of forms that leaves something unsaid cannot be made."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attributes: dict[str, Any]) -> _Told:
        made = super().__new__(mcs, name, bases, attributes)
        refuse_unsaid(made, getattr(made, "base_fields", {}), getattr(made, "called", {}))
        return made


class _ToldOfModel(ModelFormMetaclass, _Told):
    """The same for forms of a model."""


class Spoken(forms.BaseForm):
    """Every field says by name what is wrong, and looks as the design system has it.

    Mix it into a form that another library wrote, `class SignInForm(Spoken, LoginForm)`, and say in `unanswered` what
    each of its fields says without an answer, and in `longest` how long its texts may be.
    """

    # What a required field says when there is no answer, where its own definition cannot.
    unanswered: ClassVar[Mapping[str, Text]] = {}
    # Bounds of texts that their own definition leaves without one.
    longest: ClassVar[Mapping[str, int]] = {}
    # What a field is called inside a sentence, where its label does not fit there.
    called: ClassVar[Mapping[str, Text]] = {}
    # The one field whose label is the page's heading.
    heading: str = ""
    # A browser's own bubbles are worded by the browser, and are gone before they are read aloud.
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for name in list(self.fields):
            self.prepare(name)

    def prepare(self, name: str) -> None:
        """Make one field speak; call it for a field that is added after `__init__`."""
        field = self.fields[name]
        if name in self.unanswered:
            field.error_messages["required"] = str(self.unanswered[name])
        if name in self.longest:
            _bound(field, self.longest[name])
        refuse_unsaid(type(self), {name: field}, self.called)
        _replace_widget(field)
        speak(field, name=self.name_in_sentence(name))

    def name_in_sentence(self, name: str) -> Text:
        return self.called.get(name) or self.fields[name].label or name.replace("_", " ").capitalize()

    def require(self, name: str, message: Text, *, when: bool) -> None:
        """In `clean`: a field that an option reveals must be answered when the option is chosen."""
        if when and name not in self.errors and self.cleaned_data.get(name) in self.fields[name].empty_values:
            said = put_name(str(message), name=self.name_in_sentence(name))
            self.add_error(name, forms.ValidationError(said, code="required"))


class Form(Spoken, forms.Form, metaclass=_Told):
    """A form whose required fields each have their own message, and whose every text and number is bounded."""


class ModelForm(Spoken, forms.ModelForm, metaclass=_ToldOfModel):
    """The same, of a model."""


def _replace_widget(field: forms.Field) -> None:
    """Django's own boxes for numbers and long texts, as a model's form brings them, for ours."""
    if type(field.widget) is forms.Textarea:
        field.widget = Textarea({**field.widget.attrs, "rows": 5})
        _let_know(field)
    elif type(field.widget) is forms.NumberInput:
        field.widget = NumberInput(whole=not isinstance(field, forms.DecimalField | forms.FloatField), width=10)


def _bound(field: forms.Field, most: int) -> None:
    if isinstance(field, forms.CharField):
        field.max_length = most
        field.validators.append(MaxLengthValidator(most))
        _let_know(field)


def _let_know(field: forms.Field) -> None:
    field.widget.attrs.update(field.widget_attrs(field.widget))
