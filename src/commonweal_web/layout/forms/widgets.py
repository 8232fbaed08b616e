"""Widgets that carry what GOV.UK markup needs to know: widths, units, hints of options, what an option reveals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise

Text = str | Promise
# The design system's input widths, in characters.
WIDTHS = (2, 3, 4, 5, 10, 20, 30)


class TextInput(forms.TextInput):
    """One line. `width` in characters fits the box to the answer; `prefix` and `suffix` stand beside it."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        width: int | None = None,
        prefix: Text = "",
        suffix: Text = "",
    ) -> None:
        if width is not None and width not in WIDTHS:
            raise ValueError(f"A text input is {', '.join(map(str, WIDTHS))} characters wide, not {width}.")
        super().__init__(attrs)
        self.width = width
        self.prefix = prefix
        self.suffix = suffix


class NumberInput(TextInput):
    """A number as text: a number box changes its value when someone scrolls, and hides what it cannot read."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, whole: bool = False, **looks: Any) -> None:
        given = {"inputmode": "numeric" if whole else "decimal", "spellcheck": "false", "autocomplete": "off"}
        super().__init__({**given, **(attrs or {})}, **looks)


class Textarea(forms.Textarea):
    """Several lines, with the room that is left told under the box (`count=False` leaves that out)."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        count: bool = True,
        rows: int = 5,
    ) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        # Django's default of 40 columns means nothing beside a style sheet.
        self.attrs.pop("cols", None)
        self.count = count

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """A browser sends a line's end as two characters; people, and the count under the box, see one."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class _Options:
    """What options of radios and checkboxes may carry."""

    hints: Mapping[str, Text]
    reveals: Mapping[str, Sequence[str]]
    inline: bool
    small: bool

    def carry(
        self,
        hints: Mapping[str, Text] | None,
        reveals: Mapping[str, Sequence[str]] | None,
        *,
        inline: bool,
        small: bool,
    ) -> None:
        self.hints = hints or {}
        self.reveals = reveals or {}
        self.inline = inline
        self.small = small


class Radios(_Options, forms.RadioSelect):
    """One of few. `hints` by value; `reveals` names the fields shown under an option when it is chosen."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Text] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        inline: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self.carry(hints, reveals, inline=inline, small=small)


class Checkboxes(_Options, forms.CheckboxSelectMultiple):
    """Any of few. Arguments as for `Radios`."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Text] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        small: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self.carry(hints, reveals, inline=False, small=small)
