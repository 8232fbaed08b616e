"""What a person says of a new token."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal_web.api.scopes import SCOPES
from commonweal_web.layout import forms

DAYS = [
    *((str(days), format_lazy(_("{days} days"), days=days)) for days in (30, 90, 180)),
    ("365", _("One year")),
]


class TokenForm(forms.Form):
    """Name, scopes and how long."""

    called = {"name": _("The name"), "scopes": _("What the token may do"), "days": _("How long it works")}

    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("You will see this name in your list. For example, nightly copy of our case files."),
        max_length=80,
        error_messages={"required": _("Say what the token is for")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        help_text=_("Choose only what the program needs. It never gives more than you may do yourself."),
        choices=[(key, scope.title) for key, scope in SCOPES.items()],
        widget=forms.Checkboxes(hints={key: scope.description for key, scope in SCOPES.items()}),
        error_messages={"required": _("Choose at least one thing that the token may do")},
    )
    days = forms.ChoiceField(
        label=_("How long does it work?"),
        choices=DAYS,
        initial="90",
        widget=forms.Radios(),
        error_messages={"required": _("Choose how long the token works")},
    )
