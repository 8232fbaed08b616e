"""Addresses of signing in, of the own account, and of an organisation's people.

Of the sign-in library only the pages that are used are here, each with who may open it.
"""

from __future__ import annotations

from allauth.account import views as of_account
from allauth.mfa.base import views as of_codes
from allauth.mfa.recovery_codes import views as of_recovery
from allauth.mfa.totp import views as of_totp
from django.urls import path

from commonweal_web.accounts.access import public, signed_in
from commonweal_web.accounts.views import links, own, people, single_sign_on

urlpatterns = [
    # The sign-in library's pages, under the names by which it finds them itself.
    path("account/login/", public(own.SignInPage.as_view()), name="account_login"),
    path("account/logout/", public(of_account.logout), name="account_logout"),
    path("account/inactive/", public(of_account.account_inactive), name="account_inactive"),
    path("account/confirm/", signed_in(of_account.reauthenticate), name="account_reauthenticate"),
    path("account/password/", own.change_password, name="account_change_password"),
    path("account/forgotten/", links.forgotten, name="account_reset_password"),
    path("account/codes/", own.codes, name="mfa_index"),
    path("account/codes/enter/", public(of_codes.authenticate), name="mfa_authenticate"),
    path("account/codes/confirm/", signed_in(of_codes.reauthenticate), name="mfa_reauthenticate"),
    path("account/codes/set-up/", signed_in(of_totp.activate_totp), name="mfa_activate_totp"),
    path("account/codes/remove/", signed_in(of_totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/codes/recovery/", signed_in(of_recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/codes/recovery/new/",
        signed_in(of_recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/codes/recovery/file/",
        signed_in(of_recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/sign-on/cancelled/", single_sign_on.cancelled, name="socialaccount_login_cancelled"),
    path("account/sign-on/<slug:provider_id>/", single_sign_on.begin, name="openid_connect_login"),
    path("account/sign-on/<slug:provider_id>/back/", single_sign_on.finish, name="openid_connect_callback"),
    # Ours.
    path("account/", own.account, name="account"),
    path("account/name/", own.name, name="account_name"),
    path("account/sessions/", own.sessions, name="sessions"),
    path("account/invitation/<str:secret>/", links.invitation, name="invitation"),
    path("account/new-password/<str:secret>/", links.new_password, name="new_password"),
    path("organisation/people/", people.people_list, name="people"),
    path("organisation/people/invite/", people.invite, name="invite"),
    path("organisation/people/<uuid:person_id>/", people.person, name="person"),
    path("organisation/people/<uuid:person_id>/roles/", people.roles_of, name="person_roles"),
    path("organisation/people/<uuid:person_id>/details/", people.details, name="person_details"),
    path("organisation/people/<uuid:person_id>/<slug:key>/", people.step, name="person_step"),
    path("organisation/codes/", people.codes_required, name="codes_required"),
    path("organisation/roles/", people.roles, name="roles"),
]
