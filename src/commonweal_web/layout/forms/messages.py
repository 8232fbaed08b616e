"""What a field says when an answer is wrong: never Django's one sentence for all.

A field without an answer is told apart by a message that its form writes. The rest can be said of any field by its
name: "Reason must be 500 characters or fewer".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Text = str | Promise

OF_ANY: dict[str, Text] = {
    "invalid": _("%(field)s is not in the right form"),
    "invalid_choice": _("%(field)s: choose one of the answers that are listed"),
    "invalid_list": _("%(field)s: choose from the answers that are listed"),
    "invalid_pk_value": _("%(field)s: choose from the answers that are listed"),
    "null_characters_not_allowed": _("%(field)s holds a character that cannot be kept: take it out, or type it again"),
    "min_value": _("%(field)s must be %(limit_value)s or more"),
    "max_value": _("%(field)s must be %(limit_value)s or less"),
    "max_digits": _("%(field)s has too many digits"),
    "max_decimal_places": _("%(field)s has too many figures after the point"),
    "max_whole_digits": _("%(field)s has too many digits"),
    "empty": _("%(field)s is empty: choose a file that holds something"),
    "missing": _("%(field)s did not arrive: choose the file again"),
    "contradiction": _("%(field)s: either choose a file or take the present one away, not both"),
}
OF_KIND: dict[type[forms.Field], dict[str, Text]] = {
    forms.EmailField: {"invalid": _("%(field)s must be an e-mail address, like name@example.org")},
    forms.URLField: {"invalid": _("%(field)s must be a full address, like https://www.example.org/page")},
    forms.IntegerField: {"invalid": _("%(field)s must be a whole number, like 12")},
    forms.SlugField: {"invalid": _("%(field)s must have only letters from a to z, numbers, hyphens and underscores")},
}


def must_be_told(name: str, field: forms.Field) -> str:
    """What a form has left unsaid or unbounded about a field; empty when nothing."""
    if field.required and not field.disabled and is_default(field, "required"):
        return f"its own message for no answer: error_messages={{'required': …}} on {name!r}"
    if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField) and not field.max_length:
        return f"a greatest length: max_length on {name!r}"
    if isinstance(field, forms.IntegerField) and (field.min_value is None or field.max_value is None):
        return f"bounds: min_value and max_value on {name!r}"
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return f"DateField of commonweal_web.layout.forms, which has three boxes, for {name!r}"
    return ""


def refuse_unsaid(form: type, fields: Mapping[str, forms.Field], called: Mapping[str, Text]) -> None:
    """Stop a form whose people would read a sentence that fits any form."""
    for name, field in fields.items():
        missing = must_be_told(name, field)
        if not missing and _asks(field) and name not in called:
            missing = f"a name for sentences: called={{{name!r}: …}}, because its label is a question"
        if not missing and "%" in str(called.get(name) or field.label or ""):
            missing = f"a name without a percent sign: called={{{name!r}: …}}; the unit stands beside the box"
        if missing:
            raise ImproperlyConfigured(f"{form.__qualname__} needs {missing}.")


def speak(field: forms.Field, *, name: Text) -> None:
    """Give a field its messages, with its name in them."""
    own: dict[str, Text] = getattr(field, "own_messages", dict)()
    plain = {**OF_ANY, **_of_length(field), **_of_kind(field), **own}
    for code, text in plain.items():
        if is_default(field, code) or code in own:
            field.error_messages[code] = text
    for code, text in field.error_messages.items():
        field.error_messages[code] = _named(text, name=name)


def put_name(message: Text, *, name: Text) -> str:
    """The name of the field where the message wants it, large at the start of the sentence."""
    text, said = str(message), str(name)
    return text.replace("%(field)s", str(capfirst(said)) if text.startswith("%(field)s") else said)


_named = lazy(put_name, str)  # said when it is read, which most messages never are


def is_default(field: forms.Field, code: str) -> bool:
    """Whether the field would say what Django says of every field."""
    said = field.error_messages.get(code)
    theirs = _said_by_django(type(field))  # type: ignore[arg-type]  # a class is hashed as a class
    return said is None or any(said is each for each in theirs.get(code, ()))


@cache
def _said_by_django(kind: type[forms.Field]) -> dict[str, list[Text]]:
    """What Django says of every field of a kind, by code. A field holds these very objects until it is given others."""
    said: dict[str, list[Text]] = {}
    for each in kind.__mro__:
        if each.__module__.startswith("django."):
            for code, text in each.__dict__.get("default_error_messages", {}).items():
                said.setdefault(code, []).append(text)
    return said


def _asks(field: forms.Field) -> bool:
    return str(field.label or "").rstrip().endswith("?")


def _of_kind(field: forms.Field) -> dict[str, Text]:
    return next((texts for kind, texts in OF_KIND.items() if isinstance(field, kind)), {})


def _of_length(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.FileField):
        return {"max_length": _("The name of %(field)s has %(length)s characters: shorten it to %(max)s")}
    if not isinstance(field, forms.CharField):
        return {}
    most = ngettext_lazy(
        "%(field)s must be %(limit_value)s character or fewer. It has %(show_value)s.",
        "%(field)s must be %(limit_value)s characters or fewer. It has %(show_value)s.",
        field.max_length or 0,
    )
    least = ngettext_lazy(
        "%(field)s must be %(limit_value)s character or more. It has %(show_value)s.",
        "%(field)s must be %(limit_value)s characters or more. It has %(show_value)s.",
        field.min_length or 0,
    )
    return {"max_length": most, "min_length": least}
