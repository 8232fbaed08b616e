"""Single sign-on against a real provider on loopback: who gets in, and everything that must not."""

from __future__ import annotations

import http.client
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from page_checks import check_html
from web_accounts.provider import OTHER_KEY, Provider

from commonweal_web.accounts.actions import links, people
from commonweal_web.accounts.models import Organisation, User
from commonweal_web.audit.models import Event
from commonweal_web.config.single_sign_on import read_single_sign_on
from fixtures import Team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("team", "single_sign_on")]
BEGIN = "/account/sign-on/single-sign-on/"


def to_provider(browser: Client, **query: str) -> str:
    """The address at the provider to which the service sends a browser."""
    response = browser.get(BEGIN, query)
    assert response.status_code == 302
    return str(response["Location"])


def at_provider(address: str) -> str:
    """Go there, as a browser does; where the provider sends it back to, without the host."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    return f"{back.path}?{back.query}"


def sign_on(browser: Client, **query: str) -> Any:
    return browser.get(at_provider(to_provider(browser, **query)))


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def refused(response: Any, sentence: str) -> None:
    """On a page of its own, in one sentence, and nobody is signed in."""
    assert response.status_code in {401, 403}
    assert sentence in response.content.decode()
    check_html(response.content.decode())
    assert not is_signed_in(response.client)


def test_an_invited_person_signs_in_and_stays_linked(team: Team, provider: Provider) -> None:
    """The first time by the verified address, from then on by the provider's own id for them."""
    first, second = Client(), Client()
    response = sign_on(first)
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert first.session["_auth_user_id"] == team["approver"].key
    provider.person |= {"email": "renamed@example.org"}
    assert sign_on(second).status_code == 302
    assert second.session["_auth_user_id"] == team["approver"].key
    kinds = list(Event.objects.filter(by=team["approver"].key).values_list("kind", "facts__how"))
    assert kinds == [
        ("single-sign-on-linked", None),
        ("signed-in", "single-sign-on"),
        ("signed-in", "single-sign-on"),
    ]
    account = SocialAccount.objects.get()
    assert account.extra_data == {}, "The provider's claims are not kept."


def test_it_leads_on_to_the_page_that_was_wanted_but_never_elsewhere(provider: Provider) -> None:
    """An address of another host is ignored."""
    assert sign_on(Client(), next="/organisation/roles/")["Location"] == "/organisation/roles/"
    assert sign_on(Client(), next="https://elsewhere.example/")["Location"] == reverse("home")


def test_accepting_an_invitation_by_single_sign_on(team: Team, provider: Provider) -> None:
    """The link of the invitation is not needed, and stops working."""
    issued = links.invite(
        email="nia@example.org", name="Nia", organisation=team.organisation, roles=set(), by=team["administrator"]
    )
    provider.person |= {"email": "Nia@Example.org", "sub": "nia"}
    browser = Client()
    assert sign_on(browser).status_code == 302
    person = User.objects.get(email="nia@example.org")
    assert person.is_active and person.joined_at and browser.session["_auth_user_id"] == person.key
    assert Client().get(reverse("invitation", args=[issued.secret])).status_code == 410


def test_the_uninvited_are_refused(provider: Provider) -> None:
    """And no account comes of it."""
    before = User.objects.count()
    provider.person |= {"email": "stranger@example.org"}
    refused(sign_on(Client()), "Nobody has invited you yet")
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


@pytest.mark.parametrize("verified", [False, None, "true", "yes", 1])
def test_an_address_that_is_not_verified_links_nothing(provider: Provider, verified: object) -> None:
    """Only the provider's plain yes is one."""
    provider.person = {**provider.person, "email_verified": verified}
    refused(sign_on(Client()), "has not verified your e-mail address")
    assert not SocialAccount.objects.exists()


def test_a_provider_that_says_nothing_is_believed_for_its_own_domains(provider: Provider, single_sign_on: Any) -> None:
    """Some never say it; an administrator names the domains for which the provider is known to answer."""
    del provider.person["email_verified"]
    refused(sign_on(Client()), "has not verified your e-mail address")
    single_sign_on(trusted_domains=frozenset({"example.org"}))
    assert sign_on(Client()).status_code == 302
    provider.person["email_verified"] = False
    SocialAccount.objects.all().delete()
    refused(sign_on(Client()), "has not verified your e-mail address")


