"""What organisations and people are asked."""

from __future__ import annotations

from commonweal_web.accounts.forms.own import (
    ChangePasswordForm,
    CodeForm,
    ConfirmCodeForm,
    ConfirmPasswordForm,
    FirstCodeForm,
    ForgottenForm,
    JoinForm,
    NameForm,
    NewPasswordForm,
    SignInForm,
)
from commonweal_web.accounts.forms.people import CodesForm, DetailsForm, InviteForm, RolesForm

__all__ = [
    "ChangePasswordForm",
    "CodeForm",
    "CodesForm",
    "ConfirmCodeForm",
    "ConfirmPasswordForm",
    "DetailsForm",
    "FirstCodeForm",
    "ForgottenForm",
    "InviteForm",
    "JoinForm",
    "NameForm",
    "NewPasswordForm",
    "RolesForm",
    "SignInForm",
]
