"""Signing in and out, codes, lockout, sessions: what people do with their own account."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher, MD5PasswordHasher
from django.test import Client
from django.urls import get_resolver, reverse
from page_checks import check_html
from web_accounts.codes import code_now

from commonweal_web.accounts.actions import people
from commonweal_web.accounts.models import User
from commonweal_web.audit.models import Event
from commonweal_web.config import settings as as_installed
from commonweal_web.config.mail import read_mail
from fixtures import PASSWORD, Team

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


def sign_in(email: str, password: str = PASSWORD, browser: Client | None = None) -> tuple[Client, Any]:
    browser = browser or Client()
    return browser, browser.post(LOGIN, {"login": email, "password": password})


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def set_up_codes(browser: Client) -> str:
    """Codes as a person sets them up; the secret that their app then has."""
    page = browser.get(reverse("mfa_activate_totp")).content.decode()
    check_html(page)
    secret = page.split("<code>")[1].split("<")[0]
    response = browser.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return secret


# --- signing in and out ---------------------------------------------------------------------------


def test_in_and_out(team: Team, django_capture_on_commit_callbacks: Any) -> None:
    """Out by POST only; the record tells of both."""
    browser, response = sign_in(" Approver@Example.org ")
    assert response["Location"] == reverse("home") and is_signed_in(browser)
    check_html(browser.get(reverse("account_logout")).content.decode())
    assert is_signed_in(browser)
    browser.post(reverse("account_logout"))
    assert not is_signed_in(browser)
    kinds = list(Event.objects.filter(by=team["approver"].key).values_list("kind", flat=True))
    assert kinds == ["signed-in", "signed-out"]


def test_a_failure_tells_nothing_of_who_has_an_account(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known and unknown addresses, accounts that are deactivated or wait: one page, one cost."""
    people.deactivate(team["evaluator"], by=team["administrator"])
    hashed: list[str] = []
    reckon = MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return reckon(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    pages, costs = set(), []
    for email in ("approver@example.org", "stranger@example.org", "evaluator@example.org"):
        hashed.clear()
        page = sign_in(email, "not the password")[1].content.decode()
        costs.append(len(hashed))
        check_html(page)
        token = page.split('csrfmiddlewaretoken" value="')[1].split('"')[0]
        pages.add(page.replace(email, "…").replace(token, "…"))
    assert len(pages) == 1 and "The e-mail address or the password is not right" in pages.pop()
    assert costs == [1, 1, 1], "Each reckons one hash, so that time tells nothing."


def test_a_deactivated_person_who_knows_the_password_is_told(team: Team) -> None:
    """They proved who they are."""
    people.deactivate(team["approver"], by=team["administrator"])
    browser, response = sign_in("approver@example.org")
    assert response["Location"] == reverse("account_inactive") and not is_signed_in(browser)
    check_html(browser.get(response["Location"]).content.decode())


def test_it_leads_on_to_the_page_that_was_wanted(team: Team) -> None:
    """After a wrong password too; to another host never."""
    browser = Client()
    wanted = "/organisation/roles/"
    page = browser.post(f"{LOGIN}?next={wanted}", {"login": "a@b.example", "password": "x", "next": wanted})
    assert f'name="next" value="{wanted}"' in page.content.decode()
    told = {"login": "approver@example.org", "password": PASSWORD}
    assert browser.post(LOGIN, {**told, "next": wanted})["Location"] == wanted
    assert Client().post(LOGIN, {**told, "next": "https://elsewhere.example/"})["Location"] == reverse("home")


def test_passwords_are_kept_by_argon2() -> None:
    """The tests use a fast hash; the service does not."""
    (name,) = as_installed.PASSWORD_HASHERS
    assert name.endswith("Argon2PasswordHasher")
    assert Argon2PasswordHasher().verify(PASSWORD, Argon2PasswordHasher().encode(PASSWORD, "some salt 12345"))


@pytest.mark.parametrize("told", [{}, {"login": "x"}, {"login": "x" * 300 + "@example.org", "password": "y"}])
def test_what_is_wrong_with_the_form_is_said(told: dict[str, str]) -> None:
    """Field by field, in our words."""
    page = Client().post(LOGIN, told).content.decode()
    check_html(page)
    assert "There is a problem" in page


# --- lockout --------------------------------------------------------------------------------------


def test_guessing_is_locked_out_until_an_administrator_unlocks(team: Team, administrator: Client) -> None:
    """After eight wrong passwords, with status 429; others at the same place are not locked out."""
    browser = Client()
    for _guess in range(7):
        assert sign_in("approver@example.org", "wrong", browser)[1].status_code == 200
    locked = sign_in("Approver@example.org", "wrong", browser)[1]
    assert locked.status_code == 429
    check_html(locked.content.decode())
    assert sign_in("approver@example.org")[1].status_code == 429, "Not even with the right password."
    assert is_signed_in(sign_in("analyst@example.org")[0])
    page = administrator.get(reverse("person", args=[team["approver"].pk])).content.decode()
    assert "sign-in locked" in page and "Unlock the sign-in" in page
    administrator.post(reverse("person_step", args=[team["approver"].pk, "unlock"]))
    assert is_signed_in(sign_in("approver@example.org")[0])
    kinds = list(Event.objects.filter(facts__person=team["approver"].key).values_list("kind", flat=True))
    assert kinds == ["sign-in-locked", "sign-in-unlocked", "signed-in"]


def test_an_address_that_nobody_has_is_locked_alike(team: Team) -> None:
    """So that the lock tells nothing either; and no event tells of strangers."""
    before = Event.objects.count()
    answers = [sign_in("stranger@example.org", "wrong")[1] for _guess in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 7 + [429]
    assert Event.objects.count() == before


def test_what_was_typed_is_not_kept(team: Team) -> None:
    """Of an attempt, address and place are kept until it lapses; never the password."""
    sign_in("approver@example.org", "my other secret")
    attempt = AccessAttempt.objects.get()
    assert attempt.username == "approver@example.org"
    assert "my other secret" not in attempt.post_data and "approver" not in attempt.post_data


# --- codes ----------------------------------------------------------------------------------------


def test_codes_from_set_up_to_removal(team: Team, django_capture_on_commit_callbacks: Any) -> None:
    """Set up, asked for, taken once, replaced by a recovery code that works once, and removed."""
    browser = sign_in("approver@example.org")[0]
    wrong = browser.get(reverse("mfa_activate_totp")) and browser.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_codes(browser)
    recovery = browser.get(reverse("mfa_download_recovery_codes")).content.decode().split()[-10:]
    page = browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    check_html(page)
    assert all(code in page for code in recovery)
    again, response = sign_in("approver@example.org")
    assert response["Location"] == reverse("mfa_authenticate") and not is_signed_in(again)
    check_html(again.get(reverse("mfa_authenticate")).content.decode())
    assert again.get(reverse("home")).status_code == 302, "The password alone opens nothing."
    again.post(reverse("mfa_authenticate"), {"code": code_now(secret, later=1)})
    assert is_signed_in(again)
    lost = sign_in("approver@example.org")[0]
    lost.post(reverse("mfa_authenticate"), {"code": recovery[0]})
    assert is_signed_in(lost)
    twice = sign_in("approver@example.org")[0]
    twice.post(reverse("mfa_authenticate"), {"code": recovery[0]})
    assert not is_signed_in(twice)
    check_html(again.get(reverse("mfa_deactivate_totp")).content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        again.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=team["approver"]).exists()
    changes = Event.objects.filter(kind="second-factor-changed").values_list("facts__change", flat=True)
    assert list(changes) == ["set", "removed"]
    told = Event.objects.filter(kind="signed-in").values_list("facts__how", flat=True)
    assert list(told) == ["password", "code", "code"]


def test_an_organisation_that_asks_for_codes(team: Team, django_capture_on_commit_callbacks: Any) -> None:
    """Its people are led to set them up before anything else, and cannot remove them; signing out stays open."""
    people.require_code(team.organisation, required=True, by=team["administrator"])
    browser = sign_in("approver@example.org")[0]
    for name in ("home", "account", "roles", "mfa_index", "sessions"):
        assert browser.get(reverse(name))["Location"] == reverse("mfa_activate_totp"), name
    assert Client().get(reverse("start")).status_code == 200
    set_up_codes(browser)
    assert browser.get(reverse("home")).status_code == 200
    page = browser.get(reverse("mfa_deactivate_totp")).content.decode()
    assert "Your organisation asks for codes" in page
    browser.post(reverse("mfa_deactivate_totp"))
    assert browser.get(reverse("home")).status_code == 200
    assert Authenticator.objects.filter(user=team["approver"], type="totp").exists()
    other = sign_in("analyst@example.org")[0]
    other.post(reverse("account_logout"))
    assert not is_signed_in(other)


def test_an_administrator_helps_who_lost_phone_and_codes(team: Team, administrator: Client) -> None:
    """They are signed out, and sign in with the password alone."""
    browser = sign_in("approver@example.org")[0]
    set_up_codes(browser)
    administrator.post(reverse("person_step", args=[team["approver"].pk, "reset-codes"]))
    assert browser.get(reverse("home")).status_code == 302
    assert is_signed_in(sign_in("approver@example.org")[0])


def test_what_concerns_safety_asks_again_after_a_while(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five minutes after signing in, the password comes first."""
    browser = sign_in("approver@example.org")[0]
    monkeypatch.setattr("commonweal_web.accounts.adapters.STILL_FRESH", -1)
    response = browser.get(reverse("mfa_activate_totp"))
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    page = browser.get(response["Location"]).content.decode()
    check_html(page)
    wrong = browser.post(response["Location"], {"password": "wrong"}).content.decode()
    assert "This is not your password" in wrong
    monkeypatch.setattr("commonweal_web.accounts.adapters.STILL_FRESH", 300)
    right = browser.post(response["Location"], {"password": PASSWORD, "next": reverse("mfa_activate_totp")})
    assert right["Location"] == reverse("mfa_activate_totp")


# --- sessions, name, password ---------------------------------------------------------------------


def test_signing_out_of_one_place_and_of_all_others(team: Team) -> None:
    """The own place stays; another person's session cannot be ended."""
    here, there, elsewhere = (sign_in("approver@example.org")[0] for _browser in range(3))
    foreign = sign_in("analyst@example.org")[0]
    page = here.get(reverse("sessions"))
    check_html(page.content.decode())
    assert len(page.context["sessions"]) == 3
    key = next(each.pk for each in page.context["sessions"] if each.session_key == there.session.session_key)
    here.post(reverse("sessions"), {"session": key})
    assert there.get(reverse("home")).status_code == 302 and elsewhere.get(reverse("home")).status_code == 200
    theirs = foreign.get(reverse("sessions")).context["sessions"][0].pk
    here.post(reverse("sessions"), {"session": theirs})
    assert foreign.get(reverse("home")).status_code == 200
    here.post(reverse("sessions"))
    assert elsewhere.get(reverse("home")).status_code == 302 and here.get(reverse("home")).status_code == 200


def test_a_new_password_signs_out_everywhere_else(team: Team) -> None:
    """And needs the present one."""
    here, there = sign_in("approver@example.org")[0], sign_in("approver@example.org")[0]
    wrong = here.post(reverse("account_change_password"), {"oldpassword": "x", "password1": "purple otters plan"})
    assert "This is not your present password" in wrong.content.decode()
    check_html(wrong.content.decode())
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "purple otters plan"})
    assert here.get(reverse("home")).status_code == 200 and there.get(reverse("home")).status_code == 302


def test_a_new_name_is_everywhere_at_once(team: Team) -> None:
    """In the frame of the page, and in the record of what was done before."""
    browser, before = sign_in("approver@example.org")[0], team["approver"].name
    page = browser.post(reverse("account_name"), {"name": "Ada Lovage"}, follow=True).content.decode()
    assert "Ada Lovage" in page
    record = team.client("administrator").get(reverse("organisation_record")).content.decode()
    assert "Ada Lovage signed in with the password." in record and before not in record.split("<main")[1]


# --- what is routed -------------------------------------------------------------------------------


def test_only_these_pages_of_the_sign_in_library_are_there() -> None:
    """No sign-up, no addresses to manage, no connections."""
    of_library = {
        str(each.name)
        for each in get_resolver("commonweal_web.accounts.urls").url_patterns
        if str(each.name).split("_")[0] in {"account", "mfa", "socialaccount", "usersessions", "openid"}
    }
    assert of_library == {
        "account",
        "account_name",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_reset_password",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "socialaccount_login_cancelled",
        "openid_connect_login",
        "openid_connect_callback",
    }
    for path in ("signup/", "email/", "3rdparty/", "password/set/", "confirm-email/", "sessions/signup/"):
        assert Client().get(f"/account/{path}").status_code == 404, path


def test_every_page_states_who_may_open_it() -> None:
    """None is left open by being forgotten."""
    for each in get_resolver("commonweal_web.accounts.urls").url_patterns:
        assert getattr(each.callback, "access", None), each.name


def test_single_sign_on_is_not_there_where_it_is_not_set(team: Team) -> None:
    """Neither its button nor its pages."""
    assert "sign-on" not in Client().get(LOGIN).content.decode()
    assert Client().get("/account/sign-on/single-sign-on/").status_code == 404


# --- e-mail settings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://a%40b:p%3Aw@mail.example:2525", ("mail.example", 2525, "a@b", "p:w", True, False)),
        ("smtps://mail.example", ("mail.example", 465, "", "", False, True)),
        ("smtp+plain://127.0.0.1", ("127.0.0.1", 25, "", "", False, False)),
    ],
)
def test_the_address_of_a_mail_server(url: str, expected: tuple[object, ...]) -> None:
    """Encrypted unless it says that it is not."""
    found = read_mail(url, sender="c@example.org", site="https://commonweal.example")
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_an_address_that_is_none(url: str) -> None:
    """Is refused in one sentence, without repeating a password."""
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="must look like"):
        read_mail(url, sender="c@example.org", site="https://commonweal.example")


def test_a_person_without_a_password_has_none_to_change(team: Team) -> None:
    """Nor codes to set up: their organisation's sign-in keeps both."""
    person = team["approver"]
    person.set_unusable_password()
    person.save()
    browser = team.client("approver")
    for name in ("account_change_password", "mfa_index"):
        page = browser.get(reverse(name))
        assert page.status_code == 200 and "There is nothing to change here" in page.content.decode()
        check_html(page.content.decode())
    assert User.objects.get(pk=person.pk).has_usable_password() is False
