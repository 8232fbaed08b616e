"""Signing in, codes, passwords and the own name: the sign-in library's forms with our words and bounds."""

from __future__ import annotations

from typing import Any, TypeAlias

from allauth.account import forms as of_account
from allauth.mfa.base import forms as of_codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.models import User
from commonweal_web.layout import forms

Text: TypeAlias = Any  # a text, translated when it is shown
LEAST_PASSWORD, MAXIMUM_PASSWORD = 12, 200  # the least is checked by the service's settings
PASSWORD_HINT = _("At least {least} characters. Three words that do not belong together are good.")
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "off"}


def email_field(required: Text) -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.TextInput({"type": "email", "autocomplete": "username", "spellcheck": "false"}, width=30),
        error_messages={"required": required},
    )


def password_field(label: Text, required: Text, *, fresh: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MAXIMUM_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password" if fresh else "current-password"}),
        help_text=format_lazy(PASSWORD_HINT, least=LEAST_PASSWORD) if fresh else "",
        error_messages={"required": required},
    )


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Full name"),
        help_text=_("As your colleagues know you. Documents and the record never hold it."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name"}, width=30),
        error_messages={"required": _("Enter the full name")},
    )


def code_field(hint: Text) -> forms.CharField:
    return forms.CharField(
        label=_("Code"),
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(CODE, width=10),
        error_messages={"required": _("Enter the code")},
    )


class SignInForm(of_account.LoginForm, forms.Form):
    """Address and password. What is wrong is never told apart, so that nobody learns who has an account."""

    password = password_field(_("Password"), _("Enter your password"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"] = email_field(_("Enter your e-mail address"))
        self.order_fields(["login", "password"])
        self.prepare("login")

    def clean(self) -> dict[str, Any]:
        if not settings.SINGLE_SIGN_ON.passwords:
            raise forms.ValidationError(_("Sign in through your organisation: passwords are not used here"))
        return super().clean() or {}


class ConfirmPasswordForm(of_account.ReauthenticateForm, forms.Form):
    """The password once more, before something that matters."""

    password = password_field(_("Password"), _("Enter your password"))


class ChangePasswordForm(of_account.ChangePasswordForm, forms.Form):
    """A new password, by somebody who knows the present one."""

    oldpassword = password_field(_("Present password"), _("Enter your present password"))
    password1 = password_field(_("New password"), _("Enter the new password"), fresh=True)
    password2 = None

    def clean_password1(self) -> str:
        return checked_password(self.cleaned_data["password1"], self.user)


class CodeForm(of_codes.AuthenticateForm, forms.Form):
    """The second step of signing in."""

    code = code_field(_("The six figures that your app shows now, or one of your recovery codes"))


class ConfirmCodeForm(of_codes.ReauthenticateForm, forms.Form):
    """A code once more, before something that matters."""

    code = code_field(_("The six figures that your app shows now, or one of your recovery codes"))


class FirstCodeForm(ActivateTOTPForm, forms.Form):
    """Shows that the app was set up rightly."""

    code = code_field(_("The six figures that the app shows now"))


class NameForm(forms.Form):
    """What a person is called."""

    name = name_field()


class JoinForm(forms.Form):
    """What somebody who was invited says of themselves."""

    name = name_field()
    password = password_field(_("Password"), _("Choose a password"), fresh=True)

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_password(self) -> str:
        return checked_password(self.cleaned_data["password"], self.person)


class NewPasswordForm(forms.Form):
    """A password by somebody who holds a link for it."""

    password = password_field(_("New password"), _("Choose a new password"), fresh=True)

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_password(self) -> str:
        return checked_password(self.cleaned_data["password"], self.person)


class ForgottenForm(forms.Form):
    """Where to send a link for a new password."""

    email = email_field(_("Enter your e-mail address"))


def checked_password(password: str, person: User | None) -> str:
    """Long enough, not common, and not the person's own name or address."""
    validate_password(password, person)
    return password
