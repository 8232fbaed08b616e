"""Adopting an option, and withdrawing a decision: each with its reason."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms

MOST_REASON = 2_000


def reason_field(missing: Any, *, label: Any = "", help_text: Any = "") -> forms.CharField:
    """The authority's own reason, which every departure from advice needs."""
    return forms.CharField(
        label=label or _("Reason"),
        help_text=help_text,
        max_length=MOST_REASON,
        widget=forms.Textarea(rows=3),
        error_messages={"required": missing},
    )


class AdoptForm(forms.Form):
    """Why this option; `seen` is the scheme that the page showed."""

    reason = reason_field(
        _("Say why the authority takes this option"),
        label=_("Why does the authority take this option?"),
        help_text=_("In your own words: it stands in the case file, and goes to the approver."),
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
    called = {"reason": _("Reason")}


class WithdrawForm(forms.Form):
    """Why a decision no longer holds."""

    reason = reason_field(
        _("Say why the decision no longer holds"),
        label=_("Why does it no longer hold?"),
        help_text=_("The decision and both reasons stay in the case file."),
    )
    called = {"reason": _("Reason")}
