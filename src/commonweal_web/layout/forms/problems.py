"""What is wrong with a form, as the error summary lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; without a target it concerns the whole page."""

    text: str
    target: str


def find_problems(form: Any) -> list[Problem]:
    """Every error of a form or of a set of forms, in the order of the fields, with what it leads to."""
    if isinstance(form, forms.BaseFormSet):
        whole = [Problem(str(text), "") for text in form.non_form_errors()] if form.is_bound else []
        return whole + [problem for part in form for problem in find_problems(part)]
    if not form.is_bound:
        return []
    whole = [Problem(str(text), "") for text in form.non_field_errors()]
    return whole + [
        Problem(str(text), "" if field.is_hidden else getattr(field, "error_target", field.auto_id))
        for field in _in_order(form)
        for text in field.errors
    ]


def _in_order(form: forms.BaseForm) -> list[Any]:
    """As on the page: what an option reveals follows the question of the option."""
    ordered: list[Any] = []
    for field in form:
        if getattr(field, "is_revealed", False):
            continue
        ordered.append(field)
        names = [name for shown in getattr(field.field.widget, "reveals", {}).values() for name in shown]
        ordered.extend(form[name] for name in names)
    return ordered
