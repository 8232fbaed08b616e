"""The form by which a whole file of inputs is brought."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms

MOST_PASTED = 400_000


class InputsForm(forms.Form):
    """forecast/inputs.yaml as a file, or pasted."""

    called = {"file": _("The file"), "text": _("What you pasted")}
    version = forms.WholeNumberField(
        min_value=0, max_value=10**9, widget=forms.HiddenInput, required=False, label=_("Version")
    )
    file = forms.FileField(
        label=_("Choose a file"), help_text=_("A YAML file, such as forecast/inputs.yaml of a case"), kinds=["yaml"],
        megabytes=1, required=False,
    )  # fmt: skip
    text = forms.CharField(
        label=_("Or paste it here"),
        max_length=MOST_PASTED,
        required=False,
        strip=False,
        widget=forms.Textarea({"spellcheck": "false"}, rows=8, count=False),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file:
            cleaned["brought"] = self._decoded(file.read())
        elif not self.errors:
            cleaned["brought"] = cleaned.get("text") or ""
            if not cleaned["brought"].strip():
                self.add_error("file", _("Choose a file, or paste what is in it"))
        return cleaned

    def _decoded(self, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", _("The file is not plain text in Unicode: save it as such"))
            return ""

    def refuse(self, message: str) -> None:
        self.add_error("file" if self.cleaned_data.get("file") else "text", message)