def test_no_address_at_all(provider: Provider) -> None:
    """Said as that."""
    provider.person["email"] = ""
    refused(sign_on(Client()), "did not tell us your e-mail address")


def test_an_address_that_only_the_second_question_gives(provider: Provider) -> None:
    """Some providers keep it out of the token; it is asked for, and must be of the same person."""
    provider.answers_with_userinfo_only = True
    assert sign_on(Client()).status_code == 302


def test_the_deactivated_are_refused_before_and_after_they_are_linked(team: Team, provider: Provider) -> None:
    """A sentence says whom to ask."""
    people.deactivate(team["approver"], by=team["administrator"])
    refused(sign_on(Client()), "Your account is not active")
    people.reactivate(team["approver"], by=team["administrator"])
    assert sign_on(Client()).status_code == 302
    people.deactivate(team["approver"], by=team["administrator"])
    refused(sign_on(Client()), "Your account is not active")


def test_the_erased_never_come_back(team: Team, provider: Provider) -> None:
    """The link went with them; their address is one that nobody has invited."""
    assert sign_on(Client()).status_code == 302
    people.erase(team["approver"], by=team["administrator"])
    refused(sign_on(Client()), "Nobody has invited you yet")


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "another"},
        {"nonce": ""},
        {"nonce": None},
    ],
)
def test_a_token_for_another_attempt(provider: Provider, change: dict[str, object]) -> None:
    """Its nonce is not the one that was asked for."""
    provider.spoil = lambda claims: claims | change
    refused(sign_on(Client()), "does not belong to this attempt")


@pytest.mark.parametrize(
    "change",
    [
        {"exp": int(time.time()) - 60},
        {"iss": "http://127.0.0.1:1"},
        {"aud": "somebody-else"},
        {"sub": ""},
        {"nbf": int(time.time()) + 600},
    ],
    ids=["expired", "issuer", "audience", "nobody", "too-early"],
)
def test_a_token_that_does_not_hold(provider: Provider, change: dict[str, object]) -> None:
    """Too late, of another issuer, for another application, of nobody, or not yet."""
    provider.spoil = lambda claims: claims | change
    refused(sign_on(Client()), "cannot be used")


def test_a_token_signed_by_somebody_else(provider: Provider) -> None:
    """Though it came straight from the provider's address."""
    provider.key = OTHER_KEY
    refused(sign_on(Client()), "cannot be used")


def test_a_way_back_that_was_not_begun_here(provider: Provider) -> None:
    """The state is another browser's, made up, or missing."""
    back = at_provider(to_provider(Client()))
    refused(Client().get(back), "does not belong to this attempt")
    browser = Client()
    code = at_provider(to_provider(browser)).split("code=")[1].split("&")[0]
    refused(browser.get(f"{BEGIN}back/", {"code": code, "state": "made-up"}), "does not belong to this attempt")
    refused(browser.get(f"{BEGIN}back/", {"code": code}), "does not belong to this attempt")


def test_a_way_back_works_once(provider: Provider) -> None:
    """A second time the code is spent."""
    browser = Client()
    back = at_provider(to_provider(browser))
    assert browser.get(back).status_code == 302
    browser.logout()
    refused(browser.get(back), "does not belong to this attempt")


def test_turning_back_at_the_provider(provider: Provider) -> None:
    """Is no error, and says what is so."""
    browser = Client()
    state = to_provider(browser).split("state=")[1].split("&")[0]
    response = browser.get(f"{BEGIN}back/", {"error": "access_denied", "state": state}, follow=True)
    refused(response, "You turned back")


def test_a_provider_that_does_not_answer(provider: Provider, single_sign_on: Any) -> None:
    """One sentence, not a failure."""
    provider.__exit__(None, None, None)
    response = Client().get(BEGIN)
    assert response.status_code == 503 and "does not answer" in response.content.decode()


