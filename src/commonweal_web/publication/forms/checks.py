"""The questions of a check as a form of their types; and giving a check to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.models import User, display_name
from commonweal_web.layout import forms
from commonweal_web.publication.queries.checks import Question

MAXIMUM_TEXT = 4_000
YES_NO = [("yes", _("Yes")), ("no", _("No")), ("", _("Nobody has said yet"))]


class AnswerForm(forms.Form):
    """One field a question, each of its type; an empty one takes the answer back. `version` is what the person saw."""

    version = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)

    def __init__(self, questions: Sequence[Question], *arguments: Any, version: int, **named: Any) -> None:
        initial = {"version": str(version), **{each.key: _initial(each) for each in questions}}
        super().__init__(*arguments, initial=initial, **named)
        self.questions = questions
        self.called = {each.key: _named(each) for each in questions}  # type: ignore[misc]
        for each in questions:
            self.fields[each.key] = FIELDS[each.type](each.words)
            self.prepare(each.key)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.questions and not self.errors and not self._says_anything(cleaned):
            self.add_error(self.questions[0].key, gettext("Answer at least one question"))
        return cleaned

    def _says_anything(self, cleaned: Mapping[str, Any]) -> bool:
        """Whether something is answered, or something that was answered is taken back."""
        before = any(each.answer not in (None, "") for each in self.questions)
        return before or any(_answer(each, cleaned.get(each.key)) is not None for each in self.questions)

    def answers(self) -> dict[str, Any]:
        """Every answer by its question, None for what nobody has said."""
        return {each.key: _answer(each, self.cleaned_data[each.key]) for each in self.questions}

    @property
    def seen(self) -> int:
        text = self.cleaned_data.get("version") or self.data.get("version") or "0"
        return int(text) if str(text).isascii() and str(text).isdigit() else 0


def _named(question: Question) -> str:
    """How sentences about a field name it: a percent sign would be taken for a placeholder."""
    words = question.words.replace("%", gettext(" per cent"))
    return gettext("The answer to “%(words)s”") % {"words": words}


def _yes_no(words: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=words, choices=YES_NO, required=False, widget=forms.Radios)


def _day(words: str) -> forms.DateField:
    return forms.DateField(
        label=words,
        required=False,
        help_text=_("For example, 27 3 2027. Leave it empty if nobody knows yet."),
        earliest=date(1990, 1, 1),
        latest=date(2120, 12, 31),
    )


def _text(words: str) -> forms.CharField:
    return forms.CharField(label=words, required=False, max_length=MAXIMUM_TEXT, widget=forms.Textarea(rows=4))


def _number(words: str) -> forms.NumberField:
    return forms.NumberField(
        label=words, required=False, min_value=Decimal(0), max_value=Decimal(1_000_000_000_000), decimal_places=2
    )


FIELDS: dict[str, Callable[[str], Any]] = {"yes-no": _yes_no, "date": _day, "text": _text, "number": _number}


def _initial(question: Question) -> Any:
    if isinstance(question.answer, bool):
        return "yes" if question.answer else "no"
    return question.answer


def _answer(question: Question, value: Any) -> Any:
    if question.type == "yes-no":
        return {"yes": True, "no": False}.get(value)
    return None if value in (None, "") else value


class AssignForm(forms.Form):
    """Who is to answer a check, and by when."""

    called = {"person": _("The person"), "due_on": _("The date")}

    person = forms.ChoiceField(
        label=_("Who is to answer this?"),
        error_messages={"required": _("Choose who is to answer this check")},
        choices=[],
        widget=forms.Radios,
    )
    due_on = forms.DateField(
        label=_("By when?"),
        required=False,
        help_text=_("For example, 27 3 2027. You can leave it empty."),
        earliest=date(2020, 1, 1),
        latest=date(2120, 12, 31),
    )
    note = forms.CharField(
        label=_("What they should know"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(rows=3),
    )

    def __init__(self, people: Iterable[User], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.people = {each.key: each for each in people}
        self.fields["person"].choices = [(key, display_name(each)) for key, each in self.people.items()]  # type: ignore[attr-defined]

    def clean_due_on(self) -> date | None:
        due: date | None = self.cleaned_data["due_on"]
        if due is not None and due < timezone.localdate():
            raise forms.ValidationError(gettext("The date must be today or later"))
        return due

    @property
    def chosen(self) -> User:
        return self.people[self.cleaned_data["person"]]
