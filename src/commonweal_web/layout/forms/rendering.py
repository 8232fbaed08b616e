"""GOV.UK markup for every form of the service, allauth's too: set FORM_RENDERER to `Renderer` below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import boundfield
from django.forms.renderers import DjangoTemplates
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from commonweal_web.layout.forms.dates import PARTS, DateInput
from commonweal_web.layout.forms.widgets import Textarea


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One radio or checkbox, and what choosing it reveals."""

    id: str
    value: str
    label: Any
    checked: bool
    disabled: bool
    hint: Any
    group: str
    reveals: tuple[boundfield.BoundField, ...]


class BoundField(boundfield.BoundField):
    """A field as a template sees it."""

    # Set by {% field %}: whether the label is the page's heading, and its size (s, m, l, xl; empty is plain).
    heading_asked: bool | None = None
    size_asked: str | None = None

    # --- what it is ---------------------------------------------------------------------------

    @property
    def widget(self) -> forms.Widget:
        widget: forms.Widget = self.field.widget
        return widget

    @property
    def style(self) -> str:
        """The template that draws the control, by the kind of widget."""
        for kind, style in STYLES:
            if isinstance(self.widget, kind):
                return style
        return "input"

    @property
    def begins(self) -> tuple[Any, Any] | None:
        """The heading and the sentence of the part of a form that begins with this field."""
        return getattr(self.form, "begins", {}).get(self.name)

    @property
    def is_heading(self) -> bool:
        return self.heading_asked if self.heading_asked is not None else getattr(self.form, "heading", "") == self.name

    @property
    def size(self) -> str:
        if self.size_asked is not None:
            return self.size_asked
        if self.is_heading:
            return "l"
        return "" if self.is_revealed else "s"

    @cached_property
    def is_revealed(self) -> bool:
        """Drawn under an option of another field, so not by itself."""
        widgets = [field.widget for field in self.form.fields.values()]
        return any(self.name in names for widget in widgets for names in getattr(widget, "reveals", {}).values())

    @property
    def is_tick(self) -> bool:
        return self.style == "tick"

    @property
    def use_fieldset(self) -> bool:
        return self.style in {"radios", "checkboxes", "date"}

    @property
    def aria_describedby(self) -> str | None:
        told = [super().aria_describedby or ""]
        if self.counts:
            told.append(f"{self.auto_id}-info")
        return " ".join(filter(None, told)) or None

    @property
    def counts(self) -> int | None:
        """The length that is counted down under the box."""
        widget = self.widget
        return getattr(self.field, "max_length", None) if isinstance(widget, Textarea) and widget.count else None

    @property
    def faulty_parts(self) -> list[str]:
        """Of a date, the boxes that are wrong: all of them when nothing is known."""
        found = self.errors.as_data() if self.errors else []
        parts = [part for error in found for part in (error.params or {}).get("parts", ())]
        return parts or (list(PARTS) if found else [])

    @property
    def error_target(self) -> str:
        """Where the error summary leads: the first control of a group, the first faulty box of a date."""
        if self.style == "date":
            return f"{self.auto_id}_{min(PARTS.index(part) for part in self.faulty_parts or PARTS)}"
        if self.style in {"radios", "checkboxes"}:
            return self.options[0].id if self.options else ""
        return self.auto_id

    # --- how it is drawn ----------------------------------------------------------------------

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if (widget or self.widget).is_hidden:
            return built
        if self.use_fieldset:
            built.pop("aria-invalid", None)
        if self.style == "date":
            return {**built, "data-faulty": " ".join(self.faulty_parts)}
        return {**built, "class": self._classes()}

    def as_widget(self, widget: Any = None, attrs: Any = None, only_initial: bool = False) -> SafeString:
        if widget is None and not only_initial and self.style in {"radios", "checkboxes", "tick"}:
            return self.form.render(f"layout/forms/{self.style}.html", {"field": self})
        return super().as_widget(widget, attrs, only_initial)

    def _classes(self) -> str:
        stem = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}.get(self.style)
        stem = stem or "govuk-input"
        width = getattr(self.widget, "width", None)
        parts = [
            self.widget.attrs.get("class", ""),
            stem,
            f"{stem}--error" if self.errors else "",
            f"govuk-input--width-{width}" if width else "",
            "govuk-js-character-count" if self.counts else "",
            "govuk-password-input__input govuk-js-password-input-input" if self.style == "password" else "",
        ]
        return " ".join(filter(None, parts))

    @cached_property
    def options(self) -> list[Option]:
        return list(self._make_options())

    def _make_options(self) -> Iterator[Option]:
        attrs = self.build_widget_attrs({"id": self.auto_id})
        context = self.widget.get_context(self.html_name, self.value(), {**self.widget.attrs, **attrs})
        hints, reveals = getattr(self.widget, "hints", {}), getattr(self.widget, "reveals", {})
        for group, options, _ in context["widget"]["optgroups"]:
            for option in options:
                value = str(option["value"])
                yield Option(
                    id=option["attrs"].get("id", ""),
                    value=value,
                    label=option["label"],
                    checked=option["selected"],
                    disabled=bool(option["attrs"].get("disabled")),
                    hint=hints.get(value, ""),
                    group=group or "",
                    reveals=tuple(self.form[name] for name in reveals.get(value, ())),
                )


STYLES: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (forms.PasswordInput, "password"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)


class Renderer(DjangoTemplates):
    """Every form in the design system's markup; see the templates in layout/forms/."""

    form_template_name = "layout/forms/form.html"
    formset_template_name = "layout/forms/formset.html"
    field_template_name = "layout/forms/field.html"
    bound_field_class = BoundField