def test_only_domains_that_are_allowed(provider: Provider, single_sign_on: Any) -> None:
    """Whoever is invited."""
    single_sign_on(domains=frozenset({"northmoor.example"}))
    refused(sign_on(Client()), "People with an e-mail address at example.org cannot sign in here")


def test_people_of_some_domains_need_no_invitation(team: Team, provider: Provider, single_sign_on: Any) -> None:
    """They join the organisation that is named, or the only one there is, with no role."""
    single_sign_on(join_domains=frozenset({"northmoor.example"}))
    provider.person |= {"email": "new@northmoor.example", "sub": "new"}
    assert sign_on(Client()).status_code == 302
    person = User.objects.get(email="new@northmoor.example")
    assert (person.organisation, person.name, person.role_keys) == (team.organisation, "Ada Approver", frozenset())
    assert not person.has_usable_password()
    Organisation.objects.create(name="Another")
    provider.person |= {"email": "newer@northmoor.example", "sub": "newer"}
    refused(sign_on(Client()), "Nobody has invited you yet")
    single_sign_on(join_domains=frozenset({"northmoor.example"}), organisation="Another")
    assert sign_on(Client()).status_code == 302
    assert User.objects.get(email="newer@northmoor.example").organisation.name == "Another"


def test_one_account_there_for_one_account_here(team: Team, provider: Provider) -> None:
    """A second account of the provider with the same address takes the first one's place only by an administrator."""
    assert sign_on(Client()).status_code == 302
    provider.person["sub"] = "subject-2"
    refused(sign_on(Client()), "linked to another sign-in")
    page = reverse("person_step", args=[team["approver"].pk, "unlink-sign-on"])
    check_html(team.client("administrator").get(page).content.decode())
    team.client("administrator").post(page)
    assert sign_on(Client()).status_code == 302


def test_codes_are_still_asked_of_who_has_set_them_up(team: Team, provider: Provider) -> None:
    """Single sign-on stands for the password, not for the second step that a person chose."""
    Authenticator.objects.create(user=team["approver"], type=Authenticator.Type.TOTP, data={"secret": "A" * 32})
    browser = Client()
    assert sign_on(browser)["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(browser)


def test_an_organisation_that_asks_for_codes_trusts_its_own_provider(team: Team, provider: Provider) -> None:
    """The provider answers for how its people sign in; who comes by password sets up codes."""
    people.require_code(team.organisation, required=True, by=team["administrator"])
    browser = Client()
    sign_on(browser)
    assert browser.get(reverse("home")).status_code == 200
    assert (
        "There is nothing to change here" in browser.get(reverse("mfa_index")).content.decode()
        or team["approver"].has_usable_password()
    )


def test_without_passwords_there_is_only_one_way_in(team: Team, single_sign_on: Any) -> None:
    """The form is gone, and posting it does not help."""
    single_sign_on(passwords=False)
    page = Client().get(reverse("account_login")).content.decode()
    assert "Sign in with Northmoor" in page and 'type="password"' not in page
    told = {"login": "approver@example.org", "password": "correct horse battery staple"}
    browser = Client()
    browser.post(reverse("account_login"), told)
    assert not is_signed_in(browser)
    issued = links.invite(
        email="n@example.org", name="N", organisation=team.organisation, roles=set(), by=team["administrator"]
    )
    joining = Client().get(reverse("invitation", args=[issued.secret])).content.decode()
    assert "Sign in with Northmoor" in joining and 'type="password"' not in joining
    check_html(joining)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"OIDC_ISSUER": "http://sign-in.example"}, "starts with https://"),
        ({"OIDC_ISSUER": "https://sign-in.example"}, "Set COMMONWEAL_OIDC_CLIENT_ID"),
        ({"OIDC_PASSWORDS": "0"}, "leaves no way to sign in"),
    ],
)
def test_settings_that_do_not_fit_together(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], sentence: str
) -> None:
    """Are refused when the service starts."""
    for name, value in values.items():
        monkeypatch.setenv(f"COMMONWEAL_{name}", value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read_single_sign_on(local=False)
