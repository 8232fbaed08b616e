"""Why the authority takes a mend."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.design.forms.adopting import reason_field
from commonweal_web.layout import forms

DRAFT = _("[Draft]")


class MendForm(forms.Form):
    """The authority's own reason, begun with a draft of ours that is not taken as it is; `version` is what was seen."""

    called = {"reason": _("Reason")}
    version = forms.WholeNumberField(
        min_value=0, max_value=10**9, widget=forms.HiddenInput, required=False, label=_("Version")
    )
    reason = reason_field(
        _("Say why the authority takes this mend"),
        label=_("Why does the authority take this mend?"),
        help_text=_(
            "A draft stands here. Put it in your own words and take out “[Draft]”: the reason stands in the case file, "
            "and goes to the approver."
        ),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if str(DRAFT).lower() in reason.lower():
            raise forms.ValidationError(
                _("Make the reason the authority's own: put the draft in your words, and take out “[Draft]”"),
                code="draft",
            )
        return reason
