"""Fields that several forms of cases share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.layout.components import CONFIDENCES
from commonweal_web.layout.templatetags.look import mark
from commonweal_web.procurements import glossary
from commonweal_web.procurements.translate import choices, statements
from commonweal_web.procurements.translate.wording import unreadable_characters

Text = Any  # a text, or one that is translated when it is shown
UNSAID = "unsaid"
LEFT_OUT = _("Left out, {usual} are taken")
YES_NO = (("yes", _("Yes")), ("no", _("No")), (UNSAID, _("I do not know")))

meaning: Any = lazy(glossary.meaning, str)


def left_out(usual: Callable[[], str], text: Text = LEFT_OUT) -> Text:
    """What is taken where a field is left out, asked for when it is shown."""
    return format_lazy(text, usual=lazy(usual, str)())


def _marked(kind: str, text: Any) -> str:
    return format_html("{} {}", mark(kind), text)


def _stated(name: str, then: Any = "") -> str:
    said = statements.statement(name)
    place = ", ".join(filter(None, (said.source.title, said.source.where)))
    doubt = CONFIDENCES.get(said.source.confidence)
    whose = format_html("{}; {}", place, doubt) if doubt else place
    drawn = '{} {} <span class="cw-mark__confidence">[{}]</span>'
    line = format_html(drawn, mark(said.source.kind), said.text, whose)
    return format_html("{}. {}", line, then) if then else line


marked: Any = lazy(_marked, str)  # a sentence that begins with who says so: law, guidance, our judgement
# What law or guidance says, by its name in the pack, with who says so; and what the page itself adds.
stated: Any = lazy(_stated, str)


class TextField(forms.CharField):
    """A text that every reader of a case file can read."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = unreadable_characters(text) if text else ""
        if found:
            said = _("This holds a character that nobody sees (%(code)s): take it out, or type the words again")
            raise forms.ValidationError(said, code="unreadable", params={"code": found})
        return text


def line(label: Text, *, longest: int, missing: Text = "", hint: Text = "", width: int | None = None) -> TextField:
    """One line; `missing` is what is said where it must be filled in and is not."""
    return TextField(
        label=label,
        max_length=longest,
        required=bool(missing),
        help_text=hint,
        widget=forms.TextInput(width=width),
        error_messages={"required": missing} if missing else {},
    )


def paragraph(label: Text, *, longest: int, hint: Text = "", rows: int = 5) -> TextField:
    """Several lines, which may be left out."""
    return TextField(label=label, max_length=longest, required=False, help_text=hint, widget=forms.Textarea(rows=rows))


def one_of(
    label: Text,
    values: choices.Choices,
    *,
    missing: Text = "",
    hint: Text = "",
    hints: choices.Choices | None = None,
    reveals: dict[str, list[str]] | None = None,
) -> forms.ChoiceField:
    """Radios, one a line."""
    return forms.ChoiceField(
        label=label,
        choices=list(values.items()),
        required=bool(missing),
        help_text=hint,
        widget=forms.Radios(hints=hints or {}, reveals=reveals or {}),
        error_messages={"required": missing} if missing else {},
    )


def yes_or_no(label: Text, *, hint: Text = "", unsaid: bool = True) -> forms.ChoiceField:
    """Yes, no and, unless it must be settled, I do not know."""
    return forms.ChoiceField(
        label=label,
        choices=YES_NO if unsaid else YES_NO[:2],
        required=False,
        help_text=hint,
        widget=forms.Radios(inline=True, small=True),
    )


def vat_of() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Is VAT in it?"),
        choices=list(choices.VATS.items()),
        required=False,
        help_text=stated("vat", _("Where nobody knows, the value is a range.")),
        widget=forms.Radios(inline=True, small=True),
    )


MOST = 1_000


def count(label: Any, *, hint: Any = "", most: int = MOST) -> forms.WholeNumberField:
    """How many there are: one or more, left out where nobody has said."""
    return forms.WholeNumberField(label=label, min_value=1, max_value=most, required=False, help_text=hint)
