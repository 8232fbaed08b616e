"""Which two schemes to compare."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms


class CompareForm(forms.Form):
    """Any two of the adopted versions and the three options as they stand."""

    before = forms.ChoiceField(
        label=_("Earlier"), widget=forms.Select, error_messages={"required": _("Choose the earlier scheme")}
    )
    after = forms.ChoiceField(
        label=_("Later"), widget=forms.Select, error_messages={"required": _("Choose the later scheme")}
    )

    def __init__(self, *arguments: Any, choices: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in ("before", "after"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
