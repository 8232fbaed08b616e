"""Answers to a check's questions, read by the fields of its page, so that both refuse the same in the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from commonweal_web.api.v1.problems import Invalid
from commonweal_web.publication.forms.checks import AnswerForm
from commonweal_web.publication.queries.checks import Question

Given = bool | str | None
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def read_answers(questions: Sequence[Question], given: Mapping[str, Given]) -> dict[str, Any]:
    """The answers by their questions, as the case keeps them. Raises Invalid for the first that is not one."""
    asked = {each.key: each for each in questions}
    unknown = next((key for key in given if key not in asked), None)
    if unknown is not None:
        raise Invalid(_("This check asks nothing of that name."), where=f"answers.{unknown}")
    wanted = [asked[key] for key in given]
    form = AnswerForm(wanted, _typed(wanted, given), version=0)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Invalid(str(errors[0]), where=f"answers.{field}")
    return form.answers()


def _typed(questions: Sequence[Question], given: Mapping[str, Given]) -> dict[str, Any]:
    """What a person would have typed to say the same."""
    typed: dict[str, Any] = {}
    for each in questions:
        value = given[each.key]
        typed |= _boxes(each, value) if each.type == "date" else {each.key: _word(each, value)}
    return typed


def _word(question: Question, value: Given) -> str:
    yes_no = question.type == "yes-no"
    if isinstance(value, bool) != yes_no and value is not None:
        said = _("Send true, false or null.") if yes_no else _("Send text or null.")
        raise Invalid(said, where=f"answers.{question.key}")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or ""


def _boxes(question: Question, value: Given) -> dict[str, str]:
    if value is None:
        return {}
    found = DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Invalid(_("Send a date such as 2027-03-27."), where=f"answers.{question.key}")
    year, month, day = found.groups()
    return {f"{question.key}_day": day, f"{question.key}_month": month, f"{question.key}_year": year}
