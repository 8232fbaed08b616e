"""What administrators are asked about people and the organisation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.forms.own import email_field, name_field
from commonweal_web.accounts.roles import ORGANISATION_ROLES
from commonweal_web.layout import forms

OWN, OTHER = "own", "other"


def roles_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Roles in the organisation"),
        help_text=_("Roles on a procurement are given there, by its commercial lead."),
        choices=[(key, role.title) for key, role in ORGANISATION_ROLES.items()],
        widget=forms.Checkboxes(hints={key: role.description for key, role in ORGANISATION_ROLES.items()}),
        required=False,
    )


class DetailsForm(forms.Form):
    """Name and address, corrected."""

    name = name_field()
    email = email_field(_("Enter the e-mail address"))


class RolesForm(forms.Form):
    """What a person may do in the organisation."""

    roles = roles_field()


class InviteForm(forms.Form):
    """Somebody to be invited, of our organisation or of another."""

    called = {"whose": _("Whose person this is")}

    name = name_field()
    email = email_field(_("Enter the e-mail address"))
    whose = forms.ChoiceField(
        label=_("Which organisation are they from?"),
        choices=[(OWN, _("Ours")), (OTHER, _("Another, such as a supplier or an auditor"))],
        widget=forms.Radios(reveals={OWN: ["roles"], OTHER: ["other", "is_supplier"]}),
        error_messages={"required": _("Say which organisation they are from")},
    )
    roles = roles_field()
    other = forms.CharField(
        label=_("Name of the other organisation"),
        max_length=200,
        required=False,
    )
    is_supplier = forms.BooleanField(label=_("It is a supplier"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        elsewhere = self.cleaned_data.get("whose") == OTHER
        self.require("other", _("Enter the name of the other organisation"), when=elsewhere)
        return self.cleaned_data


class CodesForm(forms.Form):
    """Whether an organisation asks for codes."""

    heading = "required"
    called = {"required": _("Whether codes are asked for")}

    required = forms.ChoiceField(
        label=_("Must your people enter a one-time code when they sign in?"),
        choices=[("yes", _("Yes")), ("no", _("No, everybody decides for themselves"))],
        widget=forms.Radios(
            hints={"yes": _("Who has none yet is led to set it up on their next page, before anything else.")}
        ),
        error_messages={"required": _("Say whether a code must be entered")},
    )
