"""Forms of a case's team, and of comments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.models import User, normal_email
from commonweal_web.accounts.roles import CASE_ROLES
from commonweal_web.layout import forms
from commonweal_web.procurements.forms.fields import TextField
from commonweal_web.procurements.queries import colleagues

ROLES = [(key, role.title) for key, role in CASE_ROLES.items()]
ROLE_HINTS = {key: role.description for key, role in CASE_ROLES.items()}
ELSEWHERE = "elsewhere"


def _role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What is their role?"),
        choices=ROLES,
        widget=forms.Radios(hints=ROLE_HINTS),
        error_messages={"required": _("Choose a role")},
    )


class MemberForm(forms.Form):
    """Somebody to join the team: a colleague by name, anybody else who has an account by e-mail address."""

    called = {"person": _("The person"), "email": _("The e-mail address"), "role": _("The role")}

    person = forms.ChoiceField(
        label=_("Who is to join?"),
        error_messages={"required": _("Choose who is to join the team")},
        widget=forms.Select,
    )
    email = forms.EmailField(
        label=_("E-mail address, if they are of another organisation"),
        max_length=254,
        required=False,
        help_text=_("They need an account here: an administrator of theirs or yours can invite them"),
    )
    role = _role()

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        people = [(each.key, each.name) for each in colleagues(user)]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a person")),
            *people,
            (ELSEWHERE, _("Somebody of another organisation")),
        ]
        self.user = user

    def clean(self) -> dict[str, Any]:
        person, email = self.cleaned_data.get("person"), self.cleaned_data.get("email")
        self.require("email", _("Enter the e-mail address of the person"), when=person == ELSEWHERE)
        if person == ELSEWHERE and email:
            found = User.objects.filter(email=normal_email(email), is_active=True).first()
            if found is None:
                self.add_error(
                    "email",
                    _("Nobody with this e-mail address has an account here: ask an administrator to invite them"),
                )
            self.cleaned_data["joining"] = found
        elif person:
            self.cleaned_data["joining"] = colleagues(self.user).filter(pk=person).first()
        return self.cleaned_data

    def refuse(self, message: str) -> None:
        self.add_error("role", message)


class RoleForm(forms.Form):
    """Another role for somebody on the team."""

    heading = "role"
    called = {"role": _("The role")}
    role = _role()

    def refuse(self, message: str) -> None:
        self.add_error("role", message)


class CommentForm(forms.Form):
    """A comment in plain words."""

    called = {"subject": _("The subject")}

    text = TextField(
        label=_("Your comment"),
        max_length=4_000,
        widget=forms.Textarea(rows=4),
        help_text=_("Everybody on the team who may comment sees it. No names of bidders, please."),
        error_messages={"required": _("Enter your comment")},
    )
    subject = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
