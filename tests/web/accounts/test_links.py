"""Invitations and links for new passwords: once, in time, and only by who holds them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from page_checks import check_html

from commonweal_web.accounts.actions import links, people
from commonweal_web.accounts.actions.links import Issued, LinkSpent
from commonweal_web.accounts.actions.managing import Refused
from commonweal_web.accounts.models import OneTimeLink, Organisation, PersonState, Purpose, User
from commonweal_web.audit.models import Event
from fixtures import PASSWORD, Team

pytestmark = pytest.mark.django_db
NEW = "purple otters plan lunch"
MAIL = override_settings(
    MAIL_IS_ON=True,
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    DEFAULT_FROM_EMAIL="commonweal@example.org",
    SITE_URL="https://commonweal.example",
)


@pytest.fixture
def invited(team: Team) -> Issued:
    return links.invite(
        email="Nia@Example.org",
        name="Nia",
        organisation=team.organisation,
        roles={"procurement-staff"},
        by=team["administrator"],
    )


def address(issued: Issued) -> str:
    return reverse("invitation" if issued.purpose == Purpose.INVITATION else "new_password", args=[issued.secret])


def signs_in(email: str, password: str) -> bool:
    browser = Client()
    browser.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in browser.session


# --- invitations ----------------------------------------------------------------------------------


def test_an_invitation_from_the_form_to_the_first_page(administrator: Client) -> None:
    """The administrator copies the link; the newcomer chooses a password and is in, with the role."""
    told = {"name": "Nia", "email": "Nia@Example.org", "whose": "own", "roles": ["procurement-staff"]}
    page = administrator.post(reverse("invite"), told)
    assert "no-store" in page["Cache-Control"]
    check_html(page.content.decode())
    link = page.content.decode().split('spellcheck="false">')[1].split("<")[0].removeprefix("http://testserver")
    newcomer = Client()
    check_html(newcomer.get(link).content.decode())
    response = newcomer.post(link, {"name": "Nia Newcomer", "password": NEW})
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    person = User.objects.get(email="nia@example.org")
    assert (person.name, person.state, person.role_keys) == (
        "Nia Newcomer",
        PersonState.ACTIVE,
        frozenset({"procurement-staff"}),
    )
    assert newcomer.get(reverse("home")).status_code == 200
    kinds = list(Event.objects.filter(facts__person=person.key).values_list("kind", flat=True))
    assert kinds == ["person-invited", "invitation-accepted", "signed-in"]


def test_the_secret_is_nowhere_in_the_database(invited: Issued) -> None:
    """Only its digest; the link page shows it once, and no other page does."""
    from django.apps import apps
    from django.core import serializers

    for model in apps.get_models():
        assert invited.secret not in serializers.serialize("json", model._base_manager.all())
    assert OneTimeLink.objects.get().digest != invited.secret


def test_a_link_works_once(invited: Issued) -> None:
    """The second to come is told so, whoever it is."""
    links.accept_invitation(invited.secret, name="Nia", password=NEW)
    with pytest.raises(LinkSpent):
        links.accept_invitation(invited.secret, name="Eve", password="another long password")
    response = Client().get(address(invited))
    assert response.status_code == 410
    check_html(response.content.decode())
    assert User.objects.get(email="nia@example.org").name == "Nia"


@pytest.mark.parametrize("seconds", [-1, 0])
def test_a_link_expires(invited: Issued, seconds: int) -> None:
    """After seven days, to the second."""
    assert invited.expires_at - OneTimeLink.objects.get().made_at == timedelta(days=7)
    OneTimeLink.objects.update(expires_at=timezone.now() + timedelta(seconds=seconds))
    with pytest.raises(LinkSpent):
        links.accept_invitation(invited.secret, name="Nia", password=NEW)
    assert Client().get(address(invited)).status_code == 410


def test_looking_does_not_use_a_link_up(invited: Issued) -> None:
    """Mail programs open links before people do."""
    for _time in range(3):
        assert Client().get(address(invited)).status_code == 200
    assert links.accept_invitation(invited.secret, name="Nia", password=NEW).is_active


def test_a_newer_link_replaces_the_older(team: Team, invited: Issued) -> None:
    """Renewed: the first stops working."""
    renewed = links.invite_again(invited.person, by=team["administrator"])
    assert Client().get(address(invited)).status_code == 410
    assert Client().get(address(renewed)).status_code == 200


def test_a_withdrawn_invitation_forgets_the_person(team: Team, invited: Issued) -> None:
    """Neither link nor name nor address is left; the address can be invited anew."""
    links.withdraw_invitation(invited.person, by=team["administrator"])
    assert Client().get(address(invited)).status_code == 410
    assert not User.objects.filter(email="nia@example.org").exists()
    links.invite(
        email="nia@example.org", name="Nia", organisation=team.organisation, roles=set(), by=team["administrator"]
    )


def test_nobody_signs_in_to_an_account_that_waits(team: Team, invited: Issued) -> None:
    """It has no password, and no link for one can be made or asked for."""
    assert not signs_in("nia@example.org", "") and not signs_in("nia@example.org", NEW)
    with pytest.raises(Refused, match="not active"):
        links.issue_password_link(invited.person, by=team["administrator"])
    assert links.request_password_link(invited.person.key) is None


def test_a_link_for_one_thing_does_not_do_the_other(team: Team, invited: Issued) -> None:
    """An invitation sets no password of an open account, nor the other way round."""
    reset = links.issue_password_link(team["approver"], by=team["administrator"])
    assert Client().get(reverse("invitation", args=[reset.secret])).status_code == 410
    assert Client().get(reverse("new_password", args=[invited.secret])).status_code == 410


@pytest.mark.parametrize("secret", ["x", "A" * 43, "A" * 500, "%00", "..."])
def test_made_up_links(secret: str, team: Team) -> None:
    """Are spent, however they look."""
    assert Client().get(f"/account/invitation/{secret}/").status_code == 410


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "Choose a password"),
        ("short", "too short"),
        ("q1w2e3r4t5y6", "too common"),
        ("nia@example.org", "too similar"),
        ("x" * 201, "must be 200 characters or fewer"),
        ("a b c d e f g\x00h", "cannot be kept"),
    ],
)
def test_passwords_that_are_refused(invited: Issued, password: str, sentence: str) -> None:
    """With a sentence each; the name that was typed stays."""
    page = Client().post(address(invited), {"name": "Nia N", "password": password}).content.decode()
    assert sentence in page and "Nia N" in page
    check_html(page)


def test_somebody_who_is_here_is_not_invited_again(team: Team, administrator: Client) -> None:
    """Said in the form."""
    told = {"name": "Ada", "email": "APPROVER@example.org", "whose": "own"}
    page = administrator.post(reverse("invite"), told).content.decode()
    assert "has an account already" in page and "Ada" in page


# --- other organisations --------------------------------------------------------------------------


def test_a_person_of_another_organisation(team: Team, administrator: Client) -> None:
    """The organisation is added, once; ours looks after its people; they get no role of ours."""
    told = {"name": "Sam", "email": "sam@example.com", "whose": "other", "other": "Supplier Ltd", "is_supplier": "on"}
    assert administrator.post(reverse("invite"), {**told, "roles": ["administrator"]}).status_code == 200
    administrator.post(reverse("invite"), {**told, "name": "Sue", "email": "sue@example.com", "other": "SUPPLIER ltd"})
    supplier = Organisation.objects.get(name="Supplier Ltd")
    assert supplier.is_supplier and supplier.host == team.organisation
    assert sorted(supplier.people.values_list("name", flat=True)) == ["Sam", "Sue"]
    sam = User.objects.get(email="sam@example.com")
    assert not sam.role_keys
    with pytest.raises(Refused, match="not in the organisation"):
        people.give_role(sam, "administrator", by=team["administrator"])
    assert Event.objects.filter(kind="organisation-added").count() == 1


def test_an_organisation_with_its_own_administrators_invites_its_own_people(team: Team, others: Team) -> None:
    """Nobody else adds people to it by its name; nothing is left half done."""
    before = User.objects.count()
    with pytest.raises(Refused, match="looks after its own people"):
        links.invite_from(
            email="x@example.com", name="X", other=others.organisation.name, is_supplier=False, by=team["administrator"]
        )
    with pytest.raises(Refused, match="has an account already"):
        links.invite_from(
            email="approver@example.org", name="X", other="New Ltd", is_supplier=True, by=team["administrator"]
        )
    assert (User.objects.count(), Organisation.objects.filter(name="New Ltd").exists()) == (before, False)


# --- new passwords --------------------------------------------------------------------------------


def test_a_link_for_a_new_password(team: Team, administrator: Client) -> None:
    """The old password and every session end; the new one opens the account."""
    person = team["approver"]
    page = administrator.post(reverse("person_step", args=[person.pk, "password-link"])).content.decode()
    link = page.split('spellcheck="false">')[1].split("<")[0].removeprefix("http://testserver")
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert elsewhere.get(reverse("home")).status_code == 200
    assert Client().post(link, {"password": NEW})["Location"] == reverse("account_login")
    assert elsewhere.get(reverse("home")).status_code == 302
    assert not signs_in(person.email, PASSWORD) and signs_in(person.email, NEW)
    assert Client().post(link, {"password": "yet another long one"}).status_code == 410


def test_a_changed_password_makes_the_link_useless(team: Team) -> None:
    """Who found their password again leaves no open door behind."""
    issued = links.issue_password_link(team["approver"], by=team["administrator"])
    browser = team.client("approver")
    told = {"oldpassword": PASSWORD, "password1": NEW}
    assert browser.post(reverse("account_change_password"), told)["Location"] == reverse("account")
    assert Client().get(address(issued)).status_code == 410


def test_deactivation_ends_links(team: Team) -> None:
    """They do not work again after reactivation either."""
    issued = links.issue_password_link(team["approver"], by=team["administrator"])
    people.deactivate(team["approver"], by=team["administrator"])
    people.reactivate(team["approver"], by=team["administrator"])
    assert Client().get(address(issued)).status_code == 410


# --- e-mail ---------------------------------------------------------------------------------------


@MAIL
def test_links_are_sent_where_there_is_e_mail(team: Team, administrator: Client) -> None:
    """And shown all the same."""
    told = {"name": "Nia", "email": "nia@example.org", "whose": "own"}
    page = administrator.post(reverse("invite"), told).content.decode()
    assert "was sent to nia@example.org" in page
    (letter,) = mail.outbox
    assert letter.to == ["nia@example.org"] and "/account/invitation/" in str(letter.body)


@MAIL
def test_a_forgotten_password_is_asked_for_alike_by_all(team: Team) -> None:
    """The page says the same for every address; only one who has an account gets a letter, with a link that works."""
    pages = set()
    for email in ("approver@example.org", "stranger@example.org"):
        response = Client().post(reverse("account_reset_password"), {"email": email})
        pages.add(response.content.decode().replace(email, "…"))
        check_html(response.content.decode())
    assert len(pages) == 1
    (letter,) = mail.outbox
    assert letter.to == ["approver@example.org"]
    link = str(letter.body).split("https://commonweal.example")[1].split()[0]
    assert Client().post(link, {"password": NEW}).status_code == 302
    assert signs_in("approver@example.org", NEW)


def test_without_e_mail_the_page_says_whom_to_ask(team: Team) -> None:
    """There is nothing to fill in."""
    page = Client().get(reverse("account_reset_password")).content.decode()
    assert "Ask an administrator" in page and "<form" not in page.split("<main")[1]
    check_html(page)


@MAIL
def test_a_mail_server_that_fails_stops_nothing(team: Team, administrator: Client, monkeypatch: Any) -> None:
    """The link is there to copy, and the page says that no e-mail went out."""

    def fail(*_given: object, **_named: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("commonweal_web.accounts.letters.send_mail", fail)
    told = {"name": "Nia", "email": "nia@example.org", "whose": "own"}
    assert "no e-mail was sent" in administrator.post(reverse("invite"), told).content.decode()
